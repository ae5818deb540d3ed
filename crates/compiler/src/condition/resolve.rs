//! From names to meaning: which fact, which value, which reading a condition tests.

use mingbai_core::policy::vocabulary::{FIGURES, Fact, FactKind};

use super::meaning::{Meaning, Names, OTHERWISE, Place, Test};
use super::{Expr, Op, Operand};
use crate::finding::Report;
use crate::lints::{always, out_of_range, type_mismatch, unknown_name, unknown_value};
use crate::source::{At, Span};
use crate::suggest::{did_you_mean, one_of};

/// Gives the names of `expr` their meaning. What cannot be given one is reported; then `None`.
pub fn resolve(
    expr: &Expr,
    names: &Names<'_>,
    place: &Place,
    report: &mut Report<'_>,
) -> Option<Meaning> {
    Resolver { names, place, report }.expr(expr)
}

struct Resolver<'a, 'r, 's> {
    names: &'a Names<'a>,
    place: &'a Place,
    report: &'r mut Report<'s>,
}

impl<'a> Resolver<'a, '_, '_> {
    fn at(&self, span: &Span) -> Span {
        self.place.of(span)
    }

    fn expr(&mut self, expr: &Expr) -> Option<Meaning> {
        match expr {
            Expr::Name(name) => self.name(name),
            Expr::Not(inner) => Some(Meaning::Not(Box::new(self.expr(inner)?))),
            Expr::All(parts) => Some(Meaning::All(self.parts(parts)?)),
            Expr::Any(parts) => Some(Meaning::Any(self.parts(parts)?)),
            Expr::Compare { left, op, right } => self.compare(left, *op, right),
            Expr::OneOf { fact, values } => self.one_of(fact, values),
            Expr::Member { value, set } => self.member(value, set),
        }
    }

    /// All parts, so that every one is checked, even after one had no meaning.
    fn parts(&mut self, parts: &[Expr]) -> Option<Vec<Meaning>> {
        let meanings: Vec<Option<Meaning>> = parts.iter().map(|part| self.expr(part)).collect();
        meanings.into_iter().collect()
    }

    /// A name alone: a flag, a reading, a named condition.
    fn name(&mut self, name: &At<String>) -> Option<Meaning> {
        let span = self.at(&name.span);
        if let Some(id) = name.value.strip_prefix("reading.") {
            return self.reading(id, &span);
        }
        if let Some((fact, definition)) = self.fact(&name.value) {
            if definition.kind == FactKind::Flag {
                return Some(Meaning::Test(Test::Flag { fact }));
            }
            type_mismatch::alone(self.report, &span, definition);
            return None;
        }
        if let Some(condition) = self.names.conditions.iter().position(|own| *own == name.value) {
            return Some(Meaning::Condition(condition));
        }
        match name.value.as_str() {
            OTHERWISE => type_mismatch::otherwise(self.report, &span),
            word @ ("true" | "false") => type_mismatch::literal(self.report, &span, word),
            other => {
                let readings: Vec<String> =
                    self.names.readings.iter().map(|(id, _)| format!("reading.{id}")).collect();
                let flags = self.names.facts.iter().map(|fact| fact.id.as_str());
                let all = flags
                    .chain(self.names.conditions.iter().copied())
                    .chain(readings.iter().map(String::as_str));
                unknown_name::report(self.report, &span, other, &did_you_mean(other, all));
            }
        }
        None
    }

    fn reading(&mut self, id: &str, span: &Span) -> Option<Meaning> {
        match self.names.readings.iter().position(|(own, _)| *own == id) {
            None => {
                let near = did_you_mean(id, self.names.readings.iter().map(|(own, _)| *own));
                unknown_name::reading(self.report, span, id, &near);
                None
            }
            Some(reading) => {
                if self.names.readings.get(reading).is_some_and(|(_, switchable)| !switchable) {
                    type_mismatch::note(self.report, span, id);
                    return None;
                }
                Some(Meaning::Test(Test::Reading { reading }))
            }
        }
    }

    fn fact(&self, id: &str) -> Option<(usize, &'a Fact)> {
        self.names.facts.iter().enumerate().find(|(_, fact)| fact.id == id)
    }

    fn named(&self, operand: &At<Operand>) -> Option<(usize, &'a Fact)> {
        match &operand.value {
            Operand::Name(name) => self.fact(name),
            Operand::Number(_) | Operand::Share(..) => None,
        }
    }

    fn compare(&mut self, left: &At<Operand>, op: Op, right: &At<Operand>) -> Option<Meaning> {
        let span = self.at(&(left.span.start..right.span.end));
        match (self.named(left), self.named(right)) {
            (Some((own, fact)), other) => {
                // A value may be called like a fact: the other side's own values come first.
                match other {
                    Some((turned, other)) if !is_value(fact, right) && is_value(other, left) => {
                        self.against(turned, other, op.turned(), left, &span)
                    }
                    _ => self.against(own, fact, op, right, &span),
                }
            }
            (None, Some((own, fact))) => self.against(own, fact, op.turned(), left, &span),
            (None, None) => {
                let number = matches!(left.value, Operand::Number(_) | Operand::Share(..));
                let side = if number { right } else { left };
                self.no_fact(side);
                None
            }
        }
    }

