//! `mingbai diff`: what changes for whom between two versions of a policy.

mod common;

use std::io::{Write, stdout};

use mingbai_core::kernel::diagram::{Diagram, TooLarge, product};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::outcome::Outcome as Gives;
use mingbai_core::policy::{InForce, Provision};
use serde_json::{Map, Value as Json, json};

use super::policies::kind;
use crate::arguments::DiffOptions;
use crate::failure::{Failure, Outcome};
use crate::library::{self, Loaded, pair, text};
use crate::messages::Message;
use crate::plain::cubes::{Cube, cubes};
use crate::plain::outcomes::outcome_words;
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
    readings: Vec<ChangedReading<'l>>,
    /// What is said of the policy as a whole.
    words: Vec<Reworded>,
}

/// A provision of one version or of both.
struct Changed<'l> {
    /// Its id, the newer one where it has two.
    id: &'l str,
    old: Option<&'l Provision>,
    new: Option<&'l Provision>,
    words: Vec<Reworded>,
    rows: Vec<Row<Gives>>,
}

/// A reading of one version or of both.
struct ChangedReading<'l> {
    id: &'l str,
    change: &'static str,
    words: Vec<Reworded>,
}

/// A text that says something else now.
struct Reworded {
    /// Where it stands: `what`, `rows.key`.
    part: String,
    was: Json,
    now: Json,
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
                let same = self.rows.is_empty()
                    && self.words.is_empty()
                    && old.at == new.at
                    && old.kind == new.kind;
                match (same, old.id == new.id) {
                    (_, false) => "renamed",
                    (true, _) => "same",
                    (false, _) => "changed",
                }
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
        for (one, two) in pairs(old, new) {
            let rows = match (outcomes(one), outcomes(two)) {
                (Some(one), Some(two)) => {
                    let (first, second) = compare(&one.0, &two.0)?;
                    let name = |outcomes: &[Gives], leaf: u32| outcomes.get(leaf as usize).cloned();
                    changes(&first, &second, &variables, |was, now| {
                        (name(&one.1, was), name(&two.1, now))
                    })?
                }
                _ => Vec::new(),
            };
            let words = match (one, two) {
                (Some(one), Some(two)) => {
                    let words = |loaded: &'l Loaded, own: &Provision| {
                        loaded.words.get("provisions")?.get(&own.id)
                    };
                    reworded("", words(old, one), words(new, two))
                }
                _ => Vec::new(),
            };
            let Some(id) = two.or(one).map(|own| own.id.as_str()) else { continue };
            provisions.push(Changed { id, old: one, new: two, words, rows });
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
        let words = ["place", "title", "note", "facts"]
            .iter()
            .flat_map(|part| reworded(part, old.words.get(part), new.words.get(part)));
        let words = words.collect();
        Ok(Self { old, new, variables, provisions, parts, readings, words })
    }

    fn same(&self) -> bool {
        let (old, new) = (self.old.policy.data(), self.new.policy.data());
        old.in_force == new.in_force
            && old.instrument == new.instrument
            && old.issued == new.issued
            && self.words.is_empty()
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
                    "id": { "was": changed.old.map(|own| &own.id), "now": changed.new.map(|own| &own.id) },
                    "at": { "was": at(changed.old), "now": at(changed.new) },
                    "words": changed.words.iter().map(Reworded::json).collect::<Vec<_>>(),
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
            .map(|reading| {
                let words: Vec<Json> = reading.words.iter().map(Reworded::json).collect();
                json!({ "reading": reading.id, "change": reading.change, "words": words })
            })
            .collect();
        json!({
            "same": self.same(),
            "old": version(self.old),
            "new": version(self.new),
            "words": self.words.iter().map(Reworded::json).collect::<Vec<_>>(),
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
        write_words(out, &self.words, "", lang)?;
        for changed in &self.provisions {
            self.write_provision(out, changed, lang)?;
        }
        for (name, rows) in self.parts.iter().filter(|(_, rows)| !rows.is_empty()) {
            let title = match *name {
                "premium" => lang.pick("哪些人算缴费", "who has a premium part"),
                _ => lang.pick("哪些人算住院费用", "who has a part on hospital bills"),
            };
            writeln!(out, "\n~ {title}")?;
            self.write_rows(out, rows, lang, |side| {
                let side = if *side { ("算", "yes") } else { ("不算", "no") };
                lang.pick(side.0, side.1).to_owned()
            })?;
        }
        if !self.readings.is_empty() {
            writeln!(out, "\n{}", lang.pick("读法", "readings"))?;
        }
        for ChangedReading { id, change, words } in &self.readings {
            let whole = if *change == "removed" { &self.old.words } else { &self.new.words };
            let question = text(whole, &["readings", id, "question"], lang);
            writeln!(out, "  {} {question} ({id})", sign(change))?;
            write_words(out, words, "    ", lang)?;
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
            writeln!(out, "    {said}")?;
        }
        if let (Some(old), Some(new)) = (changed.old, changed.new) {
            if old.id != new.id {
                let renamed = lang.pick("名称改了：", "another id: ");
                writeln!(out, "    {renamed}{} → {}", old.id, new.id)?;
            }
            if was != now {
                writeln!(out, "    {}{was} → {now}", lang.pick("条款：", "clauses: "))?;
            }
            if old.kind != new.kind {
                let (old, new) = (kind(old.kind, lang), kind(new.kind, lang));
                writeln!(out, "    {}{old} → {new}", lang.pick("类别：", "kind: "))?;
            }
        }
        self.write_rows(out, &changed.rows, lang, |side| outcome_words(side, lang))?;
        write_words(out, &changed.words, "    ", lang)
    }

    /// What was and is for whom: those for whom the same changes stand together.
    fn write_rows<T: PartialEq>(
        &self,
        out: &mut impl Write,
        rows: &[Row<T>],
        lang: Lang,
        words: impl Fn(&T) -> String,
    ) -> std::io::Result<()> {
        let side = |side: &Option<T>| {
            let unheard = || lang.pick("（没有这种情况）", "(no such value)").to_owned();
            side.as_ref().map_or_else(unheard, &words)
        };
        for (at, row) in rows.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| rows.get(before));
            if before.is_none_or(|before| (&before.was, &before.now) != (&row.was, &row.now)) {
                let (was, now) = (side(&row.was), side(&row.now));
                match lang {
                    Lang::Zh => writeln!(out, "    原来：{was}；现在：{now}")?,
                    Lang::En => writeln!(out, "    was: {was}; now: {now}")?,
                }
            }
            // A fact of its own has its words in one of the versions only.
            let words =
                |loaded: &Loaded| cube_words(&row.when, &self.variables, &loaded.words, lang);
            let (old, new) = (words(self.old), words(self.new));
            writeln!(out, "      * {}", if old.len() > new.len() { old } else { new })?;
        }
        Ok(())
    }
}

