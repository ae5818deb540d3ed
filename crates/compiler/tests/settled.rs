//! Bills and contributions: what figures are keyed by, which bills a layer leaves without a limit, what two
//! provisions cannot both give.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use mingbai_compiler::{compile_policy, compile_vocabulary};

use crate::texts::{FLAG, HEAD, assert_said, compiled, provision, said, vocabulary};

/// A layer of the year.
fn layer(id: &str, more: &str) -> String {
    format!(
        "[layer.{id}]\nlabel = {{ zh = '层', en = 'Layer' }}\ncounts = 'year'\nbase = 'in_scope'\n{more}\n"
    )
}

/// `[settlement]` of these layers, keyed by nothing.
fn settlement(layers: &[&str]) -> String {
    format!("[settlement]\nkey = []\nlayers = {layers:?}\n")
}

/// A provision of money by rows of id, condition and what they give; the others get nothing.
fn gives(id: &str, numbers: &[&str], rows: &[(&str, &str, &str)]) -> String {
    let figures: Vec<String> =
        numbers.iter().map(|number| format!("'{number}' = '{number}'")).collect();
    let row = |(id, when, gives): &(&str, &str, &str)| {
        format!("{{ id = '{id}', when = \"{when}\", gives = {gives} }},\n")
    };
    let mut rows: Vec<String> = rows.iter().map(row).collect();
    rows.push("{ id = 'others', when = 'otherwise', gives = 'nothing' },\n".to_owned());
    provision(id, &format!("figures = {{ {} }}\n", figures.join(", ")), &rows.concat())
}

/// What the findings of a policy mean: rule and text.
fn meant(policy: &str) -> Vec<(&'static str, String)> {
    let whole = format!("{HEAD}{policy}");
    let text =
        |own: mingbai_compiler::Finding| (own.rule, whole[own.span].replace(['\'', '"'], ""));
    compiled(policy).into_iter().map(text).collect()
}

#[test]
fn bills_are_keyed_by_a_tier_that_facts_must_have_unless_the_policy_says_otherwise() {
    let level = "scope = 'admission'\nkind = 'choice'\n\
        values.a = { zh = '甲', en = 'A' }\nvalues.b = { zh = '乙', en = 'B' }\n";
    let facts = vocabulary(&[("poor", FLAG), ("hospital_level", level)]);
    let vocabulary = compile_vocabulary("facts.toml", &facts).unwrap();
    let said = |settlement: &str| {
        let help = gives("p", &["60"], &[("poor", "poor", "{ basic = { rate_plus = '60' } }")]);
        let text = format!("{HEAD}{settlement}{help}");
        let findings = compile_policy(&vocabulary, "policy.toml", &text).err().unwrap_or_default();
        findings.into_iter().map(|own| own.message.en).collect::<Vec<_>>()
    };
    let lacks = "basic needs the choice fact tier, which facts.toml does not have; add it there";
    assert_eq!(said(""), [lacks]);
    assert_eq!(said("[settlement]\nkey = ['hospital_level']\n"), Vec::<String>::new());
}

#[test]
fn a_layer_without_a_limit_is_shown_by_the_shortest_case_at_the_row_that_pays() {
    let clinic = |rows: &[(&str, &str)]| {
        let paying = "{ clinic = { at_least = '60' } }";
        let provisions = rows.iter().map(|(id, when)| gives(id, &["60"], &[(*id, *when, paying)]));
        let provisions = provisions.collect::<Vec<_>>().concat();
        format!("{}{}{provisions}", settlement(&["clinic"]), layer("clinic", ""))
    };
    let rule = "unlimited-layer";
    for (rows, place, case) in [
        (&[("long", "poor && old"), ("short", "!poor")], "short", "high: poor = no; give"),
        (&[("short", "!poor"), ("long", "poor && old")], "short", "high: poor = no; give"),
        // Of two that are as long the first.
        (&[("one", "poor && old"), ("two", "poor && !old")], "one", "poor = yes, old = yes;"),
    ] {
        let policy = clinic(rows);
        assert_eq!(meant(&policy), [(rule, place.to_owned())], "{rows:?}");
        let message = &compiled(&policy)[0].message.en;
        assert!(message.contains(case), "{message}");
    }
    // Of several rows of a provision that of the case.
    let rows = [
        ("limited", "poor && old", "{ clinic = { at_least = '60', cap = '5000' } }"),
        ("open", "poor && !old", "{ clinic = { at_least = '60' } }"),
    ];
    let help = gives("p", &["60", "5000"], &rows);
    let policy = format!("{}{}{help}", settlement(&["clinic"]), layer("clinic", ""));
    assert_eq!(meant(&policy), [(rule, "open".to_owned())]);
}

