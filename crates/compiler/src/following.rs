//! `implied` and `ask_when`: facts that follow from others, and when a fact is worth asking.

use mingbai_core::kernel::diagram::Diagram;
use mingbai_core::policy::vocabulary::{Fact, FactValue, HOSPITAL_LEVEL, TIER};
use mingbai_core::policy::{AskWhen, Implied};

use crate::condition::meaning::{Meaning, Names, Place, Test};
use crate::condition::resolve::resolve;
use crate::condition::{Expr, parse};
use crate::diagrams::{Builder, Unbuilt};
use crate::file::facts::FactEntry;
use crate::file::toml::first_byte;
use crate::finding::Report;
use crate::lints::{always, condition_syntax, fact_rule, too_large};
use crate::source::{At, Source, Span};
use crate::{variables::Variables, witness};

/// The shared facts of which a policy may have values of its own.
pub const KEYED: [&str; 2] = [TIER, HOSPITAL_LEVEL];

/// What is written of one fact, its conditions parsed.
#[derive(Clone, PartialEq, Debug)]
pub struct Rules {
    /// The fact.
    fact: At<String>,
    /// Where a value follows.
    implied: Vec<(Condition, FactValue)>,
    /// Where it is asked.
    ask_when: Option<Condition>,
}

/// A condition as it is written.
#[derive(Clone, PartialEq, Debug)]
struct Condition {
    expr: Expr,
    span: Span,
    first: Option<usize>,
}

/// What is written of one fact, its conditions with their meaning.
#[derive(Clone, Debug)]
pub struct Meant {
    /// Index in all facts.
    fact: usize,
    span: Span,
    implied: Vec<(Meaning, Span, FactValue)>,
    ask_when: Option<(Meaning, Span)>,
}

impl Rules {
    /// What is written of the facts of a file: of those that have anything written.
    pub fn read(entries: &[FactEntry], report: &mut Report<'_>) -> Vec<Self> {
        let mut all = Vec::new();
        for FactEntry { fact, implied, ask_when, .. } in entries {
            let mut condition = |text: &At<String>| {
                let first = first_byte(report.source().text(), &text.span, &text.value);
                match parse(&text.value) {
                    Ok(expr) => Some(Condition { expr, span: text.span.clone(), first }),
                    Err(error) => {
                        let place = Place { whole: text.span.clone(), first };
                        condition_syntax::report(report, &place.of(&error.span), error.message);
                        None
                    }
                }
            };
            let implied: Vec<_> = implied
                .iter()
                .filter_map(|(when, value)| Some((condition(when)?, value.clone())))
                .collect();
            let ask_when = ask_when.as_ref().and_then(&mut condition);
            if !implied.is_empty() || ask_when.is_some() {
                let fact = At::new(fact.value.id.clone(), fact.span.clone());
                all.push(Self { fact, implied, ask_when });
            }
        }
        all
    }

    /// The fact they are of.
    pub fn fact(&self) -> &str {
        &self.fact.value
    }

    /// Gives the conditions their meaning among `facts`.
    fn meant(&self, facts: &[Fact], report: &mut Report<'_>) -> Option<Meant> {
        let names = Names { facts, conditions: Vec::new(), readings: Vec::new() };
        let mut meaning = |condition: &Condition| {
            let Condition { expr, span, first } = condition;
            let place = Place { whole: span.clone(), first: *first };
            Some((resolve(expr, &names, &place, report)?, span.clone()))
        };
        let implied = self.implied.iter().filter_map(|(condition, value)| {
            let (meaning, span) = meaning(condition)?;
            Some((meaning, span, value.clone()))
        });
        Some(Meant {
            fact: facts.iter().position(|fact| fact.id == self.fact.value)?,
            span: self.fact.span.clone(),
            implied: implied.collect(),
            ask_when: self.ask_when.as_ref().and_then(&mut meaning),
        })
    }
}