    /// `fact op value`
    fn against(
        &mut self,
        index: usize,
        fact: &Fact,
        op: Op,
        value: &At<Operand>,
        span: &Span,
    ) -> Option<Meaning> {
        if let Operand::Share(share, of) = &value.value {
            return self.share(index, fact, op, (*share, of), span);
        }
        match &fact.kind {
            FactKind::Flag => {
                type_mismatch::flag_compared(self.report, span, fact);
                None
            }
            FactKind::Set(_) => {
                type_mismatch::set_compared(self.report, span, fact);
                None
            }
            FactKind::Choice(values) => {
                if !matches!(op, Op::Equal | Op::Unequal) {
                    type_mismatch::ordering(self.report, span, fact, op);
                    return None;
                }
                let wanted = self.value(fact, value)?;
                let values =
                    (0..values.len()).filter(|&v| (v == wanted) == (op == Op::Equal)).collect();
                Some(Meaning::Test(Test::Choice { fact: index, values }))
            }
            FactKind::Number { .. } | FactKind::Money => {
                let number = self.number(fact, value)?;
                let (min, max) = fact.kind.range()?;
                let always = match op {
                    Op::Less if number <= min => Some(false),
                    Op::More if number >= max => Some(false),
                    Op::AtMost if number >= max => Some(true),
                    Op::AtLeast if number <= min => Some(true),
                    _ => None,
                };
                if let Some(holds) = always {
                    let number = fact.kind.written(number);
                    let written = format!("{} {} {number}", fact.id, op.written());
                    always::number(self.report, span, &written, fact, holds);
                    return None;
                }
                Some(Meaning::Test(Test::Number { fact: index, op, number }))
            }
        }
    }

    /// `fact op 100% of figure.ID`
    fn share(
        &mut self,
        index: usize,
        fact: &Fact,
        op: Op,
        (share, of): (i64, &str),
        span: &Span,
    ) -> Option<Meaning> {
        if fact.kind != FactKind::Money {
            type_mismatch::worked_out(self.report, span, fact, FactKind::Money.name());
            return None;
        }
        let id = format!("{FIGURES}{}", of.trim_start_matches("figure."));
        let Some((figure, _)) = self.fact(&id) else {
            let figures = self.names.facts.iter().filter_map(|fact| fact.id.strip_prefix(FIGURES));
            let figures: Vec<String> = figures.map(|id| format!("figure.{id}")).collect();
            let near = did_you_mean(of, figures.iter().map(String::as_str));
            unknown_name::figure(self.report, span, of, &near);
            return None;
        };
        Some(Meaning::Test(Test::Share { fact: index, op, share, figure }))
    }

    /// `fact in [values]`
    fn one_of(&mut self, operand: &At<Operand>, values: &[At<Operand>]) -> Option<Meaning> {
        let end = values.last().map_or(operand.span.end, |last| last.span.end);
        let span = self.at(&(operand.span.start..end));
        let Some((index, fact)) = self.named(operand) else {
            self.no_fact(operand);
            return None;
        };
        match &fact.kind {
            FactKind::Flag => type_mismatch::flag_compared(self.report, &span, fact),
            FactKind::Set(_) => type_mismatch::set_compared(self.report, &span, fact),
            FactKind::Choice(all) => {
                let meant: Vec<Option<usize>> =
                    values.iter().map(|value| self.value(fact, value)).collect();
                let mut meant: Vec<usize> = meant.into_iter().collect::<Option<_>>()?;
                self.repeated(&meant, values);
                meant.sort_unstable();
                meant.dedup();
                if meant.len() == all.len() {
                    always::every_value(self.report, &span, fact);
                    return None;
                }
                return Some(Meaning::Test(Test::Choice { fact: index, values: meant }));
            }
            FactKind::Number { .. } | FactKind::Money => {
                let meant: Vec<Option<i64>> =
                    values.iter().map(|value| self.number(fact, value)).collect();
                let meant: Vec<i64> = meant.into_iter().collect::<Option<_>>()?;
                self.repeated(&meant, values);
                let test =
                    |number| Meaning::Test(Test::Number { fact: index, op: Op::Equal, number });
                return Some(Meaning::Any(meant.into_iter().map(test).collect()));
            }
        }
        None
    }

    /// `value in set`
    fn member(&mut self, value: &At<Operand>, set: &At<String>) -> Option<Meaning> {
        let span = self.at(&(value.span.start..set.span.end));
        let Some((index, fact)) = self.fact(&set.value) else {
            let sets = self.names.facts.iter().filter(|fact| matches!(fact.kind, FactKind::Set(_)));
            let near = did_you_mean(&set.value, sets.map(|fact| fact.id.as_str()));
            unknown_name::report(self.report, &self.place.of(&set.span), &set.value, &near);
            return None;
        };
        if !matches!(fact.kind, FactKind::Set(_)) {
            type_mismatch::not_a_set(self.report, &span, fact);
            return None;
        }
        let value = self.value(fact, value)?;
        Some(Meaning::Test(Test::Member { fact: index, value }))
    }