impl Reworded {
    fn json(&self) -> Json {
        json!({ "part": self.part, "was": self.was, "now": self.now })
    }
}

/// Texts that say something else now, in the reader's language, or in the one in which they differ.
fn write_words(
    out: &mut impl Write,
    words: &[Reworded],
    indent: &str,
    lang: Lang,
) -> std::io::Result<()> {
    for Reworded { part, was, now } in words {
        let said = |side: &Json, lang: Lang| text(side, &[], lang).to_owned();
        let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
        let shown = if said(was, lang) == said(now, lang) { other } else { lang };
        let none = |text: String| {
            if text.is_empty() { lang.pick("（没有）", "(none)").to_owned() } else { text }
        };
        let (was, now) = (none(said(was, shown)), none(said(now, shown)));
        let part = part_words(part, lang);
        let (before, after) = match lang {
            Lang::Zh => ("原来：", "现在："),
            Lang::En => ("was: ", "now: "),
        };
        writeln!(out, "{indent}{part}\n{indent}  {before}{was}\n{indent}  {after}{now}")?;
    }
    Ok(())
}

/// What a text is, by its place in the file.
fn part_words(part: &str, lang: Lang) -> String {
    if let Some(row) = part.strip_prefix("rows.") {
        return match lang {
            Lang::Zh => format!("第 {row} 行的说明"),
            Lang::En => format!("the words of row {row}"),
        };
    }
    let words = match part {
        "title" => ("标题", "title"),
        "what" => ("内容", "what it gives"),
        "claim" => ("怎么办理", "how to claim it"),
        "emended" => ("原文的错处怎么读", "how the damaged text is read"),
        "place" => ("地方", "place"),
        "note" => ("附注", "note"),
        "question" => ("问题", "question"),
        "taken" => ("我们的读法", "the reading taken"),
        "other" => ("另一种读法", "the other reading"),
        other => return other.to_owned(),
    };
    lang.pick(words.0, words.1).to_owned()
}

