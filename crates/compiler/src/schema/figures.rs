//! The schema of a figures file.

use mingbai_core::policy::vocabulary::{HOSPITAL_LEVEL, TIER, Vocabulary};
use serde_json::{Value as Json, json};

use super::{MONEY, PERCENT, day, limit, number, pair, table, text, titled, words};
use crate::file::figures::BANDS_FROM;
use crate::file::office::OFFICES;

fn values<'v>(vocabulary: &'v Vocabulary, id: &str) -> &'v [String] {
    vocabulary.fact(id).map_or(&[], |fact| fact.kind.values())
}

/// A table with a key for each of `names`, or for each value of a policy's own key.
pub(super) fn keyed(description: &str, names: &[String], entry: &Json) -> Json {
    let keys: Vec<(&str, Json)> = names.iter().map(|name| (name.as_str(), entry.clone())).collect();
    let mut table = table(description, &keys, &[]);
    if let Json::Object(map) = &mut table {
        map.insert("additionalProperties".to_owned(), entry.clone());
    }
    // A policy may have no key.
    let mut without = entry.clone();
    if let Json::Object(map) = &mut without {
        map.insert("description".to_owned(), json!(description));
    }
    json!({ "anyOf": [table, without] })
}

/// `tables`, and a layer of a policy's own under any other key.
pub(super) fn with_own_layers(mut tables: Json, layer: &Json) -> Json {
    if let Json::Object(map) = &mut tables {
        map.insert("additionalProperties".to_owned(), layer.clone());
    }
    tables
}

/// The places of figures; `figure` wraps the schema of a value. Last, a layer of a policy's own.
pub(super) fn figure_tables(
    vocabulary: &Vocabulary,
    numbers: fn(&str, &str) -> Json,
    figure: fn(Json) -> Json,
) -> (Vec<(&'static str, Json)>, Json) {
    let (tiers, levels) = (values(vocabulary, TIER), values(vocabulary, HOSPITAL_LEVEL));
    let money = || figure(numbers("Yuan 元", MONEY));
    let cap = || figure(limit(numbers, "Yuan 元"));
    let rate = figure(numbers("Percent 百分之几", PERCENT));
    let band = table(
        "A band 一段",
        &[("from", numbers("Yuan 元", MONEY)), ("percent", numbers("Percent 百分之几", PERCENT))],
        &["from", "percent"],
    );
    let bands = figure(json!({ "type": "array", "items": band, "minItems": 1 }));
    let rates = keyed("By hospital level, percent 按医院级别，百分之几", levels, &rate);
    let bands_from = || figure(words("Where the bands are cut from 从哪里起分段", &BANDS_FROM));
    let layer = table(
        "A layer of the policy's own 办法自己的一层",
        &[
            ("deductible", money()),
            ("rate", rate.clone()),
            ("bands", bands.clone()),
            ("bands_from", bands_from()),
            ("cap", cap()),
        ],
        &[],
    );
    // By what a policy keys them, or by nothing.
    let any = |ways: &[Json]| json!({ "anyOf": ways });
    let contributions =
        any(&[money(), keyed("Yuan a year, by tier 个人缴费，元，按档次", tiers, &money())]);
    let tables = vec![
        ("contribution", contributions),
        (
            "basic",
            table(
                "Basic insurance 基本医保",
                &[
                    (
                        "deductible",
                        any(&[
                            money(),
                            keyed(
                                "Yuan, by hospital level 起付线，元，按医院级别",
                                levels,
                                &money(),
                            ),
                        ]),
                    ),
                    (
                        "rate",
                        any(&[
                            keyed("Share paid, by tier 报销比例，按档次", tiers, &rates),
                            rates,
                            rate,
                        ]),
                    ),
                    (
                        "cap",
                        any(&[cap(), keyed("Yearly cap, by tier 封顶线，按档次", tiers, &cap())]),
                    ),
                ],
                &[],
            ),
        ),
        (
            "major_illness",
            table(
                "Major-illness insurance 大病保险",
                &[
                    ("deductible", money()),
                    ("bands", bands),
                    ("bands_from", bands_from()),
                    ("cap", cap()),
                ],
                &[],
            ),
        ),
        (
            "assistance",
            table("Medical assistance 医疗救助", &[("deductible", money()), ("cap", cap())], &[]),
        ),
    ];
    (tables, layer)
}

/// The schema of a county's figures file.
pub fn figures(vocabulary: &Vocabulary) -> Json {
    let sourced = |value: Json| {
        let keys = [
            ("value", value),
            ("source", text("The title of the notice it stands in 出自哪个通知")),
            ("date", day("The day of the notice 通知的日期")),
        ];
        table("A figure and where it is from 数和出处", &keys, &["value", "source", "date"])
    };
    let mut keys = vec![(
        "example",
        json!({
            "type": "boolean", "description": "Invented for tests: every page says so 示例数字，页面上都会注明",
        }),
    )];
    let (tables, layer) = figure_tables(vocabulary, number, sourced);
    keys.extend(tables);
    let address = [
        ("name", pair("What it is called 名称")),
        ("address", pair("Where it is 地址")),
        ("phone", json!({ "type": "string", "description": "Telephone 电话" })),
        ("hours", pair("When it is open 时间")),
        ("bring", pair("What to bring 带什么")),
    ];
    let each = OFFICES.map(|id| (id, table("Where this office is 这个部门在哪里", &address, &[])));
    let office = [address.as_slice(), each.as_slice()].concat();
    keys.push(("office", table("Where to go 到哪里办", &office, &[])));
    let file = with_own_layers(table("A county's own figures 本县的数字", &keys, &[]), &layer);
    titled("Mingbai figures.toml", file)
}
