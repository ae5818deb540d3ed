//! Slips that the example of their rule does not show: each in a policy or a vocabulary that is right but for it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use mingbai_compiler::compile_vocabulary;
use mingbai_core::policy::layers::{MOST_LAYERS, MOST_POOLS};

use crate::texts::{FLAG, assert_of_facts, assert_said, compiled, provision, said, vocabulary};

#[test]
fn facts_that_wait_for_each_other_are_named_in_their_circle() {
    let waits = |on: &str| format!("{FLAG}ask_when = '{on}'\n");
    let facts = [
        ("outside", waits("one")),
        ("one", waits("two")),
        ("two", waits("three")),
        ("three", waits("one")),
        ("free", FLAG.to_owned()),
    ];
    assert_of_facts(
        &facts,
        &["8 fact-rule: implied and ask_when go in a circle: one -> two -> three -> one; take one"],
    );
    let itself = [("free", FLAG.to_owned()), ("one", waits("free && !one"))];
    assert_of_facts(&itself, &["7 fact-rule: implied and ask_when go in a circle: one -> one;"]);
    let line = [("one", waits("two")), ("two", waits("three")), ("three", FLAG.to_owned())];
    assert_of_facts(&line, &[]);
}

#[test]
fn two_values_that_follow_at_once_are_named_with_the_case() {
    let both = |second: &str| {
        let implied =
            format!("[{{ when = 'one', value = true }}, {{ when = '{second}', value = false }}]");
        [
            ("one", FLAG.to_owned()),
            ("two", FLAG.to_owned()),
            ("three", format!("{FLAG}implied = {implied}\n")),
        ]
    };
    let expected = "18 fact-rule: [fact.three] implied: with one = yes, two = yes two different \
        values follow;";
    assert_of_facts(&both("two"), &[expected]);
    assert_of_facts(&both("two && !one"), &[]);
}

#[test]
fn a_shared_condition_tests_nothing_that_a_policy_may_have_otherwise_and_that_is_all_that_is_said()
{
    let choice = "scope = 'person'\nkind = 'choice'\nvalues.a = { zh = '甲', en = 'A' }\nvalues.b = { zh = '乙', en = 'B' }\n";
    let facts = [
        ("tier", choice.to_owned()),
        ("one", format!("{FLAG}ask_when = 'tier == a'\n")),
        // Two values at once, which is looked for only where the rest is right.
        (
            "two",
            format!(
                "{FLAG}implied = [{{ when = 'one', value = true }}, {{ when = 'one', value = false }}]\n"
            ),
        ),
    ];
    assert_of_facts(
        &facts,
        &["9 fact-rule: [fact.one] the condition tests tier, of which each policy may"],
    );
}

#[test]
fn a_condition_that_holds_always_or_never_asks_nothing() {
    for (when, word) in [("one || !one", "always"), ("one && !one", "never")] {
        let facts = [("one", FLAG.to_owned()), ("two", format!("{FLAG}ask_when = '{when}'\n"))];
        let facts: Vec<(&str, &str)> =
            facts.iter().map(|(name, lines)| (*name, lines.as_str())).collect();
        let findings = compile_vocabulary("facts.toml", &vocabulary(&facts)).unwrap_err();
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.en.contains(word), "{word}: {findings:?}");
    }
}

#[test]
fn amounts_are_worked_out_from_facts_of_their_kind_and_not_of_a_stay() {
    let basic = |terms: &str| {
        let rows =
            format!("{{ id = 'r', when = 'otherwise', gives = {{ basic = {{ {terms} }} }} }},\n");
        provision("p", "figures = { '2' = '2', '5%' = '5', '60%' = '60' }\n", &rows)
    };
    assert_said(
        &basic("rate = '60', deductible = '5% of cost', cap = '2 * work'"),
        "8 type-mismatch: work is a choice; this is worked out from a fact of kind number",
    );
    assert_said(
        &basic("rate = '60', deductible = '5% of age', cap = '2 * age'"),
        "8 type-mismatch: age is a number; this is worked out from a fact of kind money",
    );
    assert_said(
        &basic("rate = '60', deductible = '5% of cost', cap = '2 * days'"),
        "8 type-mismatch: days is a fact of each stay;",
    );
    assert_said(
        &basic("rate = '60', deductible = '5% of figure.income', cap = '2 * age'"),
        "8 unknown-name: no fact or condition is called figures.income",
    );
}