/// The texts below `part` that differ.
fn reworded(part: &str, was: Option<&Json>, now: Option<&Json>) -> Vec<Reworded> {
    let collect = |words: Option<&Json>| {
        let mut texts = Map::new();
        if let Some(words) = words {
            flatten(part, words, &mut texts);
        }
        texts
    };
    let (was, now) = (collect(was), collect(now));
    let new = now.keys().filter(|part| !was.contains_key(*part));
    let parts = was.keys().chain(new);
    let of =
        |texts: &Map<String, Json>, part: &String| texts.get(part).cloned().unwrap_or_default();
    parts
        .map(|part| Reworded { part: part.clone(), was: of(&was, part), now: of(&now, part) })
        .filter(|text| text.was != text.now)
        .collect()
}

/// Every pair of texts in `words`, by its path.
fn flatten(path: &str, words: &Json, texts: &mut Map<String, Json>) {
    let Some(parts) = words.as_object() else { return };
    if parts.contains_key("zh") {
        texts.insert(path.to_owned(), words.clone());
        return;
    }
    for (key, below) in parts {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        flatten(&path, below, texts);
    }
}

/// The provisions of both versions, those of the older in order, then what is new. One that has
/// another id and the same title, what it says or rests on is still the same.
fn pairs<'l>(
    old: &'l Loaded,
    new: &'l Loaded,
) -> Vec<(Option<&'l Provision>, Option<&'l Provision>)> {
    let (was, now) = (&old.policy.data().provisions, &new.policy.data().provisions);
    let in_both = |id: &str| was.iter().chain(now).filter(|own| own.id == id).count() == 2;
    let title =
        |loaded: &Loaded, own: &Provision| pair(&loaded.words, &["provisions", &own.id, "title"]);
    let find = |own: &Provision| {
        now.iter().find(|other| other.id == own.id).or_else(|| {
            now.iter().find(|other| {
                !in_both(&other.id) && other.at == own.at && title(new, other) == title(old, own)
            })
        })
    };
    let mut pairs: Vec<_> = was.iter().map(|own| (Some(own), find(own))).collect();
    let added = |other: &&Provision| {
        !pairs.iter().any(|(_, two)| two.is_some_and(|two| two.id == other.id))
    };
    let added: Vec<_> = now.iter().filter(added).map(|other| (None, Some(other))).collect();
    pairs.extend(added);
    pairs
}

/// What a provision gives, as a diagram of outcomes. One that is not there gives nobody anything; a
/// commitment or a duty has none.
fn outcomes(provision: Option<&Provision>) -> Option<(Diagram, Vec<Gives>)> {
    let Some(provision) = provision else {
        return Some((Diagram::constant(0), vec![Gives::Nothing]));
    };
    let table = provision.table.as_ref()?;
    Some((table.by_outcome.clone(), table.outcomes.clone()))
}

const fn sign(change: &str) -> &'static str {
    match change.as_bytes() {
        b"added" => "+",
        b"removed" => "−",
        _ => "~",
    }
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
fn readings<'l>(old: &'l Loaded, new: &'l Loaded) -> Vec<ChangedReading<'l>> {
    let (was, now) = (&old.policy.data().readings, &new.policy.data().readings);
    let words = |loaded: &'l Loaded, id: &str| loaded.words.get("readings")?.get(id);
    let mut changes = Vec::new();
    for reading in was {
        let id = reading.id.as_str();
        match now.iter().find(|other| other.id == reading.id) {
            None => changes.push(ChangedReading { id, change: "removed", words: Vec::new() }),
            Some(other) => {
                let words = reworded("", words(old, id), words(new, id));
                if other.switchable != reading.switchable || !words.is_empty() {
                    changes.push(ChangedReading { id, change: "changed", words });
                }
            }
        }
    }
    let added = now.iter().filter(|other| !was.iter().any(|own| own.id == other.id));
    changes.extend(added.map(|other| ChangedReading {
        id: other.id.as_str(),
        change: "added",
        words: Vec::new(),
    }));
    changes
}
