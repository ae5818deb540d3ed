//! `[fact.ID]` tables: facts.toml, and the own facts of a policy.

use mingbai_core::kernel::money::Money;
use mingbai_core::policy::vocabulary::{Changeable, Fact, FactKind, FactValue, KindOf, Scope};

use toml::de::DeValue;

use super::fields::{self, Fields};
use super::toml::{Value, whole};
use crate::finding::{Report, Text};
use crate::lints::bad_name::{self, Style};
use crate::lints::missing_translation::Quotes;
use crate::lints::wrong_type::Wanted;
use crate::lints::{fact_rule, fact_shape, missing_key};
use crate::source::At;
use crate::words::{FactWords, Keyed};

/// Words conditions need for themselves.
pub const RESERVED: [&str; 5] = ["in", "otherwise", "reading", "true", "false"];

/// The most values a choice may have: a variable has fewer than 255.
const MOST_CHOICES: usize = 254;

/// The most values a set may have.
const MOST_MEMBERS: usize = 1_000;

/// A fact with its words.
#[derive(Clone, PartialEq, Debug)]
pub struct FactEntry {
    /// What the engine needs.
    pub fact: At<Fact>,
    /// What the page needs.
    pub words: FactWords,
    /// The fact that it is asked before; left out: after the shared ones. A policy's own facts only.
    pub before: Option<At<String>>,
    /// Conditions under which it has a value.
    pub implied: Vec<(At<String>, FactValue)>,
    /// The condition under which it is asked.
    pub ask_when: Option<At<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Choice,
    Flag,
    Number,
    Set,
    Money,
}

pub(crate) const SCOPES: [(&str, Scope); 3] =
    [("household", Scope::Household), ("person", Scope::Person), ("admission", Scope::Admission)];
pub(crate) const KINDS: [(&str, Kind); 5] = [
    ("choice", Kind::Choice),
    ("flag", Kind::Flag),
    ("number", Kind::Number),
    ("set", Kind::Set),
    ("money", Kind::Money),
];
pub(crate) const CHANGES: [(&str, Changeable); 2] =
    [("choose", Changeable::Choose), ("prove", Changeable::Prove)];

