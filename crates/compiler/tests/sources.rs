//! Policies and figures against the clauses of their documents.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use mingbai_compiler::{
    CompiledPolicy, check_against_sources, check_figures_against_sources, compile_policy,
    compile_vocabulary,
};
use mingbai_core::case::figures::Shape;

use crate::texts::{FLAG, HEAD, assert_said, facts, provision, vocabulary};

fn policy(text: &str) -> CompiledPolicy {
    let vocabulary = compile_vocabulary("facts.toml", &facts()).unwrap();
    compile_policy(&vocabulary, "policy.toml", &format!("{HEAD}{text}")).unwrap()
}

/// A table of these clauses.
fn table(name: &str, clauses: &[(&str, &str)]) -> (String, String) {
    let lines: Vec<String> = clauses.iter().map(|(at, text)| format!("{at}\t{text}\n")).collect();
    (format!("{name}.clauses.tsv"), format!("at\ttext\n{}", lines.concat()))
}

/// What is said of a policy and the clauses of its document.
fn said(text: &str, clauses: &[(&str, &str)]) -> Vec<String> {
    let findings = check_against_sources(&policy(text), &[table("test", clauses)]);
    findings.into_iter().map(|own| own.message.en).collect()
}

/// Two layers of the bill that no figure limits, the second drawing on a pool.
const LAYERS: &str = "[settlement]
key = []
layers = ['ward', 'county']
[layer.ward]
label = { zh = '病房', en = 'Ward' }
counts = 'bill'
base = 'in_scope'
[layer.county]
label = { zh = '县里', en = 'County' }
counts = 'bill'
base = 'left'
pools = ['shared']
";

/// A provision of the clauses `at` whose one row gives this.
fn from(id: &str, at: &str, figures: &str, gives: &str) -> String {
    let rows = format!(
        "{{ id = 'a', when = 'poor', gives = {{ {gives} }} }},\n{{ id = 'b', when = '!poor', gives = 'nothing' }},\n"
    );
    provision(id, &format!("figures = {{ {figures} }}\n"), &rows)
        .replace("at = '一'", &format!("at = {at}"))
}

const WARD: &str = "'60%' = '60', '9000元' = '9000'";

#[test]
fn a_clause_that_speaks_of_a_limit_is_met_by_one_of_any_kind() {
    let clauses = &[("一", "至少给60%，封顶线9000元")][..];
    for limit in [
        "cap = '9000'",
        "most = '9000', cap = 'none'",
        "cap = 'none', after = { sum = 'in_scope', reaches = '9000', cap = '9000' }",
        "cap_lifted = true, deductible = '9000'",
    ] {
        let gives = format!("ward = {{ at_least = '60', {limit} }}");
        let text = format!("{LAYERS}{}", from("p", "'一'", WARD, &gives));
        assert_eq!(said(&text, clauses), Vec::<String>::new(), "{limit}");
    }
    // That there is none must be said by a clause.
    for limit in [
        "cap = 'none', deductible = '9000'",
        "cap = 'none', after = { sum = 'in_scope', reaches = '9000', cap = 'none' }",
    ] {
        let gives = format!("ward = {{ at_least = '60', {limit} }}");
        let text = format!("{LAYERS}{}", from("p", "'一'", WARD, &gives));
        let found = said(&text, clauses);
        assert!(found.len() == 1 && found[0].contains("gives ward one; write cap"), "{found:?}");
        let denied = [clauses, &[("二", "年度不设限额")]].concat();
        let text = format!("{LAYERS}{}", from("p", "['一', '二']", WARD, &gives));
        assert_eq!(said(&text, &denied), Vec::<String>::new(), "{limit}");
    }
}

#[test]
fn a_clause_that_speaks_of_a_deductible_is_met_by_one_of_any_kind() {
    let clauses = &[("一", "至少给60%，起付线20000元，减9000元，另减50%")][..];
    let figures = "'60%' = '60', '9000元' = '9000', '50%' = '50', '20000元' = '20000'";
    let said = |terms: &str| {
        let figures: Vec<&str> = figures
            .split(", ")
            .filter(|own| terms.contains(own.rsplit(' ').next().unwrap()))
            .collect();
        let gives = format!("ward = {{ {terms} }}");
        said(&format!("{LAYERS}{}", from("p", "'一'", &figures.join(", "), &gives)), clauses)
    };
    for deductible in [
        "deductible = '9000'",
        "deductible_less = '50'",
        "deductible_by_stay = ['100', '50']",
        "after = { sum = 'in_scope', reaches = '20000', deductible = '9000' }",
    ] {
        let terms = format!("at_least = '60', cap = 'none', {deductible}");
        assert_eq!(said(&terms), Vec::<String>::new(), "{deductible}");
    }
    let found = said("at_least = '60', cap = 'none'");
    assert!(found.len() == 1 && found[0].contains("gives ward one; write deductible"), "{found:?}");
}