/// A service for those of whom this is so, by the rows `when`.
fn service(more: &str, whens: &[&str]) -> String {
    let rows: Vec<String> = (0..)
        .zip(whens)
        .map(|(at, when)| format!("{{ id = 'r{at}', when = \"{when}\", gives = 'service' }},\n"))
        .collect();
    let mut figures: Vec<&str> = whens.iter().flat_map(|when| when.split(' ')).collect();
    figures.retain(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    figures.sort_unstable();
    figures.dedup();
    let figure = |own: &&str| format!("'{own}' = '{}'", own.trim_end_matches('%'));
    let figures: Vec<String> = figures.iter().map(figure).collect();
    let all = provision("p", &format!("figures = {{ {} }}\n", figures.join(", ")), &rows.concat());
    format!("{more}{}", all.replace("kind = 'money'", "kind = 'service'"))
}

const INCOME: &str = "[figure.income]\nlabel = { zh = '人均收入', en = 'Income per head' }\n";

#[test]
fn an_amount_beside_a_share_of_a_figure_is_above_at_or_below_it_and_nothing_else() {
    let share = |op: &str| format!("cost {op} 50% of figure.income");
    for partition in [&["<", "==", ">"][..], &["<=", ">"], &["<", ">="], &["==", "!="]] {
        let rows: Vec<String> = partition.iter().map(|op| share(op)).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        assert_eq!(said(&service(INCOME, &rows)), Vec::<String>::new(), "{partition:?}");
        // Without its last row there is a gap.
        let gap = said(&service(INCOME, &rows[..rows.len() - 1]));
        assert!(gap.len() == 1 && gap[0].contains(" gap: "), "{gap:?}");
    }
    for overlap in [["<=", ">="], ["<=", "=="], [">=", "=="], ["<", "!="], [">", "!="]] {
        let rows = overlap.map(share);
        let policy = service(INCOME, &[&rows[0], &rows[1]]);
        let second = policy.rfind("'service'").unwrap();
        let (one, other) = policy.split_at(second);
        let found = said(&format!("{one}{}", other.replacen("service", "nothing", 1)));
        assert!(found.iter().any(|own| own.contains(" overlap: ")), "{overlap:?}: {found:?}");
    }
    // Two shares, and a number without `of`.
    let both = [
        "cost > 70% of figure.income",
        "cost <= 70% of figure.income && cost > 50% of figure.income",
        "50% of figure.income >= cost",
    ];
    assert_eq!(said(&service(INCOME, &both)), Vec::<String>::new());
    for slip in ["cost > 50% from figure.income", "cost > 50% of income", "cost > 50%"] {
        let found = said(&service(INCOME, &[slip, "otherwise"]));
        assert!(found.len() == 1 && found[0].contains("condition-syntax"), "{slip}: {found:?}");
    }
}

#[test]
fn an_amount_is_compared_with_one_figure_or_with_numbers() {
    let mixed = ["cost > 50% of figure.income && cost > 5", "otherwise"];
    let found = said(&service(INCOME, &mixed));
    assert!(
        found.len() == 1
            && found[0].contains("type-mismatch: cost is compared with more than one figure"),
        "{found:?}"
    );
    let found = said(&service("", &["cost > 50% of figure.income", "otherwise"]));
    assert!(found.len() == 1 && found[0].contains("no figure is called"), "{found:?}");
}

#[test]
fn a_gap_is_shown_as_the_case_that_nothing_covers() {
    for (rows, case) in [
        (&["poor"][..], r#"{"poor":false}"#),
        (&["!poor"], r#"{"poor":true}"#),
        (&["work == a"], r#"{"work":"b"}"#),
        (&["age >= 60"], r#"{"age":0}"#),
        (&["age < 60"], r#"{"age":60}"#),
        (&["cost < 5"], r#"{"cost":"5.00"}"#),
        (&["a in ills"], r#"{"ills":[]}"#),
        (&["!(a in ills)"], r#"{"ills":["a"]}"#),
    ] {
        let findings = compiled(&service("", rows));
        assert_eq!(findings.len(), 1, "{findings:?}");
        let example = findings[0].example.as_ref().unwrap();
        assert_eq!(example["facts"].to_string(), case, "{rows:?}");
    }
    let reading = "[reading.r]\nat = '一'\nquestion = { zh = '怎么读？', en = 'How is it read?' }\n\
        taken = { zh = '是', en = 'Yes' }\nother = { zh = '否', en = 'No' }\n";
    for (rows, taken) in
        [(&["poor", "!poor && reading.r"][..], false), (&["poor", "!poor && !reading.r"], true)]
    {
        let findings = compiled(&service(reading, rows));
        let example = findings[0].example.as_ref().unwrap();
        assert_eq!(example["readings"]["r"], taken, "{findings:?}");
    }
}

/// A settlement and a premium keyed by these facts.
fn keyed(settlement: &str, premium: &str) -> String {
    let rows = "{ id = 'a', when = 'poor', gives = { basic = { at_least = '60' } } },\n\
        { id = 'b', when = '!poor', gives = 'nothing' },\n";
    let aid = "{ id = 'a', when = 'poor', gives = { premium_aid = '60' } },\n\
        { id = 'b', when = '!poor', gives = 'nothing' },\n";
    let figures = "figures = { '60%' = '60' }\n";
    format!(
        "[settlement]\n{settlement}\n[premium]\n{premium}\n{}{}",
        provision("p", figures, rows),
        provision("q", figures, aid)
    )
}

#[test]
fn figures_are_keyed_by_one_choice_of_the_person_and_one_of_the_stay() {
    for (settlement, premium) in [
        ("", ""),
        ("key = ['work', 'ward']", "key = 'house'"),
        ("key = ['house']", "key = []"),
        ("key = []", "key = 'tier'"),
    ] {
        assert_eq!(
            said(&keyed(settlement, premium)),
            Vec::<String>::new(),
            "{settlement} {premium}"
        );
    }
    let many =
        "bad-layer: key has at most one fact of the person or the household and one of the stay";
    assert_said(&keyed("key = ['work', 'house']", ""), &format!("2 {many}"));
    assert_said(&keyed("key = ['ward', 'hospital_level']", ""), &format!("2 {many}"));
    assert_said(&keyed("", "key = ['work', 'house']"), &format!("4 {many}"));
    assert_said(&keyed("", "key = 'ward'"), &format!("4 {many}"));
    assert_said(
        &keyed("key = ['age']", ""),
        "2 bad-layer: age is no choice fact, so figures cannot be keyed",
    );
    assert_said(
        &keyed("", "key = 'poor'"),
        "4 bad-layer: poor is no choice fact, so figures cannot be keyed",
    );
}

#[test]
fn only_so_many_layers_and_pools_may_share_a_bill() {
    let layers = |layers: usize, pools: usize| {
        let names: Vec<String> = (0..layers).map(|at| format!("layer_{at}")).collect();
        let layer = |(at, name): (usize, &String)| {
            let pools: Vec<String> = if at == 0 {
                (0..pools).map(|at| format!("'pool_{at}'")).collect()
            } else {
                Vec::new()
            };
            format!(
                "[layer.{name}]\nlabel = {{ zh = '层', en = 'Layer' }}\ncounts = 'bill'\nbase = 'left'\npools = ['{name}', {}]\n",
                pools.join(", ")
            )
        };
        let tables: Vec<String> = names.iter().enumerate().map(layer).collect();
        let rows = "{ id = 'a', when = 'otherwise', gives = { layer_0 = { at_least = '60', cap = 'none' } } },\n";
        let caps = (0..pools).map(|at| format!(", pool_{at} = {{ cap = 'none' }}"));
        let caps = caps.collect::<Vec<_>>().concat();
        let rows = rows.replace(" } } }", &format!(" }}{caps} }} }}"));
        let list: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let all = format!("[settlement]\nlayers = [{}]\n{}", list.join(", "), tables.concat());
        said(&format!("{all}{}", provision("p", "figures = { '60%' = '60' }\n", &rows)))
    };
    let refused =
        |found: &[String]| found.iter().any(|own| own.contains("bad-layer: there may be "));
    let most_layers = (1..40).find(|&count| refused(&layers(count, 0))).unwrap() - 1;
    let most_pools = (0..80).find(|&count| refused(&layers(2, count))).unwrap() + 1;
    assert_eq!(
        (most_layers, most_pools),
        (MOST_LAYERS, MOST_POOLS),
        "pools with those of the layers"
    );
    let said = &layers(most_layers + 1, 0)[0];
    assert!(said.contains(&format!("{MOST_LAYERS} layers, and {MOST_POOLS} pools")), "{said}");
}

#[test]
fn a_policy_may_have_its_own_tiers_but_no_tier_of_another_kind_or_of_others() {
    let words = "label = { zh = '档', en = 'Tier' }\nquestion = { zh = '几档？', en = 'Which?' }\n";
    let tier = |lines: &str, when: &str| {
        format!("[fact.tier]\n{words}{lines}{}", service("", &[when, "otherwise"]))
    };
    let values =
        "kind = 'choice'\nvalues.c = { zh = '丙', en = 'C' }\nvalues.d = { zh = '丁', en = 'D' }\n";
    let own = tier(&format!("scope = 'person'\n{values}"), "tier == c");
    assert_eq!(said(&own), Vec::<String>::new());
    let wrong = "1 redefined-fact: tier may have values of its own, but as in facts.toml: \
        kind = \"choice\", scope = \"person\"";
    assert_said(&tier(FLAG, "poor"), wrong);
    assert_said(&tier(&format!("scope = 'household'\n{values}"), "poor"), wrong);
}
