//! A case that two documents of a place read: each reads its own readings, layers and figures, and what is wrong is
//! said once, by the document whose it is.

use mingbai_core::answer::place::{Place, assess_place};
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::Reader;
use mingbai_core::kernel::date::Date;
use mingbai_tests::engine::{Engine, input, shown};
use mingbai_tests::written::{engine, fact, money, paid};
use serde_json::{Value as Json, json};

fn reading(id: &str) -> String {
    format!(
        "[reading.{id}]\nat = \"一\"\nquestion = {{ zh = \"怎么读？\", en = \"How is it read?\" }}\n\
         taken = {{ zh = \"宽。\", en = \"Widely.\" }}\nother = {{ zh = \"窄。\", en = \"Narrowly.\" }}\n"
    )
}

fn rows(id: &str, words: &str, when: &str, gives: &str) -> String {
    let rows = format!(
        "{{ id = \"some\", when = '{when}', gives = {{ {gives} }} }},\n\
         {{ id = \"no\", when = 'otherwise', gives = \"nothing\" }},"
    );
    money(id, words, &rows).replace("rows =", "hit = \"first\"\nrows =")
}

const OWN: &str = "label = { zh = \"救助\", en = \"Aid\" }\ncounts = \"bill\"\nbase = \"left\"\nfigures = [\"cap\"]\n";

/// A city whose limit is by its own groups of people, with a layer of its own.
fn city() -> Engine {
    let group = fact("group", "person", &["old", "young"]);
    let layers = format!(
        "[settlement]\nlayers = [\"basic\", \"city_aid\"]\nkey = [\"group\"]\n\
         [layer.basic]\nfigures = [\"cap\"]\n[layer.city_aid]\n{OWN}"
    );
    let aid = rows("aid", "\"70%\" = \"70\"", "reading.wide || dibao", "basic = { rate = \"70\" }");
    engine(&format!("{group}{layers}{}{aid}", reading("wide")))
        .changed(|data| data.id = "city".into())
}

/// A law with one limit for all, a layer of its own, and help with the contribution.
fn law() -> Engine {
    let layers = format!(
        "[premium]\nkey = []\n[settlement]\nlayers = [\"basic\", \"county_aid\"]\nkey = []\n\
         [layer.basic]\nfigures = [\"cap\"]\n[layer.county_aid]\n{OWN}"
    );
    let aid =
        rows("aid", "\"50%\" = \"50\"", "reading.narrow || dibao", "basic = { rate = \"50\" }");
    let help = rows("help", "\"50%\" = \"50\"", "dibao", "premium_aid = \"50\"");
    engine(&format!("{layers}{}{aid}{help}", reading("narrow")))
        .changed(|data| data.id = "law".into())
}

/// The answer by each of the two alone in front, or the paths of what is wrong.
fn answer(engines: [&Engine; 2], case: &Json) -> Result<Json, Vec<String>> {
    let readers = engines.map(|engine| Reader {
        vocabulary: &engine.vocabulary,
        policy: &engine.policy,
        figures: None,
    });
    let place = Place::new("place", readers.into(), 2, Vec::new());
    assess_place(&place, &input(case), Date::parse("2024-06-01").unwrap(), Ways::LeftOut)
        .map(shown)
        .map_err(|problems| problems.into_iter().map(|problem| problem.path).collect())
}

#[test]
fn each_document_reads_its_own_readings_layers_and_figures() {
    let (city, law) = (city(), law());
    let case = json!({
        "facts": { "dibao": true, "group": "old" },
        "readings": { "wide": false, "narrow": true },
        "figures": {
            "contribution": "400",
            "basic": { "cap": { "old": "600", "young": "none" } },
            "county_aid": { "cap": "none" },
        },
        "admissions": [{ "in_scope": "1000", "out_of_scope": "0", "paid": { "county_aid": "10" } }],
    });
    let told = answer([&city, &law], &case).unwrap();
    // 70% of 1000, at most 600.
    assert_eq!(paid(&told["answers"][0]["settlement"]), ["600.00", "0.00", "400.00"]);
    // The law's limit stands under no group: it is missing.
    let told = answer([&law, &city], &case).unwrap();
    assert_eq!(told["answers"][0]["settlement"]["asks"], json!(["figures.basic.cap"]));
    assert_eq!(told["answers"][0]["premium"]["aid"]["most"], "200.00");
}

#[test]
fn what_is_wrong_is_said_once_by_the_document_whose_it_is() {
    let (city, law) = (city(), law());
    let wrong = |case: Json| answer([&city, &law], &case).unwrap_err();
    for (case, path) in [
        (json!({ "readings": { "wide": "no" } }), "readings.wide"),
        (json!({ "readings": { "narrow": "no" } }), "readings.narrow"),
        (json!({ "figures": { "contribution": "much" } }), "figures.contribution"),
        (json!({ "figures": { "basic": { "cap": "much" } } }), "figures.basic.cap"),
        (json!({ "figures": { "city_aid": { "cap": "much" } } }), "figures.city_aid.cap"),
        (json!({ "figures": { "county_aid": { "cap": "much" } } }), "figures.county_aid.cap"),
        (
            json!({ "admissions": [{ "paid": { "county_aid": "much" } }] }),
            "admissions[0].paid.county_aid",
        ),
    ] {
        assert_eq!(wrong(case.clone()), [path], "{case}");
    }
}
