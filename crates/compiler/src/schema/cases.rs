//! The schema of cases.toml.

use mingbai_core::policy::vocabulary::{Fact, FactKind, Scope, Vocabulary};
use serde_json::{Map, Value as Json, json};

use super::figures::{figure_tables, with_own_layers};
use super::{KEBAB, MONEY, SNAKE, day, named, table, text, titled};
use crate::file::cases::{ANSWERED, ASKED};
use crate::following::KEYED;

/// The schema of cases.toml. A policy's own facts are let through.
pub fn cases(vocabulary: &Vocabulary) -> Json {
    let exact = |description: &str, pattern: &str| json!({ "type": "string", "pattern": pattern, "description": description });
    let facts = |scopes: &[Scope]| -> Json {
        let own = vocabulary.facts.iter().filter(|fact| scopes.contains(&fact.scope));
        let keys: Map<String, Json> = own.map(|fact| (fact.id.clone(), fact_value(fact))).collect();
        json!({ "type": "object", "description": "What is known 知道的情况", "properties": keys })
    };
    let everything = [Scope::Household, Scope::Person, Scope::Admission];
    let mut admission = facts(&[Scope::Admission]);
    if let Some(Json::Object(keys)) = admission.get_mut("properties") {
        for (key, description) in [
            ("in_scope", "Cost inside the insurance's scope, yuan 政策范围内费用，元"),
            ("out_of_scope", "Cost outside it, yuan 范围外费用，元"),
        ] {
            keys.insert(key.to_owned(), exact(description, MONEY));
        }
    }
    let admissions = json!({ "type": "array", "items": admission });
    let member = table(
        "A member of the household 家里的一个人",
        &[
            ("name", json!({ "type": "string" })),
            ("facts", facts(&everything)),
            ("admissions", admissions.clone()),
        ],
        &[],
    );
    let (tables, layer) = figure_tables(vocabulary, exact_number, |value| value);
    let asked = |key: &str| match key {
        "facts" => facts(&everything),
        "readings" => json!({ "type": "object", "additionalProperties": { "type": "boolean" } }),
        "figures" => {
            with_own_layers(table("The county's figures 本县的数字", &tables, &[]), &layer)
        }
        "admissions" => admissions.clone(),
        "household" => facts(&[Scope::Household]),
        _ => json!({ "type": "array", "items": member }),
    };
    let expectation = json!({ "anyOf": [
        { "enum": ["granted", "refused", "open", "stated"] },
        { "type": "object", "properties": {
            "status": { "enum": ["granted", "refused", "open", "stated"] },
            "row": { "type": ["string", "null"] },
            "rows": { "type": "array", "items": { "type": "string" } },
            "outcomes": { "type": "array" },
            "asks": { "type": "array", "items": { "type": "string" } },
            "readings": { "type": "array", "items": { "type": "string" } },
        } },
    ] });
    let mut keys = vec![
        ("name", text("What this person gets, as a sentence 用一句话说这个人该得什么")),
        ("on", day("The day it is asked for 哪一天")),
        ("expect", named("By provision 每一项该是什么", KEBAB, expectation)),
        ("premium", json!({ "type": "object" })),
        ("settlement", json!({ "type": "object" })),
        ("totals", json!({ "type": "object" })),
    ];
    keys.extend(ASKED.map(|key| (key, asked(key))));
    keys.extend(ANSWERED.map(|key| (key, json!({}))));
    let case = table("A case 一个案例", &keys, &["name"]);
    let list = json!({ "type": "array", "items": case, "minItems": 1 });
    titled("Mingbai cases.toml", table("Cases 案例", &[("case", list)], &["case"]))
}

/// In a case, a number is a text.
fn exact_number(description: &str, pattern: &str) -> Json {
    json!({ "type": "string", "pattern": pattern, "description": description })
}

fn fact_value(fact: &Fact) -> Json {
    match &fact.kind {
        // A policy may have values of its own.
        FactKind::Choice(values) if KEYED.contains(&fact.id.as_str()) => json!({
            "type": "string", "pattern": SNAKE, "examples": values,
        }),
        FactKind::Flag => json!({ "type": "boolean" }),
        FactKind::Choice(values) => json!({ "enum": values }),
        FactKind::Number { min, max } => {
            json!({ "type": "integer", "minimum": min, "maximum": max })
        }
        FactKind::Set(values) => json!({ "type": "array", "items": { "enum": values } }),
        FactKind::Money => exact_number("An amount of yuan 多少元", MONEY),
    }
}
