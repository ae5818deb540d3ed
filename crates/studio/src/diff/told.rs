//! What differs, in the words of a meeting.

use mingbai_compiler::Text;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::{InForce, Provision};
use mingbai_core::say;
use mingbai_plain::document::Document;
use mingbai_plain::marks::{comma, semicolon};
use mingbai_plain::outcomes::{kind_words, layer_name, outcome_words};
use mingbai_plain::variables::{Named, NamedKind, cube_words};
use serde::Serialize;

use super::clauses::{ChangedClause, Fate};
use super::words::Reworded;
use super::{ChangedProvision, ChangedReading, Diff, Edit, Effect, Row, Version, Written};

/// What differs between two versions, in one language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Told {
    /// Of which two: `liangping-2019 → liangping-2020`.
    pub title: String,
    /// The whole in a sentence.
    pub summary: String,
    /// What differs, thing by thing; empty where nothing does.
    pub parts: Vec<Part>,
}

/// One thing of which something differs: the document, a provision, the layers, clauses, a reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Part {
    /// What became of it.
    pub edit: Edit,
    /// What it is called.
    pub title: String,
    /// Its clauses; empty where it has none of its own.
    pub clauses: String,
    /// Sentences on it.
    pub notes: Vec<String>,
    /// What was and is, for whom.
    pub changes: Vec<Change>,
    /// Words that are others now.
    pub words: Vec<OtherWords>,
}

/// What was and is, for whom.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Change {
    /// What they got.
    pub was: String,
    /// What they get.
    pub now: String,
    /// Whether that is more or less; null where it depends on more than that.
    pub effect: Option<Effect>,
    /// For whom: each a set of cases; together they are all cases of this change.
    pub who: Vec<String>,
}

/// Words that are others now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OtherWords {
    /// What they say something of.
    pub what: String,
    /// What they said.
    pub was: String,
    /// What they say.
    pub now: String,
}

