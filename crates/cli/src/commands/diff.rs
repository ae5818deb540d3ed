//! `mingbai diff`: what changes for whom between two versions of a policy.

mod common;

use std::io::{Write, stdout};

use mingbai_core::diagram::{Diagram, TooLarge, product};
use mingbai_core::outcome::Outcome as Gives;
use mingbai_core::policy::{InForce, Provision};
use serde_json::{Value as Json, json};

use super::readable::outcome_words;
use crate::arguments::{DiffOptions, Lang};
use crate::failure::{Failure, Outcome};
use crate::library::{self, Loaded, pair, text};
use crate::messages::Message;
use crate::plain::cubes::{Cube, cubes};
use crate::plain::{Named, cube_json, cube_words};
use common::{NO_SUCH_VALUE, Version, variables};

/// How large the joint diagram of a provision may grow.
const MOST: usize = 2_000_000;

/// Says what changed.
///
/// # Errors
/// Wrong use where there is no such policy.
pub fn run(options: &DiffOptions, lang: Lang) -> Result<Outcome, Failure> {
    let (old, new) = (library::load(&options.old)?, library::load(&options.new)?);
    let diff = Diff::new(&old, &new).map_err(|TooLarge { .. }| Message::TooFarApart)?;
    let mut out = stdout().lock();
    if options.json {
        writeln!(out, "{:#}", diff.json())?;
    } else {
        diff.write(&mut out, lang)?;
    }
    Ok(Outcome::Done)
}

/// What differs.
struct Diff<'l> {
    old: &'l Loaded,
    new: &'l Loaded,
    variables: Vec<Named>,
    provisions: Vec<Changed<'l>>,
    /// Who is in the premium part, and who in the settlement part.
    parts: Vec<(&'static str, Vec<Row<bool>>)>,
    readings: Vec<(&'l str, &'static str)>,
}

/// A provision of one version or of both.
struct Changed<'l> {
    id: &'l str,
    old: Option<&'l Provision>,
    new: Option<&'l Provision>,
    words: bool,
    rows: Vec<Row<Gives>>,
}

/// For whom what was one thing is another now; nothing where a version cannot state the case.
struct Row<T> {
    when: Cube,
    was: Option<T>,
    now: Option<T>,
}

impl Changed<'_> {
    fn what(&self) -> &'static str {
        match (self.old, self.new) {
            (None, _) => "added",
            (_, None) => "removed",
            (Some(old), Some(new)) => {
                let same =
                    self.rows.is_empty() && !self.words && old.at == new.at && old.kind == new.kind;
                if same { "same" } else { "changed" }
            }
        }
    }
}

impl<'l> Diff<'l> {
    fn new(old: &'l Loaded, new: &'l Loaded) -> Result<Self, TooLarge> {
        let variables = variables(&old.policy, &new.policy);
        let (before, after) =
            (Version::new(&old.policy, &variables), Version::new(&new.policy, &variables));
        let compare = |one: &Diagram, other: &Diagram| -> Result<_, TooLarge> {
            Ok((before.diagram(one)?, after.diagram(other)?))
        };
        let (was, now) = (old.policy.data(), new.policy.data());
        let mut provisions = Vec::new();
        for provision in &was.provisions {
            let id = provision.id.as_str();
            let other = now.provisions.iter().find(|other| other.id == id);
            let mut rows = Vec::new();
            if let Some((one, two)) =
                provision.table.as_ref().zip(other.and_then(|o| o.table.as_ref()))
            {
                let (first, second) = compare(&one.by_outcome, &two.by_outcome)?;
                let name = |outcomes: &[Gives], leaf: u32| outcomes.get(leaf as usize).cloned();
                rows = changes(&first, &second, &variables, |was, now| {
                    (name(&one.outcomes, was), name(&two.outcomes, now))
                })?;
            }
            let words = other.is_some()
                && ["title", "what", "claim", "emended"].iter().any(|part| {
                    let path = ["provisions", id, part];
                    pair(&old.words, &path) != pair(&new.words, &path)
                });
            provisions.push(Changed { id, old: Some(provision), new: other, words, rows });
        }
        for provision in &now.provisions {
            if !was.provisions.iter().any(|own| own.id == provision.id) {
                let id = &provision.id;
                provisions.push(Changed {
                    id,
                    old: None,
                    new: Some(provision),
                    words: false,
                    rows: Vec::new(),
                });
            }
        }
        let mut parts = Vec::new();
        for (name, one, two) in [
            ("premium", &was.premium_when, &now.premium_when),
            ("settlement", &was.settlement_when, &now.settlement_when),
        ] {
            let (first, second) = compare(one, two)?;
            let known = |leaf: u32| (leaf != NO_SUCH_VALUE).then_some(leaf == 1);
            let rows = changes(&first, &second, &variables, |was, now| (known(was), known(now)))?;
            parts.push((name, rows));
        }
        let readings = readings(old, new);
        Ok(Self { old, new, variables, provisions, parts, readings })
    }

