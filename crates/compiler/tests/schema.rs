//! The schemas in docs/schema are those the compiler makes; they take every file of the project and
//! refuse slips.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use mingbai_compiler::{compile_vocabulary, schema};
use mingbai_core::policy::vocabulary::Vocabulary;
use serde_json::{Value, json};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn vocabulary() -> Vocabulary {
    let facts = fs::read_to_string(root("crates/policies/facts.toml")).unwrap();
    compile_vocabulary("facts.toml", &facts).unwrap().vocabulary
}

/// `MINGBAI_BLESS=1` rewrites them.
#[test]
fn the_schemas_of_the_guide_are_those_of_the_compiler() {
    let vocabulary = vocabulary();
    for (name, schema) in [
        ("policy", schema::policy()),
        ("figures", schema::figures(&vocabulary)),
        ("cases", schema::cases(&vocabulary)),
    ] {
        let path = root("docs/schema").join(format!("{name}.schema.json"));
        let made = format!("{schema:#}\n");
        if std::env::var_os("MINGBAI_BLESS").is_some() {
            fs::write(&path, &made).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), made, "{name}");
    }
}

/// Whether `value` keeps to `schema`, as far as these schemas go.
fn keeps(schema: &Value, value: &Value) -> bool {
    let each = |key: &str| schema[key].as_array().into_iter().flatten();
    if let Some(all) = schema["anyOf"].as_array()
        && !all.iter().any(|one| keeps(one, value))
    {
        return false;
    }
    if schema["enum"].is_array() && !each("enum").any(|one| one == value)
        || !schema["const"].is_null() && schema["const"] != *value
    {
        return false;
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        other => panic!("{other}"),
    };
    if schema["type"].as_str().is_some_and(|kind| !is(kind)) {
        return false;
    }
    if let Some(items) = value.as_array() {
        let least = usize::try_from(schema["minItems"].as_u64().unwrap_or(0)).unwrap();
        let most = usize::try_from(schema["maxItems"].as_u64().unwrap_or(u64::MAX)).unwrap();
        return (least..=most).contains(&items.len())
            && (schema["items"].is_null() || items.iter().all(|one| keeps(&schema["items"], one)));
    }
    let Some(table) = value.as_object() else { return true };
    let patterns = || schema["patternProperties"].as_object().into_iter().flatten();
    let least = usize::try_from(schema["minProperties"].as_u64().unwrap_or(0)).unwrap();
    table.len() >= least
        && each("required").all(|key| table.contains_key(key.as_str().unwrap()))
        && table.iter().all(|(key, value)| {
            let own = &schema["properties"][key];
            let named = patterns().find(|(pattern, _)| name_fits(pattern, key));
            match (own.is_null(), named, &schema["additionalProperties"]) {
                (false, None, _) => keeps(own, value),
                (_, Some((_, named)), _) => keeps(own, value) && keeps(named, value),
                (_, _, Value::Bool(allowed)) => *allowed,
                (_, _, Value::Null) => true,
                (_, _, own) => keeps(own, value),
            }
        })
}

fn name_fits(pattern: &str, name: &str) -> bool {
    if pattern == "^[^:]+$" {
        return !name.contains(':');
    }
    let joint = if pattern.contains('_') { '_' } else { '-' };
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint)
}