impl Diff<'_> {
    /// What differs, in words.
    pub fn told(&self, lang: Lang) -> Told {
        let id = |version: Version<'_>| version.document.policy.data().id.clone();
        let mut parts = vec![self.document(lang)];
        parts.extend(self.provisions.iter().map(|changed| self.provision(changed, lang)));
        parts.extend(self.parts.iter().map(|(name, rows)| self.part(name, rows, lang)));
        parts.push(self.layers(lang));
        parts.push(self.clauses(lang));
        parts.extend(self.readings.iter().map(|reading| self.reading(reading, lang)));
        parts.retain(|part| part.edit != Edit::Same);
        let count = |effect| {
            let changes = parts.iter().flat_map(|part| &part.changes);
            changes.filter(|change| change.effect == effect).count()
        };
        let [more, less, open] = [Some(Effect::More), Some(Effect::Less), None].map(count);
        let summary = if self.same() {
            lang.pick("规则没有变化", "no rule changed").to_owned()
        } else if more + less + open == 0 {
            lang.pick("没有人得的因此不一样", "nobody gets anything else for it").to_owned()
        } else {
            let places = if more == 1 { "place" } else { "places" };
            match lang {
                Lang::Zh => format!("得的不一样的：{more}处多了，{less}处少了，{open}处要看情况"),
                Lang::En => format!(
                    "what people get: more in {more} {places}, less in {less}, in {open} it depends"
                ),
            }
        };
        Told { title: format!("{} → {}", id(self.old), id(self.new)), summary, parts }
    }

    /// What is said of the document as a whole.
    fn document(&self, lang: Lang) -> Part {
        let (old, new) = (self.old.document.policy.data(), self.new.document.policy.data());
        let days = |in_force: InForce| {
            let until = in_force.until.map_or_else(|| "…".to_owned(), |day| day.to_string());
            format!("{} – {until}", in_force.from)
        };
        let lines = [
            (lang.pick("文号：", "instrument: "), old.instrument.clone(), new.instrument.clone()),
            (lang.pick("发文日期：", "issued: "), old.issued.to_string(), new.issued.to_string()),
            (lang.pick("有效期：", "in force: "), days(old.in_force), days(new.in_force)),
        ];
        let changed = lines.into_iter().filter(|(_, was, now)| was != now);
        Part::new(
            lang.pick("整份文件", "the document").to_owned(),
            changed.map(|(what, was, now)| format!("{what}{was} → {now}")).collect(),
            Vec::new(),
            other_words(&self.words, lang),
        )
    }

    fn provision(&self, changed: &ChangedProvision<'_>, lang: Lang) -> Part {
        let edit = changed.edit();
        let whole = if edit == Edit::Removed { self.old } else { self.new }.document;
        let at = |provision: Option<&Provision>| {
            provision.map(|own| own.at.join(", ")).unwrap_or_default()
        };
        let (was, now) = (at(changed.old), at(changed.new));
        let mut notes = Vec::new();
        if let (Edit::Added | Edit::Removed, Some(words)) =
            (edit, whole.words.provisions.get(changed.id))
        {
            notes.push(words.what.pick(lang).to_owned());
        }
        if let (Some(old), Some(new)) = (changed.old, changed.new) {
            if old.id != new.id {
                let renamed = lang.pick("名称改了：", "another id: ");
                notes.push(format!("{renamed}{} → {}", old.id, new.id));
            }
            if was != now {
                let one = old.at.len().max(new.at.len()) == 1;
                let clauses = lang.pick("条款：", if one { "clause: " } else { "clauses: " });
                notes.push(format!("{clauses}{was} → {now}"));
            }
            if old.kind != new.kind {
                let (old, new) = (kind_words(old.kind, lang), kind_words(new.kind, lang));
                notes.push(format!("{}{old} → {new}", lang.pick("类别：", "kind: ")));
            }
        }
        notes.extend(written(&changed.written, lang));
        Part {
            edit,
            title: format!("{} ({})", whole.title(changed.id, lang), changed.id),
            clauses: if edit == Edit::Added { now } else { was },
            notes,
            changes: self.changes(&changed.rows, lang, |side| outcome_words(whole, side, lang)),
            words: other_words(&changed.words, lang),
        }
    }

    /// Who is in the premium part, or in the settlement part.
    fn part(&self, name: &str, rows: &[Row<bool>], lang: Lang) -> Part {
        let title = match name {
            "premium" => lang.pick("哪些人算缴费", "who has a premium part"),
            _ => lang.pick("哪些人算住院费用", "who has a part on hospital bills"),
        };
        let side = |side: &bool| {
            let side = if *side { ("算", "yes") } else { ("不算", "no") };
            lang.pick(side.0, side.1).to_owned()
        };
        let changes = self.changes(rows, lang, side);
        Part::new(title.to_owned(), Vec::new(), changes, Vec::new())
    }

    fn layers(&self, lang: Lang) -> Part {
        let layers = self.layers.iter().map(|(id, edit)| {
            let version = if *edit == Edit::Removed { self.old } else { self.new };
            let name = layer_name(version.document, id, lang);
            match edit {
                Edit::Added => say!(lang, "新的：{name}", "new: {name}"),
                Edit::Removed => say!(lang, "没有了：{name}", "gone: {name}"),
                _ => say!(lang, "算法改了：{name}", "settles another way: {name}"),
            }
        });
        let title = lang.pick("报销分几层算", "the layers of a settlement").to_owned();
        Part::new(title, layers.collect(), Vec::new(), Vec::new())
    }

    fn clauses(&self, lang: Lang) -> Part {
        let words = self.clauses.iter().map(|ChangedClause { at, was, now }| OtherWords {
            what: say!(lang, "条款 {at}", "clause {at}"),
            was: fate(self.old.document, was, lang),
            now: fate(self.new.document, now, lang),
        });
        let title = lang.pick("条款的着落", "what becomes of clauses").to_owned();
        Part::new(title, Vec::new(), Vec::new(), words.collect())
    }

    fn reading(&self, ChangedReading { id, edit, words }: &ChangedReading<'_>, lang: Lang) -> Part {
        let whole = if *edit == Edit::Removed { self.old } else { self.new };
        let reading = whole.document.words.readings.get(id);
        let question = reading.map_or("", |reading| reading.question.pick(lang));
        Part {
            edit: *edit,
            title: say!(lang, "读法：{question} ({id})", "reading: {question} ({id})"),
            clauses: String::new(),
            notes: Vec::new(),
            changes: Vec::new(),
            words: other_words(words, lang),
        }
    }

    /// What was and is for whom: those for whom the same changes stand together.
    fn changes<T: PartialEq>(
        &self,
        rows: &[Row<T>],
        lang: Lang,
        words: impl Fn(&T) -> String,
    ) -> Vec<Change> {
        let side = |side: &Option<T>| {
            let unheard = || lang.pick("（没有这种情况）", "(no such value)").to_owned();
            side.as_ref().map_or_else(unheard, &words)
        };
        let alike = |one: &Row<T>, other: &Row<T>| (&one.was, &one.now) == (&other.was, &other.now);
        let changes = rows.chunk_by(alike).filter_map(|rows| {
            let Row { was, now, effect, .. } = rows.first()?;
            let who = rows.iter().map(|row| self.who(row, lang)).collect();
            Some(Change { was: side(was), now: side(now), effect: *effect, who })
        });
        changes.collect()
    }

    /// A set of cases in words, each fact by a version that has it and these of its values: by the newer if both do.
    fn who<T>(&self, row: &Row<T>, lang: Lang) -> String {
        let document = |variable: &Named, allowed: &[bool]| {
            let states = |version: &Version<'_>| {
                let facts = &version.document.policy.data().facts;
                let fact = facts.iter().find(|fact| fact.id == variable.id);
                fact.is_some_and(|fact| match &variable.kind {
                    NamedKind::Choice(values) => {
                        let mut stated =
                            values.iter().zip(allowed).filter(|(_, allowed)| **allowed);
                        stated.all(|(value, _)| fact.kind.values().contains(value))
                    }
                    _ => true,
                })
            };
            if states(&self.new) || !states(&self.old) { self.new } else { self.old }.document
        };
        cube_words(&row.when, &self.variables, document, lang)
    }
}