    fn same(&self) -> bool {
        let (old, new) = (self.old.policy.data(), self.new.policy.data());
        old.in_force == new.in_force
            && old.instrument == new.instrument
            && old.issued == new.issued
            && self.readings.is_empty()
            && self.parts.iter().all(|(_, rows)| rows.is_empty())
            && self.provisions.iter().all(|provision| provision.what() == "same")
    }

    fn json(&self) -> Json {
        let version = |loaded: &Loaded| {
            let data = loaded.policy.data();
            json!({
                "id": data.id, "instrument": data.instrument, "issued": data.issued,
                "in_force": data.in_force, "policy_sha256": loaded.policy.sha256(),
            })
        };
        let provisions: Vec<Json> = self
            .provisions
            .iter()
            .map(|changed| {
                let at = |provision: Option<&Provision>| provision.map(|own| own.at.clone());
                json!({
                    "provision": changed.id,
                    "change": changed.what(),
                    "at": { "was": at(changed.old), "now": at(changed.new) },
                    "words": changed.words,
                    "rows": changed.rows.iter().map(|row| self.row_json(row)).collect::<Vec<_>>(),
                })
            })
            .collect();
        let parts: Vec<Json> = self
            .parts
            .iter()
            .map(|(name, rows)| {
                let rows: Vec<Json> = rows.iter().map(|row| self.row_json(row)).collect();
                json!({ "part": name, "rows": rows })
            })
            .collect();
        let readings: Vec<Json> = self
            .readings
            .iter()
            .map(|(id, change)| json!({ "reading": id, "change": change }))
            .collect();
        json!({
            "same": self.same(),
            "old": version(self.old),
            "new": version(self.new),
            "provisions": provisions,
            "parts": parts,
            "readings": readings,
        })
    }

    fn row_json<T: serde::Serialize>(&self, row: &Row<T>) -> Json {
        json!({ "when": cube_json(&row.when, &self.variables), "was": row.was, "now": row.now })
    }

    fn write(&self, out: &mut impl Write, lang: Lang) -> std::io::Result<()> {
        let (old, new) = (self.old.policy.data(), self.new.policy.data());
        writeln!(out, "{} → {}", self.old.policy.data().id, self.new.policy.data().id)?;
        if self.same() {
            return writeln!(out, "{}", lang.pick("规则没有变化", "no rule changed"));
        }
        let mut changed = |what: &str, was: String, now: String| -> std::io::Result<()> {
            if was == now { Ok(()) } else { writeln!(out, "{what}{was} → {now}") }
        };
        changed(
            lang.pick("文号：", "instrument: "),
            old.instrument.clone(),
            new.instrument.clone(),
        )?;
        changed(
            lang.pick("发文日期：", "issued: "),
            old.issued.to_string(),
            new.issued.to_string(),
        )?;
        changed(lang.pick("有效期：", "in force: "), days(old.in_force), days(new.in_force))?;
        for changed in &self.provisions {
            self.write_provision(out, changed, lang)?;
        }
        for (name, rows) in self.parts.iter().filter(|(_, rows)| !rows.is_empty()) {
            let title = match *name {
                "premium" => lang.pick("哪些人算缴费", "who has a premium part"),
                _ => lang.pick("哪些人算住院费用", "who has a part on hospital bills"),
            };
            writeln!(out, "\n~ {title}")?;
            for row in rows {
                let side = |side: Option<bool>| match side {
                    Some(true) => lang.pick("算", "yes").to_owned(),
                    Some(false) => lang.pick("不算", "no").to_owned(),
                    None => unheard(lang),
                };
                self.write_row(out, &row.when, &side(row.was), &side(row.now), lang)?;
            }
        }
        if !self.readings.is_empty() {
            writeln!(out, "\n{}", lang.pick("读法", "readings"))?;
        }
        for (id, change) in &self.readings {
            let words = if *change == "removed" { &self.old.words } else { &self.new.words };
            let question = text(words, &["readings", id, "question"], lang);
            writeln!(out, "  {} {id}: {question}", sign(change))?;
        }
        Ok(())
    }

