//! The layers of a settlement, and what figures are keyed by.

use serde_json::{Value as Json, json};

use super::{condition, list, name, pair, table, words};

/// The schema of `[premium]`.
pub(super) fn premium() -> Json {
    table(
        "The year's contribution 个人缴费",
        &[
            ("when", condition()),
            (
                "key",
                keys(
                    "The fact the contribution goes by, [] for none 缴费按哪个情况分，不分写 []",
                    1,
                ),
            ),
        ],
        &[],
    )
}

/// The facts figures go by: one, or a list of up to `most`.
fn keys(description: &str, most: u8) -> Json {
    let fact = name("A fact 情况");
    json!({ "description": description, "anyOf": [
        fact,
        { "type": "array", "items": fact, "maxItems": most },
    ] })
}

/// The schema of `[settlement]`.
pub(super) fn settlement() -> Json {
    table(
        "Who pays on a bill, and when 账单怎么结算",
        &[
            ("when", condition()),
            ("layers", list("In the order they pay 按付钱的先后", &name("A layer 一层"))),
            (
                "key",
                keys(
                    "The facts the figures of basic insurance go by, at most two 基本医保的数字按哪些情况分",
                    2,
                ),
            ),
        ],
        &[],
    )
}

/// The schema of a `[layer.ID]`.
pub(super) fn layer() -> Json {
    let figures = ["deductible", "rate", "bands", "cap"].map(|figure| (figure, ()));
    let figures = json!({
        "type": "array", "items": words("A figure 数字", &figures),
        "description": "What the county's figures give where no row does 条款没写、由当地定的",
    });
    table(
        "A layer 一层",
        &[
            ("label", pair("What it is called 名称")),
            (
                "counts",
                words(
                    "bill: each bill alone 每次单独算; year: the year's sum 全年累计",
                    &[("bill", ()), ("year", ())],
                ),
            ),
            (
                "base",
                words(
                    "in_scope: the bill's in-scope cost 政策范围内费用; left: what earlier layers left 前面报完剩下的",
                    &[("in_scope", ()), ("left", ())],
                ),
            ),
            ("when", condition()),
            ("each_bill", condition()),
            (
                "pools",
                list("The yearly limits it draws on 占用哪些年度限额", &name("A pool 一个限额")),
            ),
            ("figures", figures),
        ],
        &[],
    )
}