impl Part {
    /// A part that both versions have.
    fn new(
        title: String,
        notes: Vec<String>,
        changes: Vec<Change>,
        words: Vec<OtherWords>,
    ) -> Self {
        let none = notes.is_empty() && changes.is_empty() && words.is_empty();
        let edit = if none { Edit::Same } else { Edit::Changed };
        Self { edit, title, clauses: String::new(), notes, changes, words }
    }
}

/// What of a table is written in another way.
fn written(written: &Written<'_>, lang: Lang) -> Vec<String> {
    let Written { removed, added, changed, figures_removed, figures_added } = written;
    let lines = [
        (changed, "改了的行：", ["row written anew: ", "rows written anew: "]),
        (removed, "去掉的行：", ["row gone: ", "rows gone: "]),
        (added, "新的行：", ["new row: ", "new rows: "]),
        (figures_removed, "不再有的数：", ["figure gone: ", "figures gone: "]),
        (figures_added, "新的数：", ["new figure: ", "new figures: "]),
    ];
    let lines = lines.into_iter().filter(|(names, ..)| !names.is_empty());
    let lines = lines.map(|(names, zh, [one, several])| {
        let en = if names.len() == 1 { one } else { several };
        format!("{}{}", lang.pick(zh, en), names.join(comma(lang)))
    });
    lines.collect()
}

fn fate(document: Document<'_>, fate: &Fate<'_>, lang: Lang) -> String {
    match fate {
        Fate::Provisions(ids) => {
            let titles: Vec<&str> = ids.iter().map(|id| document.title(id, lang)).collect();
            titles.join(semicolon(lang))
        }
        Fate::Elsewhere(reason) => say!(lang, "不用：{reason}", "not used: {reason}"),
        Fate::Unsaid => none(lang),
    }
}

fn none(lang: Lang) -> String {
    lang.pick("（没有）", "(none)").to_owned()
}

/// Texts that say something else now, in the reader's language, or in the one in which they differ.
fn other_words(words: &[Reworded<'_>], lang: Lang) -> Vec<OtherWords> {
    let words = words.iter().map(|Reworded { what, was, now, .. }| {
        let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
        let said = |side: Option<&Text>, lang| side.map(|text| text.pick(lang).to_owned());
        let shown = if said(*was, lang) == said(*now, lang) { other } else { lang };
        let side = |side| said(side, shown).filter(|text| !text.is_empty());
        OtherWords {
            what: what.pick(lang).to_owned(),
            was: side(*was).unwrap_or_else(|| none(lang)),
            now: side(*now).unwrap_or_else(|| none(lang)),
        }
    });
    words.collect()
}
