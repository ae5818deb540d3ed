//! What a row gives: the closed set of outcomes, and the terms of layers.

use mingbai_core::policy::terms::NOT_COMPUTED;
use serde_json::{Value as Json, json};

use super::{MONEY, PERCENT, SNAKE, limit, list, named, number, table, words};
use crate::file::figures::BANDS_FROM;
use crate::file::gives::{ENROLMENTS, SERVICES};

/// Layers that are known by name: editors offer them.
const LAYERS: [(&str, &str); 5] = [
    ("basic", "Basic insurance 基本医保"),
    ("major_illness", "Major-illness insurance 大病保险"),
    ("assistance", "Medical assistance 医疗救助"),
    ("further_assistance", "Further assistance 倾斜救助"),
    ("outpatient_assistance", "Outpatient assistance 门诊慢特病救助"),
];

fn percent(description: &str) -> Json {
    number(description, PERCENT)
}

fn yuan(description: &str) -> Json {
    number(description, MONEY)
}

fn only_true(description: &str) -> Json {
    json!({ "const": true, "description": description })
}

/// `schema`, with at least one key.
fn with_a_key(mut schema: Json) -> Json {
    if let Json::Object(map) = &mut schema {
        map.insert("minProperties".to_owned(), json!(1));
    }
    schema
}

/// The schema of `gives`.
pub(super) fn schema() -> Json {
    let one = |key: &str, schema: Json| table("", &[(key, schema)], &[key]);
    let hint = table(
        "A hint on a bill, of a commitment or a duty 账单上的提示",
        &[(
            "out_of_scope_above",
            percent("Out-of-scope cost above this share of the bill 范围外费用超过账单的百分之几"),
        )],
        &["out_of_scope_above"],
    );
    let subsidy = json!({ "anyOf": [{ "const": "not_stated" }, yuan("Yuan 元")] });
    json!({
        "description": "What it gives 给什么",
        "anyOf": [
            { "enum": ["nothing", "service"] },
            one("premium_aid", json!({ "anyOf": [
                json!({ "const": "not_stated", "description": "How much is left open 没写资助多少" }),
                percent("Percent of the year's contribution, of tier 1 where there are tiers 资助个人缴费（分档的，一档）的百分之几"),
                table("At least 至少", &[("at_least", percent("Percent 百分之几"))], &["at_least"]),
            ] })),
            one("contribution", yuan("The year's contribution, yuan 个人缴费标准，元")),
            one("premium_aid_amount", yuan("Yuan, at most the contribution 定额资助，元")),
            layers(),
            one("subsidy", subsidy),
            one("enrolment", words("Which insurance 参加哪种医保", &ENROLMENTS)),
            one("service", json!({ "anyOf": [
                words("How it is given 怎么给", &SERVICES),
                table(
                    "Free, for so many people 免费，有名额",
                    &[("free_places", json!({ "type": "integer", "minimum": 1, "description": "Places 名额" }))],
                    &["free_places"],
                ),
            ] })),
            one("share", share()),
            one("wait", wait()),
            one("hint", hint),
        ],
    })
}

/// Terms by layer, or by pool.
fn layers() -> Json {
    let known: serde_json::Map<String, Json> = LAYERS
        .iter()
        .map(|(id, name)| ((*id).to_owned(), json!({ "description": name })))
        .collect();
    let by_layer = "Terms by layer, or by pool 各层的比例、起付线、限额";
    let looked_up = json!({
        "const": NOT_COMPUTED,
        "description": "The clause's rule is not worked out: the settlement sheet says it 不计算，看结算单",
    });
    let given = json!({ "anyOf": [looked_up, terms()] });
    let mut layers = with_a_key(named(by_layer, SNAKE, given));
    if let Json::Object(map) = &mut layers {
        map.insert("properties".to_owned(), Json::Object(known));
    }
    layers
}

fn bands() -> Json {
    let band = table(
        "A band 一段",
        &[
            ("from", yuan("Yuan; of the first band it may be left out 从多少元起，第一段可以不写")),
            ("percent", percent("Percent 百分之几")),
        ],
        &["percent"],
    );
    list("Bands of rates, rising 分段比例", &band)
}

/// A sum worked out from an amount that the person states.
fn share() -> Json {
    table(
        "A share of an amount that the person states 按本人说的金额分段计算",
        &[
            ("on", super::name("The fact that says the amount 哪个金额事项")),
            ("bands", bands()),
            ("cap", yuan("The most, yuan 最多，元")),
        ],
        &["on", "bands"],
    )
}

/// A time that passes first.
fn wait() -> Json {
    table(
        "A time that passes first, months 等待期，月",
        &[
            (
                "months",
                json!({
                    "type": "string",
                    "description": "Whole numbers and number facts with + and - 整数和数字事项相加减",
                }),
            ),
            (
                "at_least",
                json!({
                    "type": "string", "pattern": "^[0-9]{1,5}$",
                    "description": "Not less than this 不少于几个月",
                }),
            ),
        ],
        &["months"],
    )
}

/// What a row may give any layer.
fn terms() -> Json {
    let rate = || percent("The rate 比例，百分之几");
    let deductible = || yuan("The deductible, yuan 起付线，元");
    let cap = || limit(number, "Yuan a year 年度限额，元");
    let reaches = json!({ "description": "Yuan, or LAYER.deductible 到多少元，或某层的起付线", "anyOf": [
        { "type": "string", "pattern": r"^[a-z][a-z0-9_]*\.deductible$" }, yuan("Yuan 元"),
    ] });
    let after = table(
        "Other terms from the bill on which a sum of the year reaches an amount 一年累计到一个数起，换成",
        &[
            ("reaches", reaches),
            ("sum", super::name("in_scope, or a layer 哪个累计数")),
            ("rate", rate()),
            ("deductible", deductible()),
            ("cap", cap()),
        ],
        &["reaches"],
    );
    with_a_key(table(
        "Only what the clause changes 只写条款规定的",
        &[
            ("rate", rate()),
            ("at_least", percent("At least this share 至少百分之几")),
            ("rate_plus", percent("Percentage points more 提高几个百分点")),
            ("rate_less", percent("Percentage points less 降低几个百分点")),
            ("bands", bands()),
            ("bands_from", words("Where the bands are cut from 从哪里起分段", &BANDS_FROM)),
            ("deductible", deductible()),
            ("deductible_less", percent("Percent off the deductible 起付线降低百分之几")),
            (
                "deductible_by_stay",
                list(
                    "Percent of the deductible, first, second… bill of the year 第一次、第二次……算起付线的百分之几",
                    &percent("Percent 百分之几"),
                ),
            ),
            ("no_deductible", only_true("There is no deductible 不设起付线")),
            ("first_self_paid", percent("Percent the patient bears first 先行自付百分之几")),
            ("most", yuan("Yuan a bill 每次最多，元")),
            ("cap", cap()),
            ("cap_lifted", only_true("The yearly limit does not hold 不封顶")),
            ("after", after),
        ],
        &[],
    ))
}