    /// The index of a value of a choice or a set.
    fn value(&mut self, fact: &Fact, value: &At<Operand>) -> Option<usize> {
        let written = value.value.to_string();
        let values = fact.kind.values();
        let index = values.iter().position(|own| *own == written);
        if index.is_none() {
            let near = one_of(&written, values.iter().map(String::as_str));
            unknown_value::report(self.report, &self.place.of(&value.span), fact, &written, &near);
        }
        index
    }

    /// The number a number fact is compared with.
    fn number(&mut self, fact: &Fact, value: &At<Operand>) -> Option<i64> {
        let span = self.at(&value.span);
        match (&value.value, fact.kind.range()) {
            (Operand::Number(number), Some((min, max))) => {
                // A condition compares amounts with whole yuan.
                let unit = if fact.kind == FactKind::Money { 100 } else { 1 };
                let meant = number.saturating_mul(unit);
                if !(min..=max).contains(&meant) {
                    out_of_range::report(self.report, &span, fact, meant, (min, max));
                    return None;
                }
                Some(meant)
            }
            (operand, _) => {
                unknown_value::not_a_number(self.report, &span, fact, &operand.to_string());
                None
            }
        }
    }

    /// Reports values that appear twice in one list.
    fn repeated<T: PartialEq>(&mut self, meant: &[T], values: &[At<Operand>]) {
        for (index, (value, written)) in meant.iter().zip(values).enumerate() {
            if meant.iter().take(index).any(|earlier| earlier == value) {
                always::repeated(
                    self.report,
                    &self.place.of(&written.span),
                    &written.value.to_string(),
                );
            }
        }
    }

    /// Reports a comparison whose sides name no fact.
    fn no_fact(&mut self, operand: &At<Operand>) {
        let span = self.at(&operand.span);
        let name = operand.value.to_string();
        if name.starts_with("reading.") || self.names.conditions.contains(&name.as_str()) {
            type_mismatch::condition_compared(self.report, &span, &name);
        } else {
            let near = did_you_mean(&name, self.names.facts.iter().map(|fact| fact.id.as_str()));
            unknown_name::fact(self.report, &span, &name, &near);
        }
    }
}

/// Whether a name is one of the fact's values.
fn is_value(fact: &Fact, operand: &At<Operand>) -> bool {
    matches!(&operand.value, Operand::Name(name) if fact.kind.values().contains(name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mingbai_core::policy::vocabulary::Scope;

    use super::*;
    use crate::condition::parse;
    use crate::finding::Finding;
    use crate::source::Source;

    /// The meaning of a condition over a few facts, and what is reported of it.
    fn meaning(text: &str) -> (Option<Meaning>, Vec<Finding>) {
        let choice = |values: [&str; 2]| FactKind::Choice(values.map(String::from).to_vec());
        let facts = [
            ("student", FactKind::Flag),
            ("work", choice(["farmer", "student"])),
            ("age", FactKind::Number { min: 0, max: 130 }),
            ("home", choice(["here", "school"])),
            ("school", choice(["none", "home"])),
        ]
        .map(|(id, kind)| Fact::new(id.into(), Scope::Person, kind));
        let names = Names { facts: &facts, conditions: Vec::new(), readings: Vec::new() };
        let source = Source::new("policy.toml", text);
        let mut report = Report::new(&source);
        let place = Place { whole: 0..text.len(), first: Some(0) };
        let meaning = resolve(&parse(text).unwrap(), &names, &place, &mut report);
        (meaning, report.finish())
    }

    #[test]
    fn a_value_may_be_called_like_a_fact() {
        let choice = |fact, values: &[usize]| {
            (Some(Meaning::Test(Test::Choice { fact, values: values.to_vec() })), Vec::new())
        };
        assert_eq!(meaning("work == student"), choice(1, &[1]));
        assert_eq!(meaning("student == work"), choice(1, &[1]));
        assert_eq!(meaning("student != work"), choice(1, &[0]));
        // Each is a value of the other: the fact on the left is meant.
        assert_eq!(meaning("home == school"), choice(3, &[1]));
        assert_eq!(meaning("school == home"), choice(4, &[1]));
        assert_eq!(meaning("student"), (Some(Meaning::Test(Test::Flag { fact: 0 })), Vec::new()));
    }

    #[test]
    fn two_facts_neither_of_which_is_a_value_are_read_from_the_left() {
        for (text, rule, fact) in [
            ("age == student", unknown_value::RULE, "age"),
            ("student == age", type_mismatch::RULE, "student"),
            ("work == age", unknown_value::RULE, "work"),
        ] {
            let (meaning, findings) = meaning(text);
            assert_eq!(meaning, None, "{text}");
            assert_eq!(findings.iter().map(|one| one.rule).collect::<Vec<_>>(), [rule], "{text}");
            assert!(findings.iter().all(|one| one.message.en.starts_with(fact)), "{findings:?}");
        }
    }
}