    fn write_provision(
        &self,
        out: &mut impl Write,
        changed: &Changed<'_>,
        lang: Lang,
    ) -> std::io::Result<()> {
        let what = changed.what();
        if what == "same" {
            return Ok(());
        }
        let words = if what == "removed" { &self.old.words } else { &self.new.words };
        let title = text(words, &["provisions", changed.id, "title"], lang);
        let at = |provision: Option<&Provision>| {
            provision.map(|own| own.at.join(", ")).unwrap_or_default()
        };
        let (was, now) = (at(changed.old), at(changed.new));
        let clause = if what == "added" { &now } else { &was };
        writeln!(out, "\n{} {title} ({}) [{clause}]", sign(what), changed.id)?;
        if what == "added" || what == "removed" {
            let said = text(words, &["provisions", changed.id, "what"], lang);
            return writeln!(out, "    {said}");
        }
        if was != now {
            writeln!(out, "    {}{was} → {now}", lang.pick("条款：", "clauses: "))?;
        }
        if let (Some(old), Some(new)) = (changed.old, changed.new)
            && old.kind != new.kind
        {
            writeln!(out, "    {}", lang.pick("类别变了", "it is of another kind"))?;
        }
        if changed.words {
            writeln!(out, "    {}", lang.pick("说明文字变了", "its words changed"))?;
        }
        for row in &changed.rows {
            let side = |side: Option<&Gives>| {
                side.map_or_else(|| unheard(lang), |outcome| outcome_words(outcome, lang))
            };
            self.write_row(out, &row.when, &side(row.was.as_ref()), &side(row.now.as_ref()), lang)?;
        }
        Ok(())
    }

    fn write_row(
        &self,
        out: &mut impl Write,
        when: &Cube,
        was: &str,
        now: &str,
        lang: Lang,
    ) -> std::io::Result<()> {
        // A fact of its own has its words in one of the versions only.
        let words = |loaded: &Loaded| cube_words(when, &self.variables, &loaded.words, lang);
        let (old, new) = (words(self.old), words(self.new));
        let when = if old.len() > new.len() { old } else { new };
        match lang {
            Lang::Zh => writeln!(out, "    {when}：\n        原来 {was}，现在 {now}"),
            Lang::En => writeln!(out, "    for {when}:\n        was {was}, now {now}"),
        }
    }
}

const fn sign(change: &str) -> &'static str {
    match change.as_bytes() {
        b"added" => "+",
        b"removed" => "−",
        _ => "~",
    }
}

fn unheard(lang: Lang) -> String {
    lang.pick("（没有这种情况）", "(no such value)").to_owned()
}

fn days(in_force: InForce) -> String {
    let until = in_force.until.map_or_else(|| "…".to_owned(), |day| day.to_string());
    format!("{} – {until}", in_force.from)
}

/// The combinations whose leaves mean different things, in few plain rows.
fn changes<T: PartialEq + Clone>(
    old: &Diagram,
    new: &Diagram,
    variables: &[Named],
    mean: impl Fn(u32, u32) -> (Option<T>, Option<T>),
) -> Result<Vec<Row<T>>, TooLarge> {
    let mut pairs: Vec<(Option<T>, Option<T>)> = Vec::new();
    let joint = product(&[old, new], &[], MOST, |leaves| {
        let &[was, now] = leaves else { return 0 };
        let pair = mean(was, now);
        if pair.0 == pair.1 {
            return 0;
        }
        let at = pairs.iter().position(|own| *own == pair).unwrap_or_else(|| {
            pairs.push(pair);
            pairs.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX >> 2) + 1
    })?;
    let domains: Vec<usize> = variables.iter().map(Named::values).collect();
    let mut rows = Vec::new();
    for (leaf, (was, now)) in (1..).zip(pairs) {
        for when in cubes(&joint, leaf, &domains)? {
            rows.push(Row { when, was: was.clone(), now: now.clone() });
        }
    }
    Ok(rows)
}

/// Readings of one version only, and those with other words.
fn readings<'l>(old: &'l Loaded, new: &'l Loaded) -> Vec<(&'l str, &'static str)> {
    let (was, now) = (&old.policy.data().readings, &new.policy.data().readings);
    let mut changes = Vec::new();
    for reading in was {
        let words = |loaded: &Loaded| {
            let parts = ["question", "taken", "other"];
            parts.map(|part| pair(&loaded.words, &["readings", &reading.id, part]))
        };
        match now.iter().find(|other| other.id == reading.id) {
            None => changes.push((reading.id.as_str(), "removed")),
            Some(other) if other.switchable != reading.switchable || words(old) != words(new) => {
                changes.push((reading.id.as_str(), "changed"));
            }
            Some(_) => {}
        }
    }
    let added = now.iter().filter(|other| !was.iter().any(|own| own.id == other.id));
    changes.extend(added.map(|other| (other.id.as_str(), "added")));
    changes
}
