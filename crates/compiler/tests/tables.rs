//! A compiled table is the rows themselves: for random tables, both hit policies and every
//! assignment, the diagram's row is the row a direct evaluation finds; and a gap, an overlap or a dead
//! row is reported if and only if there is one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mingbai_compiler::{CompiledVocabulary, Finding, compile_policy, compile_vocabulary};
use mingbai_core::policy::{PolicyData, Variable};
use proptest::prelude::*;

/// The facts of the fixtures: dibao, orphan, work, age, diseases.
fn vocabulary() -> CompiledVocabulary {
    compile_vocabulary("facts.toml", include_str!("policies/facts.toml")).unwrap()
}

const WORK: [&str; 3] = ["farmer", "worker", "student"];
const DISEASES: [&str; 2] = ["asthma", "tuberculosis"];

/// One person, one way of reading.
#[derive(Clone, Copy, Debug)]
struct Case {
    dibao: bool,
    orphan: bool,
    work: usize,
    age: i64,
    diseases: [bool; 2],
    reading: bool,
}

/// A condition, evaluated by itself.
#[derive(Clone, Debug)]
enum Rule {
    Dibao,
    Orphan,
    Work(usize),
    NotWork(usize),
    WorkIn(usize, usize),
    Age(&'static str, i64),
    Ill(usize),
    Reading,
    Not(Box<Rule>),
    All(Vec<Rule>),
    Any(Vec<Rule>),
}

impl Rule {
    fn holds(&self, case: Case) -> bool {
        match self {
            Self::Dibao => case.dibao,
            Self::Orphan => case.orphan,
            Self::Work(work) => case.work == *work,
            Self::NotWork(work) => case.work != *work,
            Self::WorkIn(one, other) => case.work == *one || case.work == *other,
            Self::Age(op, number) => match *op {
                "<" => case.age < *number,
                "<=" => case.age <= *number,
                ">" => case.age > *number,
                ">=" => case.age >= *number,
                "==" => case.age == *number,
                _ => case.age != *number,
            },
            Self::Ill(disease) => case.diseases[*disease],
            Self::Reading => case.reading,
            Self::Not(inner) => !inner.holds(case),
            Self::All(parts) => parts.iter().all(|part| part.holds(case)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(case)),
        }
    }

    fn written(&self) -> String {
        let join = |parts: &[Self], joint| {
            parts.iter().map(|part| format!("({})", part.written())).collect::<Vec<_>>().join(joint)
        };
        match self {
            Self::Dibao => "dibao".into(),
            Self::Orphan => "orphan".into(),
            Self::Work(work) => format!("work == {}", WORK[*work]),
            Self::NotWork(work) => format!("{} != work", WORK[*work]),
            Self::WorkIn(one, other) => format!("work in [{}, {}]", WORK[*one], WORK[*other]),
            Self::Age(op, number) => format!("age {op} {number}"),
            Self::Ill(disease) => format!("{} in diseases", DISEASES[*disease]),
            Self::Reading => "reading.wide".into(),
            Self::Not(inner) => format!("!({})", inner.written()),
            Self::All(parts) => join(parts, " && "),
            Self::Any(parts) => join(parts, " || "),
        }
    }
}

fn rule() -> impl Strategy<Value = Rule> {
    let op = prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]);
    let number = prop::sample::select(vec![3_i64, 7, 60]);
    let leaf = prop_oneof![
        Just(Rule::Dibao),
        Just(Rule::Orphan),
        (0..3_usize).prop_map(Rule::Work),
        (0..3_usize).prop_map(Rule::NotWork),
        (0..3_usize).prop_map(|one| Rule::WorkIn(one, (one + 1) % 3)),
        (op, number).prop_map(|(op, number)| Rule::Age(op, number)),
        (0..2_usize).prop_map(Rule::Ill),
        Just(Rule::Reading),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Rule::Not(Box::new(inner))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Rule::All),
            prop::collection::vec(inner, 2..4).prop_map(Rule::Any),
        ]
    })
}

/// Rows with what they give (one of two things); `None` for a last `otherwise`.
type Rows = Vec<(Option<Rule>, bool)>;

fn rows() -> impl Strategy<Value = Rows> {
    (prop::collection::vec((rule().prop_map(Some), any::<bool>()), 1..6), any::<Option<bool>>())
        .prop_map(|(mut rows, last)| {
            rows.extend(last.map(|gives| (None, gives)));
            rows
        })
}