#[test]
fn a_layer_is_limited_by_its_figures_and_by_a_pool_that_it_draws_on() {
    let clauses = &[("一", "至少给60%，封顶线9000元"), ("二", "一年最多9000元")][..];
    let county = from("p", "'一'", "'60%' = '60'", "county = { at_least = '60' }");
    let pool = |cap: &str| {
        let figures = if cap == "none" { "" } else { "'9000元' = '9000'" };
        from("q", "'二'", figures, &format!("shared = {{ cap = '{cap}' }}"))
    };
    assert_eq!(said(&format!("{LAYERS}{county}{}", pool("9000")), clauses), Vec::<String>::new());
    let found = said(&format!("{LAYERS}{county}{}", pool("none")), clauses);
    assert!(found.len() == 1 && found[0].contains("gives county one;"), "{found:?}");
    let ward = from("p", "'一'", "'60%' = '60'", "ward = { at_least = '60', cap = 'none' }");
    let clauses = &clauses[..1];
    let found = said(&format!("{LAYERS}{ward}"), clauses);
    assert!(found.len() == 1 && found[0].contains("gives ward one;"), "{found:?}");
    let layers = LAYERS.replace("'Ward' }\n", "'Ward' }\nfigures = ['cap']\n");
    assert_eq!(said(&format!("{layers}{ward}"), clauses), Vec::<String>::new());
}

#[test]
fn a_clause_limits_the_layers_that_rows_give_terms_from_it() {
    let ward = from("p", "'一'", WARD, "ward = { at_least = '60', cap = '9000' }");
    let county = |at: &str| {
        let gives = "county = { at_least = '50' }, shared = { cap = 'none' }";
        from("q", at, "'50%' = '50'", gives)
    };
    let clauses = [("一", "至少给60%，封顶线9000元"), ("二", "至少给50%，封顶线另定")];
    let found = said(&format!("{LAYERS}{ward}{}", county("'二'")), &clauses);
    assert!(
        found.len() == 1
            && found[0].starts_with("clause 二 speaks of 封顶")
            && found[0].contains("gives county、shared one;"),
        "{found:?}"
    );
    // What another provision's clause denies is denied of its own layers only.
    let mut clauses = clauses.to_vec();
    clauses.push(("三", "不设封顶线"));
    let ward = ward.replace("at = '一'", "at = ['一', '三']");
    assert_eq!(said(&format!("{LAYERS}{ward}{}", county("'二'")), &clauses).len(), 1);
    let denied = format!("{LAYERS}{}{}", ward.replace(", '三'", ""), county("['二', '三']"));
    assert_eq!(said(&denied, &clauses), Vec::<String>::new());
}

#[test]
fn a_clause_names_its_document_where_there_are_several() {
    let documents = "[source.'通知']\nclauses = 'a'\n[source.'细则']\nclauses = 'b'\n";
    let help = |at: &str| {
        let rows = "{ id = 'a', when = 'poor', gives = { premium_aid_amount = '60' } },\n\
            { id = 'b', when = '!poor', gives = 'nothing' },\n";
        provision("p", "figures = { '60' = '60' }\n", rows)
            .replace("at = '一'", &format!("at = '{at}'"))
    };
    policy(&format!("{documents}{}", help("细则:一")));
    for at in ["一", "别的:一"] {
        assert_said(
            &format!("{documents}{}", help(at)),
            &format!("7 unknown-document: {at} does not say of which document it is;"),
        );
    }
}

/// What is said of a county's contribution of 400 yuan from this source.
fn of_figure(source: &str, policies: &[&CompiledPolicy], tables: &[(String, String)]) -> usize {
    let facts = vocabulary(&[("poor", FLAG)]);
    let vocabulary = compile_vocabulary("facts.toml", &facts).unwrap().vocabulary;
    let shape = Shape { contribution: &[], ..Shape::of_vocabulary(&vocabulary) };
    let text =
        format!("contribution = {{ value = '400', source = '{source}', date = 2020-01-01 }}\n");
    let findings =
        check_figures_against_sources(("figures.toml", &text), &[shape], policies, tables);
    assert!(findings.iter().all(|own| own.rule == "figure-not-in-source"), "{findings:?}");
    findings.len()
}

#[test]
fn a_figure_is_looked_for_in_the_document_that_its_source_names() {
    let help = from("p", "'一'", "'60' = '60'", "premium_aid_amount = '60'");
    let (one, other) = (
        policy(&help),
        compile_policy(
            &compile_vocabulary("facts.toml", &facts()).unwrap(),
            "other.toml",
            &format!("{HEAD}{help}").replace("'test'", "'other'").replace("1号", "2号"),
        )
        .unwrap(),
    );
    let tables = [
        table("test", &[("题", "某县 筹资 办法"), ("一", "每人400元"), ("二", "再给60元")]),
        table("other", &[("题", "某县救助办法"), ("一", "每人500元")]),
        table("untitled", &[("一", "每人600元")]),
    ];
    let policies = [&one, &other];
    let lacks = |source: &str| of_figure(source, &policies, &tables);
    // By number.
    assert_eq!((lacks("测〔2020〕1号"), lacks("测〔2020〕2号")), (0, 1));
    // By title, among other words, with and without blanks.
    assert_eq!((lacks("《某县筹资办法》第一条"), lacks("《某县 救助办法》第一条")), (0, 1));
    // By the name of its table; a clause of it alone.
    assert_eq!((lacks("test"), lacks("other")), (0, 1));
    assert_eq!((lacks("test:一"), lacks("test：二")), (0, 1));
    // What only begins like one is another document, of which nothing is known.
    assert_eq!((lacks("other notice"), lacks("某市的通知")), (0, 0));
}