#[test]
fn a_limit_from_a_sum_on_limits_only_what_is_paid_from_that_sum_on() {
    let clinic = |rate: &str, cap: &str| {
        let paying = format!(
            "{{ clinic = {{ after = {{ {rate}, rate = '50' }} }}, shared = {{ after = {{ {cap}, cap = '2000' }} }} }}"
        );
        let numbers = ["50", "2000", "20000", "30000"];
        let numbers: Vec<&str> =
            numbers.into_iter().filter(|number| paying.contains(&format!("'{number}'"))).collect();
        format!(
            "{}{}{}{}",
            settlement(&["first", "clinic"]),
            layer("first", ""),
            layer("clinic", "pools = ['shared']"),
            gives("p", &numbers, &[("poor", "poor", &paying)])
        )
    };
    let of_scope = "reaches = '20000', sum = 'in_scope'";
    assert_eq!(said(&clinic(of_scope, of_scope)), Vec::<String>::new());
    for other in ["reaches = '30000', sum = 'in_scope'", "reaches = '20000', sum = 'first'"] {
        let found = meant(&clinic(of_scope, other));
        assert_eq!(found, [("unlimited-layer", "poor".to_owned())], "{other}");
    }
}

#[test]
fn a_pool_is_limited_by_sums_that_are_known_before_its_first_layer_pays() {
    let clinic = |sum: &str| {
        let rows = [
            (
                "poor",
                "poor",
                "{ clinic = { at_least = '60' }, shared = { cap = '2000' } }".to_owned(),
            ),
            (
                "old",
                "!poor && old",
                format!(
                    "{{ clinic = {{ at_least = '60' }}, shared = {{ cap = '2000', after = {{ reaches = '20000', sum = '{sum}', cap = '3000' }} }} }}"
                ),
            ),
        ];
        let rows: Vec<(&str, &str, &str)> =
            rows.iter().map(|(id, when, gives)| (*id, *when, gives.as_str())).collect();
        format!(
            "{}{}{}{}{}",
            settlement(&["first", "clinic", "late"]),
            layer("first", ""),
            layer("clinic", "pools = ['shared']"),
            layer("late", ""),
            gives("p", &["60", "2000", "3000", "20000"], &rows)
        )
    };
    assert_eq!(said(&clinic("first")), Vec::<String>::new());
    let found = said(&clinic("late"));
    assert!(
        found.len() == 1 && found[0].contains("late pays after shared, so its sum"),
        "{found:?}"
    );
}

#[test]
fn terms_from_a_sum_on_change_something_and_are_said_whole() {
    let clinic = |after: &str, numbers: &[&str]| {
        let paying =
            format!("{{ clinic = {{ at_least = '60', cap = '2000', after = {{ {after} }} }} }}");
        let numbers: Vec<&str> = ["60", "2000"].iter().chain(numbers).copied().collect();
        let help = gives("p", &numbers, &[("poor", "poor", &paying)]);
        format!("{}{}{help}", settlement(&["clinic"]), layer("clinic", ""))
    };
    let good = clinic("reaches = '20000', sum = 'in_scope', cap = '3000'", &["20000", "3000"]);
    assert_eq!(said(&good), Vec::<String>::new());
    let nothing = said(&clinic("reaches = '20000', sum = 'in_scope'", &["20000"]));
    assert!(
        nothing.len() == 1 && nothing[0].contains("bad-gives: after changes nothing"),
        "{nothing:?}"
    );
    // What is wrong in it is said alone.
    let wrong = said(&clinic("reaches = '20000', sum = 'in_scope', rate = '200'", &["20000"]));
    assert!(wrong.len() == 1 && wrong[0].contains("bad-number"), "{wrong:?}");
}