fn policy(rows: &Rows, hit: &str) -> String {
    let mut text = String::from(
        r#"
[policy]
id = "test"
instrument = "测"
issued = 2020-01-01
in_force = { from = 2020-01-01 }
place = { zh = "某县", en = "A county" }
title = { zh = "测试", en = "A test" }

[reading.wide]
at = "一"
question = { zh = "怎么读？", en = "How?" }
taken = { zh = "这样。", en = "So." }
other = { zh = "那样。", en = "Otherwise." }

[provision.used]
kind = "service"
at = "一"
title = { zh = "用", en = "Used" }
what = { zh = "用到读法。", en = "Uses the reading." }
rows = [{ id = "a", when = 'reading.wide', gives = "service" }, { id = "b", when = '!reading.wide', gives = "nothing" }]

[provision.help]
kind = "service"
at = "一"
figures = { "3" = "3", "7" = "7", "60" = "60" }
title = { zh = "帮助3、7、60", en = "Help" }
what = { zh = "给人帮助。", en = "Helps." }
"#,
    );
    write!(text, "hit = \"{hit}\"\nrows = [\n").unwrap();
    for (index, (rule, gives)) in rows.iter().enumerate() {
        let when = rule.as_ref().map_or_else(|| "otherwise".into(), Rule::written);
        let gives = if *gives { "service" } else { "nothing" };
        writeln!(text, "  {{ id = \"r{index}\", when = '{when}', gives = \"{gives}\" }},").unwrap();
    }
    text.push_str("]\n");
    text
}

/// Every case that a threshold or a value can tell apart.
fn cases() -> impl Iterator<Item = Case> {
    let flags = [false, true];
    flags.into_iter().flat_map(move |dibao| {
        flags.into_iter().flat_map(move |orphan| {
            (0..3).flat_map(move |work| {
                [0, 2, 3, 4, 6, 7, 8, 59, 60, 61, 130].into_iter().flat_map(move |age| {
                    (0..8_u8).map(move |bits| Case {
                        dibao,
                        orphan,
                        work,
                        age,
                        diseases: [bits & 1 > 0, bits & 2 > 0],
                        reading: bits & 4 > 0,
                    })
                })
            })
        })
    })
}

fn matching(rows: &Rows, case: Case) -> Vec<usize> {
    let matching: Vec<usize> = (0..rows.len())
        .filter(|&row| rows[row].0.as_ref().is_some_and(|rule| rule.holds(case)))
        .collect();
    match rows.last() {
        Some((None, _)) if matching.is_empty() => vec![rows.len() - 1],
        _ => matching,
    }
}

fn known(data: &PolicyData, case: Case) -> Vec<u8> {
    let value = |variable: &Variable| match variable {
        Variable::Choice { .. } => u8::try_from(case.work).unwrap(),
        Variable::Flag { fact } => u8::from(if data.facts[usize::from(*fact)].id == "dibao" {
            case.dibao
        } else {
            case.orphan
        }),
        Variable::Number { cuts, .. } => {
            u8::try_from(cuts.iter().filter(|&&cut| cut <= case.age).count()).unwrap()
        }
        Variable::Share { .. } => panic!("no row compares an amount"),
        Variable::Member { value, .. } => u8::from(case.diseases[usize::from(*value)]),
        Variable::Reading { .. } => u8::from(case.reading),
    };
    data.variables.iter().map(value).collect()
}

fn rules_of(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_table_answers_as_its_rows_do(rows in rows(), first in any::<bool>()) {
        let hit = if first { "first" } else { "unique" };
        let compiled = compile_policy(&vocabulary(), "policy.toml", &policy(&rows, hit));
        let (mut gap, mut overlap, mut reached) = (false, false, BTreeSet::new());
        let mut constant = false;
        for case in cases() {
            let matching = matching(&rows, case);
            gap |= matching.is_empty();
            overlap |= !first && matching.iter().any(|&row| rows[row].1 != rows[matching[0]].1);
            reached.extend(matching.first().copied());
        }
        for (rule, _) in &rows {
            constant |= rule.as_ref().is_some_and(|rule| cases().all(|case| rule.holds(case)));
        }
        let dead = reached.len() < rows.len();
        let expected: BTreeSet<&'static str> =
            [(gap, "gap"), (overlap, "overlap"), (dead, "dead-row"), (constant, "always")]
                .into_iter()
                .filter(|(there, _)| *there)
                .map(|(_, rule)| rule)
                .collect();
        match compiled {
            Err(findings) => prop_assert_eq!(rules_of(&findings), expected, "{:#?}", findings),
            Ok(compiled) => {
                prop_assert!(expected.is_empty(), "{:?}", expected);
                let table = compiled.policy.data().provisions[1].table.as_ref().unwrap();
                for case in cases() {
                    let known = known(compiled.policy.data(), case);
                    let row = matching(&rows, case)[0];
                    prop_assert_eq!(table.by_row.walk(&known), u32::try_from(row).ok());
                    let outcome = u32::from(table.rows[row].outcome);
                    prop_assert_eq!(table.by_outcome.walk(&known), Some(outcome));
                }
            }
        }
    }
}