/// Reads the facts under `fact`, in the order of the file: shared ones, or a policy's `own`.
pub fn read(
    entries: Vec<(At<String>, &Value<'_>)>,
    own: bool,
    report: &mut Report<'_>,
) -> Vec<FactEntry> {
    entries.into_iter().filter_map(|(id, value)| fact(id, value, own, report)).collect()
}

fn fact(
    id: At<String>,
    value: &Value<'_>,
    own: bool,
    report: &mut Report<'_>,
) -> Option<FactEntry> {
    bad_name::check(report, &id.span, &id.value, Style::Snake);
    bad_name::reserved(report, &id.span, &id.value, &RESERVED);
    let mut fields = fields::table(value, id.span.clone(), format!("[fact.{}]", id.value), report)?;
    let scope = fields.needed_word("scope", &SCOPES, report);
    let kind = fields.needed_word("kind", &KINDS, report);
    let change = fields.word("change", &CHANGES, report);
    let from = fields.list("change_from", Wanted::List, report);
    let to = fields.list("change_to", Wanted::List, report);
    let label = fields.needed_words("label", report);
    let question = fields.needed_words("question", report);
    let help = fields.words("help", report);
    let before = if own { fields.text("before", report) } else { None };
    let shape = kind.and_then(|kind| shape(&id, kind.value, &mut fields, report));
    let ask_when = fields.text("ask_when", report);
    let follows = fields.list("implied", Wanted::List, report);
    fields.finish(report);
    let Shape { kind, unit, values, private, kinds } = shape?;
    let (change_from, change_to) = (some(&from, &id, &kind, report), some(&to, &id, &kind, report));
    let implied = follows.iter().filter_map(|entry| implied(entry, &id, &kind, report)).collect();
    let words = FactWords {
        label: label?.value,
        question: question?.value,
        help: help.map(|help| help.value),
        unit,
        values,
    };
    let change = change.map_or(Changeable::Fixed, |change| change.value);
    let new = Fact::new(id.value, scope?.value, kind);
    let fact = Fact { change, change_from, change_to, private, kinds, ..new };
    Some(FactEntry { fact: At::new(fact, id.span), words, before, implied, ask_when })
}

/// Some of a fact's values.
fn some(
    list: &[&Value<'_>],
    id: &At<String>,
    kind: &FactKind,
    report: &mut Report<'_>,
) -> Vec<FactValue> {
    let mut read = |written: &&Value<'_>| {
        let value = value(written.get_ref(), kind);
        if value.is_none() {
            fact_rule::value(report, &written.span(), &id.value, kind);
        }
        value
    };
    list.iter().filter_map(&mut read).collect()
}

/// `{ when = 'sex == male', value = "none" }`
fn implied(
    entry: &Value<'_>,
    id: &At<String>,
    kind: &FactKind,
    report: &mut Report<'_>,
) -> Option<(At<String>, FactValue)> {
    let span = entry.span().start..entry.span().start;
    let mut fields = fields::table(entry, span, "implied", report)?;
    let when = fields.needed_text("when", report);
    let written = fields.entry("value");
    if written.is_none() {
        missing_key::report(report, fields.span(), fields.name(), "value");
    }
    fields.finish(report);
    let (_, written) = written?;
    let value = value(written.get_ref(), kind);
    if value.is_none() {
        fact_rule::value(report, &written.span(), &id.value, kind);
    }
    Some((when?, value?))
}

/// A value of a fact; none where it is not one.
fn value(written: &DeValue<'_>, kind: &FactKind) -> Option<FactValue> {
    let place = |values: &[String], name: &str| {
        u16::try_from(values.iter().position(|own| own == name)?).ok()
    };
    match kind {
        FactKind::Flag => written.as_bool().map(FactValue::Flag),
        FactKind::Number { min, max } => {
            let number = whole(written).filter(|number| (min..=max).contains(&number));
            number.map(FactValue::Number)
        }
        FactKind::Money => {
            let money = Money::parse(written.as_str()?)?;
            Some(FactValue::Number(money.fen()))
        }
        FactKind::Choice(values) => place(values, written.as_str()?).map(FactValue::Choice),
        FactKind::Set(values) => {
            let members = written.as_array()?.iter();
            let members = members.map(|member| place(values, member.get_ref().as_str()?));
            let mut members: Vec<u16> = members.collect::<Option<_>>()?;
            members.sort_unstable();
            members.dedup();
            Some(FactValue::Set(members))
        }
    }
}

/// What the kind of a fact brings with it: bounds and unit, or values and their words; the values that show
/// an illness, and those that are a kind of another one.
struct Shape {
    kind: FactKind,
    unit: Option<Text>,
    values: Option<Keyed<Text>>,
    private: Vec<u16>,
    kinds: Vec<KindOf>,
}

impl From<FactKind> for Shape {
    fn from(kind: FactKind) -> Self {
        Self { kind, unit: None, values: None, private: Vec::new(), kinds: Vec::new() }
    }
}

fn shape(
    id: &At<String>,
    kind: Kind,
    fields: &mut Fields<'_, '_>,
    report: &mut Report<'_>,
) -> Option<Shape> {
    let name = KINDS.iter().find(|(_, own)| *own == kind).map_or("", |(name, _)| *name);
    let foreign: &[&'static str] = match kind {
        Kind::Flag => &["min", "max", "unit", "values"],
        Kind::Number => &["values", "private"],
        Kind::Choice | Kind::Set => &["min", "max", "unit", "private"],
        Kind::Money => &["min", "max", "unit", "values", "private"],
    };
    for part in foreign {
        if let Some(span) = fields.has(part) {
            fact_shape::part(report, &span, &id.value, name, part);
        }
    }
    match kind {
        Kind::Flag => {
            let private = fields.flag("private", report).is_some_and(|private| private.value);
            Some(Shape { private: Vec::from_iter(private.then_some(1)), ..FactKind::Flag.into() })
        }
        Kind::Number => {
            let (min, max) =
                (fields.needed_whole("min", report), fields.needed_whole("max", report));
            let unit = fields.words("unit", report).map(|unit| unit.value);
            let (min, max) = (min?, max?);
            if min.value >= max.value {
                fact_shape::bounds(report, &max.span, &id.value, min.value, max.value);
                return None;
            }
            let kind = FactKind::Number { min: min.value, max: max.value };
            Some(Shape { unit, ..kind.into() })
        }
        Kind::Money => Some(FactKind::Money.into()),
        Kind::Choice | Kind::Set => {
            let (words, private, kinds) = values(kind, fields, report)?;
            let (least, most) =
                if kind == Kind::Choice { (2, MOST_CHOICES) } else { (1, MOST_MEMBERS) };
            let names: Vec<String> = words.0.iter().map(|(name, _)| name.clone()).collect();
            if !(least..=most).contains(&names.len()) {
                fact_shape::values(report, &id.span, &id.value, least, most);
                return None;
            }
            let kind =
                if kind == Kind::Choice { FactKind::Choice(names) } else { FactKind::Set(names) };
            Some(Shape { values: Some(words), private, kinds, ..kind.into() })
        }
    }
}

/// The values with their words, which of them show an illness, and which are a kind of another one. A set's
/// values share their list with the page's "none" and "unknown".
fn values(
    kind: Kind,
    fields: &mut Fields<'_, '_>,
    report: &mut Report<'_>,
) -> Option<(Keyed<Text>, Vec<u16>, Vec<KindOf>)> {
    let reserved: &[&str] = if kind == Kind::Set { &["none", "unknown"] } else { &["unknown"] };
    let (mut all, mut private, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
    let mut complete = true;
    for (name, value) in fields.entries("values", report) {
        bad_name::check(report, &name.span, &name.value, Style::Snake);
        bad_name::reserved(report, &name.span, &name.value, reserved);
        let path = format!("values.{}", name.value);
        let Some(mut own) = fields::table(value, name.span.clone(), path.clone(), report) else {
            complete = false;
            continue;
        };
        let is_private = own.flag("private", report).is_some_and(|private| private.value);
        let kind_of = if kind == Kind::Set { own.text("kind_of", report) } else { None };
        match fields::words_of(&mut own, name.span.clone(), &path, Quotes::None, report) {
            Some(words) => {
                let value = u16::try_from(all.len()).ok();
                private.extend(value.filter(|_| is_private));
                kinds.extend(value.zip(kind_of));
                all.push((name.value, words.value));
            }
            None => complete = false,
        }
        own.finish(report);
    }
    let known = all.iter().map(|(name, _): &(String, Text)| name.clone());
    let names = FactKind::Set(known.collect());
    let of = |(value, of): (u16, At<String>)| {
        let place = names.values().iter().position(|name| *name == of.value);
        if place.is_none() {
            fact_rule::value(report, &of.span, "kind_of", &names);
        }
        Some(KindOf { value, of: u16::try_from(place?).ok()? })
    };
    let kinds = kinds.into_iter().filter_map(of).collect();
    complete.then_some((Keyed(all), private, kinds))
}
