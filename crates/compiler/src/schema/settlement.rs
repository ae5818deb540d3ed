//! The layers of a settlement, and what figures are keyed by.

use serde_json::{Value as Json, json};

use super::{condition, list, name, pair, table, words};

/// The schema of `[premium]`.
pub(super) fn premium() -> Json {
    table(
        "The year's contribution 个人缴费",
        &[
            ("when", condition()),
            ("key", name("The fact the contribution goes by 缴费按哪个情况分")),
        ],
        &[],
    )
}

/// The schema of `[settlement]`.
pub(super) fn settlement() -> Json {
    let mut key = list(
        "The facts the figures of basic insurance go by, at most two 基本医保的数字按哪些情况分",
        &name("A fact 情况"),
    );
    if let Json::Object(map) = &mut key {
        map.insert("maxItems".to_owned(), json!(2));
    }
    table(
        "Who pays on a bill, and when 账单怎么结算",
        &[
            ("when", condition()),
            ("layers", list("In the order they pay 按付钱的先后", &name("A layer 一层"))),
            ("key", key),
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
            (
                "pools",
                list("The yearly limits it draws on 占用哪些年度限额", &name("A pool 一个限额")),
            ),
            ("figures", figures),
        ],
        &[],
    )
}