/// The meaning of `shared` rules, which were checked before, and of a file's `own`, checked here: they test
/// facts of their own scope or a wider one, and go in no circle. In vocabulary order.
pub fn meanings(
    shared: &[&Rules],
    own: &[Rules],
    facts: &[Fact],
    report: &mut Report<'_>,
) -> Vec<Meant> {
    let mut all: Vec<Meant> = own.iter().filter_map(|rules| rules.meant(facts, report)).collect();
    for meant in &all {
        scopes(meant, facts, report);
    }
    let nowhere = Source::new("", "");
    let mut silent = Report::new(&nowhere);
    let shared: Vec<Meant> =
        shared.iter().filter_map(|rules| rules.meant(facts, &mut silent)).collect();
    let written: Vec<usize> = all.iter().map(|meant| meant.fact).collect();
    all.extend(shared);
    all.sort_by_key(|meant| meant.fact);
    if let Err(circle) = order(&all, Meant::tested) {
        let own = circle.iter().find(|fact| written.contains(fact));
        let place = all.iter().find(|meant| Some(&meant.fact) == own);
        let names: Vec<&str> =
            circle.iter().filter_map(|&fact| Some(facts.get(fact)?.id.as_str())).collect();
        if let Some(Meant { span, .. }) = place {
            fact_rule::circle(report, span, &names);
        }
        return Vec::new();
    }
    all
}

/// Reports conditions of shared facts on those whose values each policy may set.
pub fn check_keyed(meant: &[Meant], facts: &[Fact], report: &mut Report<'_>) {
    for own in meant {
        for tested in own.tested() {
            let (Some(fact), Some(tested)) = (facts.get(own.fact), facts.get(tested)) else {
                continue;
            };
            if KEYED.contains(&tested.id.as_str()) {
                fact_rule::keyed(report, &own.span, &fact.id, &tested.id);
            }
        }
    }
}

fn scopes(meant: &Meant, facts: &[Fact], report: &mut Report<'_>) {
    let Some(own) = facts.get(meant.fact) else { return };
    for (meaning, span) in meant.conditions() {
        for tested in tested(meaning) {
            if let Some(tested) = facts.get(tested).filter(|tested| tested.scope > own.scope) {
                fact_rule::scope(report, span, &own.id, own.scope, tested);
            }
        }
    }
}

/// The facts that a condition tests.
fn tested(meaning: &Meaning) -> Vec<usize> {
    let mut facts = Vec::new();
    meaning.tests(&mut |test| {
        if let Test::Flag { fact }
        | Test::Choice { fact, .. }
        | Test::Number { fact, .. }
        | Test::Share { fact, .. }
        | Test::Member { fact, .. } = test
        {
            facts.push(*fact);
        }
    });
    facts
}

impl Meant {
    fn conditions(&self) -> impl Iterator<Item = (&Meaning, &Span)> {
        let implied = self.implied.iter().map(|(meaning, span, _)| (meaning, span));
        implied.chain(self.ask_when.iter().map(|(meaning, span)| (meaning, span)))
    }

    /// Every condition's meaning.
    pub fn meanings(&self) -> impl Iterator<Item = &Meaning> {
        self.conditions().map(|(meaning, _)| meaning)
    }

    fn tested(&self) -> Vec<usize> {
        self.meanings().flat_map(tested).collect()
    }

    fn implied_by(&self) -> Vec<usize> {
        self.implied.iter().flat_map(|(meaning, ..)| tested(meaning)).collect()
    }

    fn asked_when(&self) -> Vec<usize> {
        self.ask_when.iter().flat_map(|(meaning, _)| tested(meaning)).collect()
    }
}

/// An order in which each fact uses only facts without an entry or before it; else the facts of a circle, the
/// first of them again at its end.
fn order(all: &[Meant], uses: impl Fn(&Meant) -> Vec<usize>) -> Result<Vec<&Meant>, Vec<usize>> {
    let mut order: Vec<&Meant> = Vec::new();
    let mut open: Vec<&Meant> = all.iter().collect();
    while !open.is_empty() {
        let waits = |meant: &Meant| {
            let tested = uses(meant);
            open.iter().map(|other| other.fact).find(|fact| tested.contains(fact))
        };
        let Some(place) = open.iter().position(|meant| waits(meant).is_none()) else {
            // Each waits for another: following them leads round.
            let mut path: Vec<usize> = open.iter().take(1).map(|meant| meant.fact).collect();
            loop {
                let last = open.iter().find(|meant| path.last() == Some(&meant.fact));
                let Some(next) = last.and_then(|meant| waits(meant)) else { return Err(path) };
                let met = path.iter().position(|&fact| fact == next);
                path.push(next);
                if let Some(met) = met {
                    return Err(path.split_off(met));
                }
            }
        };
        order.push(open.remove(place));
    }
    Ok(order)
}

