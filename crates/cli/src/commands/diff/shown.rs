//! What differs between two versions: as JSON, and to read.

use std::io::{self, Write};

use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::{InForce, Provision};
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::words;
use super::{ChangedProvision, ChangedReading, Diff, Edit, Row};
use crate::commands::policies::kind;
use crate::library::Loaded;
use crate::plain::outcomes::outcome_words;
use crate::plain::{cube_json, cube_words};

impl Diff<'_> {
    pub(super) fn json(&self) -> Json {
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
                    "change": changed.edit(),
                    "id": { "was": changed.old.map(|own| &own.id), "now": changed.new.map(|own| &own.id) },
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
            .map(|reading| {
                json!({ "reading": reading.id, "change": reading.edit, "words": reading.words })
            })
            .collect();
        json!({
            "same": self.same(),
            "old": version(self.old),
            "new": version(self.new),
            "words": self.words,
            "provisions": provisions,
            "parts": parts,
            "readings": readings,
        })
    }

    fn row_json<T: Serialize>(&self, row: &Row<T>) -> Json {
        json!({ "when": cube_json(&row.when, &self.variables), "was": row.was, "now": row.now })
    }

    pub(super) fn write(&self, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        let (old, new) = (self.old.policy.data(), self.new.policy.data());
        writeln!(out, "{} → {}", self.old.policy.data().id, self.new.policy.data().id)?;
        if self.same() {
            return writeln!(out, "{}", lang.pick("规则没有变化", "no rule changed"));
        }
        let mut changed = |what: &str, was: String, now: String| -> io::Result<()> {
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
        words::write(out, &self.words, "", lang)?;
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
        for ChangedReading { id, edit, words } in &self.readings {
            let whole = if *edit == Edit::Removed { self.old } else { self.new };
            let reading = whole.words.readings.get(id);
            let question = reading.map_or("", |reading| reading.question.pick(lang));
            writeln!(out, "  {} {question} ({id})", sign(*edit))?;
            words::write(out, words, "    ", lang)?;
        }
        Ok(())
    }

    fn write_provision(
        &self,
        out: &mut impl Write,
        changed: &ChangedProvision<'_>,
        lang: Lang,
    ) -> io::Result<()> {
        let edit = changed.edit();
        if edit == Edit::Same {
            return Ok(());
        }
        let whole = if edit == Edit::Removed { self.old } else { self.new };
        let title = whole.title(changed.id, lang);
        let at = |provision: Option<&Provision>| {
            provision.map(|own| own.at.join(", ")).unwrap_or_default()
        };
        let (was, now) = (at(changed.old), at(changed.new));
        let clause = if edit == Edit::Added { &now } else { &was };
        writeln!(out, "\n{} {title} ({}) [{clause}]", sign(edit), changed.id)?;
        if let (Edit::Added | Edit::Removed, Some(words)) =
            (edit, whole.words.provisions.get(changed.id))
        {
            writeln!(out, "    {}", words.what.pick(lang))?;
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
        self.write_rows(out, &changed.rows, lang, |side| outcome_words(whole, side, lang))?;
        words::write(out, &changed.words, "    ", lang)
    }

    /// What was and is for whom: those for whom the same changes stand together.
    fn write_rows<T: PartialEq>(
        &self,
        out: &mut impl Write,
        rows: &[Row<T>],
        lang: Lang,
        words: impl Fn(&T) -> String,
    ) -> io::Result<()> {
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
            let words = |loaded: &Loaded| cube_words(&row.when, &self.variables, loaded, lang);
            let (old, new) = (words(self.old), words(self.new));
            writeln!(out, "      * {}", if old.len() > new.len() { old } else { new })?;
        }
        Ok(())
    }
}

const fn sign(edit: Edit) -> &'static str {
    match edit {
        Edit::Added => "+",
        Edit::Removed => "−",
        Edit::Renamed | Edit::Changed | Edit::Same => "~",
    }
}

fn days(in_force: InForce) -> String {
    let until = in_force.until.map_or_else(|| "…".to_owned(), |day| day.to_string());
    format!("{} – {until}", in_force.from)
}