#[test]
fn only_the_first_band_may_leave_out_where_it_begins() {
    let clinic = |bands: &str, numbers: &[&str]| {
        let paying = format!("{{ clinic = {{ bands = [{bands}], cap = 'none' }} }}");
        let help = gives("p", numbers, &[("poor", "poor", &paying)]);
        format!("{}{}{help}", settlement(&["clinic"]), layer("clinic", ""))
    };
    let good =
        clinic("{ percent = '50' }, { from = '3000', percent = '60' }", &["50", "60", "3000"]);
    assert_eq!(said(&good), Vec::<String>::new());
    let found = said(&clinic("{ percent = '50' }, { percent = '60' }", &["50", "60"]));
    assert!(found.len() == 1 && found[0].contains("missing-key: bands[1] lacks from"), "{found:?}");
}

#[test]
fn contributions_and_premium_aid_stand_in_one_provision_even_where_their_cases_are_apart() {
    for part in ["contribution", "premium_aid"] {
        for other in ["poor && old", "!poor"] {
            let gives = |id: &str, number: &str, when: &str| {
                let what = format!("{{ {part} = '{number}' }}");
                gives(id, &[number], &[("a", when, &what)])
            };
            let two = gives("one", "60", "poor") + &gives("other", "70", other);
            let found = said(&format!("[premium]\nkey = []\n{two}"));
            let message =
                format!("two-sources: one and other both give {part}, which one provision gives");
            assert!(found.len() == 1 && found[0].contains(&message), "{found:?}");
        }
    }
}

#[test]
fn what_a_number_is_worked_out_from_may_be_meant_by_a_name_of_its_kind() {
    let basic = |terms: &str| {
        let paying = format!("{{ basic = {{ rate = '60', {terms} }} }}");
        gives("p", &["2", "60"], &[("poor", "poor", &paying)])
    };
    let found = said(&basic("cap = '2 * agee'"));
    assert!(found.len() == 1 && found[0].contains("called agee; did you mean age?"), "{found:?}");
    // A fact of another kind is not what was meant.
    let found = said(&basic("cap = '2 * olt'"));
    assert!(found.len() == 1 && !found[0].contains("did you mean"), "{found:?}");
}

#[test]
fn a_time_to_wait_is_a_sum_of_numbers_and_at_least_a_month() {
    let wait = |months: &str, at_least: &str| {
        let waits = format!("{{ wait = {{ months = '{months}', at_least = '{at_least}' }} }}");
        let numbers: &[&str] = if at_least == "6" { &["3", "6"] } else { &["3"] };
        gives("p", numbers, &[("poor", "poor", &waits)])
    };
    assert_eq!(said(&wait("3 + age", "6")), Vec::<String>::new());
    assert_said(&wait("3 age", "6"), "8 bad-gives: 3 age cannot be read; write whole numbers");
    for wrong in ["0", "65536", "six"] {
        let message = "is not a count; write a whole number from 1 to 65535";
        assert_said(
            &wait("3 + age", wrong),
            &format!("8 bad-number: at_least = {wrong} {message}"),
        );
    }
}

#[test]
fn an_office_that_no_clause_names_is_the_usual_one_of_what_is_given() {
    let vocabulary = compile_vocabulary("facts.toml", &crate::texts::facts()).unwrap();
    let money = |gives_what: &str| gives("p", &["60"], &[("poor", "poor", gives_what)]);
    let service = |gives_what: &str| {
        gives("p", &[], &[("poor", "poor", gives_what)]).replace("'money'", "'service'")
    };
    let texts = [
        money("{ premium_aid_amount = '60' }"),
        money("{ subsidy = '60' }"),
        service("'service'"),
        service("{ enrolment = 'help' }"),
    ];
    let usual = texts.map(|text| {
        let compiled =
            compile_policy(&vocabulary, "policy.toml", &format!("{HEAD}{text}")).unwrap();
        let office = compiled.policy.data().provisions[0].office.clone().unwrap();
        assert!(office.guessed);
        office.id
    });
    assert_eq!(usual, ["medical_insurance", "hotline", "hospital", "medical_insurance"]);
}