/// What a policy that tests the facts `used` has to do with: the rules of these facts, and of those that
/// such rules test.
pub fn needed(mut all: Vec<Meant>, mut used: Vec<usize>) -> Vec<Meant> {
    let mut needed = Vec::new();
    while let Some(place) = all.iter().position(|meant| used.contains(&meant.fact)) {
        let meant = all.remove(place);
        used.extend(meant.tested());
        needed.push(meant);
    }
    needed.sort_by_key(|meant| meant.fact);
    needed
}

/// The facts that conditions test.
pub fn used<'m>(meanings: impl Iterator<Item = &'m Meaning>) -> Vec<usize> {
    meanings.flat_map(tested).collect()
}

/// The diagrams of rules; conditions that hold always or never are reported, and so are two values that
/// follow at once. `facts` are all facts.
pub fn compile(
    all: &[Meant],
    facts: &[Fact],
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) -> Option<(Vec<Implied>, Vec<AskWhen>)> {
    let place = |fact: usize| {
        let id = &facts.get(fact)?.id;
        let own = builder.variables().facts.iter().position(|own| own.id == *id)?;
        u16::try_from(own).ok()
    };
    let id = |fact: usize| facts.get(fact).map_or("", |fact| fact.id.as_str());
    let mut implied = Vec::new();
    for meant in order(all, Meant::implied_by).ok()? {
        if !meant.implied.is_empty() {
            let (values, by) = follows(meant, id(meant.fact), builder, report)?;
            implied.push(Implied { fact: place(meant.fact)?, values, by });
        }
    }
    let mut ask_when = Vec::new();
    for meant in order(all, Meant::asked_when).ok()? {
        if let Some((meaning, span)) = &meant.ask_when {
            let name = format!("fact.{}.ask_when", id(meant.fact));
            let when = condition(&name, meaning, span, builder, report)?;
            ask_when.push(AskWhen { fact: place(meant.fact)?, when });
        }
    }
    Some((implied, ask_when))
}

/// The values that follow, and where each does.
fn follows(
    meant: &Meant,
    id: &str,
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) -> Option<(Vec<FactValue>, Diagram)> {
    let mut values: Vec<FactValue> = Vec::new();
    let mut by = Diagram::constant(0);
    let name = format!("fact.{id}.implied");
    let join = |one: &Diagram, other: &Diagram, leaf: &dyn Fn(u32, u32) -> u32| {
        builder.join(one, other, leaf).ok()
    };
    for (meaning, span, value) in &meant.implied {
        let diagram = condition(&name, meaning, span, builder, report)?;
        let place = values.iter().position(|own| own == value).unwrap_or_else(|| {
            values.push(value.clone());
            values.len() - 1
        });
        let leaf = u32::try_from(place).ok()? + 1;
        let clash =
            join(&by, &diagram, &|one, other| u32::from(other == 1 && one != 0 && one != leaf))?;
        if let Some(case) = witness::case(&clash, |leaf| leaf == 1) {
            let case = witness::describe(&case, builder.variables());
            fact_rule::two_values(report, span, id, &case);
            return None;
        }
        by = join(&by, &diagram, &|one, other| if other == 1 { leaf } else { one })?;
        if by.is_empty() {
            always::condition(report, span, &name, true);
            return None;
        }
    }
    Some((values, by))
}

/// The diagram of a condition; one that holds always or never is reported.
fn condition(
    name: &str,
    meaning: &Meaning,
    span: &Span,
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) -> Option<Diagram> {
    match builder.build(meaning) {
        Ok(diagram) => {
            if let Some(leaf) = diagram.root().as_leaf() {
                always::condition(report, span, name, leaf == 1);
                return None;
            }
            Some(diagram)
        }
        Err(Unbuilt::TooLarge(largest)) => {
            let most = mingbai_core::policy::MOST_NODES;
            too_large::diagram(report, span, name, most, &largest);
            None
        }
        Err(Unbuilt::Meaningless) => None,
    }
}

/// Checks the rules of shared facts among themselves.
pub fn check(rules: &[Rules], facts: &[Fact], report: &mut Report<'_>) {
    let meant = meanings(&[], rules, facts, report);
    check_keyed(&meant, facts, report);
    if meant.is_empty() || !report.is_empty() {
        return;
    }
    let all = meant.iter().flat_map(Meant::meanings);
    let needed: Vec<usize> = meant.iter().map(|meant| meant.fact).collect();
    let Some(variables) = Variables::new(all, facts, &needed, Vec::new(), report) else { return };
    compile(&meant, facts, &Builder::new(&variables, &[], &[]), report);
}