/// A TOML file as an editor hands it to a schema: days as texts.
fn as_json(value: &toml::Spanned<toml::de::DeValue<'_>>) -> Value {
    use toml::de::DeValue;
    match value.get_ref() {
        DeValue::String(text) => json!(text),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Integer(number) => json!(number.as_str().parse::<i64>().unwrap()),
        DeValue::Float(float) => json!(float.as_str()),
        DeValue::Datetime(day) => json!(day.to_string()),
        DeValue::Array(list) => list.iter().map(as_json).collect(),
        DeValue::Table(table) => table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), as_json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    let table = toml::de::DeTable::parse(&text).unwrap().into_inner();
    let entries = table.iter().map(|(key, value)| (key.get_ref().to_string(), as_json(value)));
    entries.collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn the_schemas_take_every_file_of_the_project() {
    let vocabulary = vocabulary();
    let (policy, cases) = (schema::policy(), schema::cases(&vocabulary));
    let mut folders: Vec<PathBuf> = fs::read_dir(root("crates/policies"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("policy.toml").is_file())
        .collect();
    assert_eq!(folders.len(), 10);
    let examples = ["example-county", "example-county-2025", "example-assistance-2025"];
    folders.extend(examples.map(|example| root("docs").join(example)));
    for folder in &folders {
        assert!(keeps(&policy, &read(&folder.join("policy.toml"))), "{}", folder.display());
        assert!(keeps(&cases, &read(&folder.join("cases.toml"))), "{}", folder.display());
    }
    let figures = schema::figures(&vocabulary);
    assert!(keeps(&figures, &read(&root("docs/example-figures.toml"))));
    for example in ["docs/example-county", "docs/example-assistance-2025"] {
        assert!(keeps(&figures, &read(&root(example).join("figures.toml"))), "{example}");
    }
}

#[test]
fn the_schemas_refuse_slips() {
    let vocabulary = vocabulary();
    let figures = schema::figures(&vocabulary);
    for (value, taken) in [
        (json!({ "value": "200.00", "source": "A notice", "date": "2019-01-01" }), true),
        (json!({ "value": "200.00", "source": "A notice" }), false),
        (json!("200.00"), false),
    ] {
        assert_eq!(keeps(&figures, &json!({ "contribution": { "tier_1": value } })), taken);
    }
    let figure = json!({ "value": "200.00", "source": "A notice", "date": "2019-01-01" });
    for (path, taken) in
        [("outpatient.cap", true), ("outpatient.limit", false), ("basic.cap.old", true)]
    {
        let keys = path.rsplit('.').fold(figure.clone(), |value, key| json!({ key: value }));
        assert_eq!(keeps(&figures, &keys), taken, "{path}");
    }
    let mut policy = read(&root("docs/example-county/policy.toml"));
    let rows = policy["provision"]["premium-aid"]["rows"].as_array_mut().unwrap();
    rows[0]["gives"] = json!("everything");
    assert!(!keeps(&schema::policy(), &policy));
    let cases = schema::cases(&vocabulary);
    let case = |facts: Value| json!({ "case": [{ "name": "a case", "facts": facts }] });
    assert!(keeps(&cases, &case(json!({ "tier": "tier_1", "own_fact": true }))));
    assert!(!keeps(&cases, &case(json!({ "tier": 3 }))));
}

#[test]
fn the_schema_knows_every_term_of_any_layer() {
    let policy = |text: &str| {
        let head = fs::read_to_string(root("docs/example-county/policy.toml")).unwrap();
        let header = head.split("\n[").find(|part| part.starts_with("policy]")).unwrap();
        let text = format!("[{header}\n{text}");
        let table = toml::de::DeTable::parse(&text).unwrap().into_inner();
        let entries = table.iter().map(|(key, value)| (key.get_ref().to_string(), as_json(value)));
        keeps(&schema::policy(), &entries.collect::<serde_json::Map<_, _>>().into())
    };
    let gives = |gives: &str| {
        policy(&format!(
            "[provision.p]\nkind = 'money'\nat = '1'\ntitle = {{ zh = '甲', en = 'a' }}\n\
             what = {{ zh = '甲', en = 'a' }}\nrows = [{{ id = 'r', when = 'a', gives = {gives} }}]"
        ))
    };
    for taken in [
        "{ basic = { rate_plus = '10', deductible_less = 50, cap_lifted = true } }",
        "{ assistance = { at_least = 70, no_deductible = true } }",
        "{ county_aid = { rate = '62.5', rate_less = 10 }, clinic = { cap = 'none' } }",
        "{ major_illness = { bands = [{ percent = 60 }, { from = '50000', percent = '65' }] } }",
        "{ major_illness = { bands_from = 'zero', deductible = 5000 } }",
        "{ basic = { deductible_by_stay = ['100', 50, 0], first_self_paid = '20', most = 1500 } }",
        "{ a = { cap = '6000.00', after = { reaches = 'b.deductible', sum = 'b', cap = 'none' } } }",
        "{ a = { after = { reaches = 20000, sum = 'in_scope', rate = 90, deductible = '0' } } }",
        "{ premium_aid = 90 }",
    ] {
        assert!(gives(taken), "{taken}");
    }
    for refused in [
        "{ }",
        "{ basic = { } }",
        "{ basic = '70' }",
        "{ basic = { rates = '70' } }",
        "{ basic = { cap = 'never' , most = true } }",
        "{ basic = { cap_lifted = false } }",
        "{ basic = { bands = [] } }",
        "{ basic = { bands = [{ from = '0' }] } }",
        "{ basic = { bands_from = 'top' } }",
        "{ basic = { after = { rate = '70' } } }",
        "{ basic = { after = { reaches = '70', most = '5' } } }",
        "{ Basic = { rate = '70' } }",
        "{ premium_aids = '70' }",
    ] {
        assert!(!gives(refused), "{refused}");
    }
    for taken in [
        "[settlement]\nwhen = 'a'\nlayers = ['basic', 'aid']\nkey = ['hospital_level', 'tier']",
        "[settlement]\nkey = []",
        "[premium]\nwhen = 'a'\nkey = 'insured_group'",
        "[premium]\nkey = []",
        "[layer.aid]\nlabel = { zh = '甲', en = 'a' }\ncounts = 'year'\nbase = 'left'\n\
         when = 'a'\npools = ['aid', 'all']\nfigures = ['deductible', 'rate', 'bands', 'cap']",
        "[layer.aid]\nfigures = []",
    ] {
        assert!(policy(taken), "{taken}");
    }
    for refused in [
        "[settlement]\nlayers = []",
        "[settlement]\nkey = ['a', 'b', 'c']",
        "[settlement]\nlayer = ['basic']",
        "[premium]\nkey = ['a', 'b']",
        "[layer.aid]\ncounts = 'month'",
        "[layer.aid]\nbase = 'all'",
        "[layer.aid]\nfigures = ['most']",
        "[layer.aid]\nlabel = { en = 'A' }",
    ] {
        assert!(!policy(refused), "{refused}");
    }
}
