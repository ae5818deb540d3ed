//! `mingbai roster`: what is paid for each row, whatever row was answered before.

use std::fs;

use serde_json::Value;

use crate::roster::{Desk, stderr};

/// What a clause states as the contribution may hang on a fact on which nothing else of the premium does.
#[test]
fn each_row_has_its_own_contribution() {
    let desk = Desk::new();
    let policy = r#"
[policy]
id = "test-2023"
instrument = "测〔2023〕1号"
issued = 2023-01-01
in_force = { from = 2023-01-01 }
place = { zh = "某市", en = "A city" }
title = { zh = "测试用的文件", en = "A document for tests" }

[premium]
key = []

[provision.aid]
kind = "money"
at = "一"
figures = { "全额" = "100" }
title = { zh = "资助", en = "Aid" }
what = { zh = "低保全额资助。", en = "People on dibao get the whole contribution." }
rows = [
  { id = "dibao", when = 'dibao', gives = { premium_aid = "100" } },
  { id = "others", when = '!dibao', gives = "nothing" },
]

[provision.contribution]
kind = "money"
at = "二"
figures = { "350元" = "350", "400元" = "400" }
title = { zh = "缴费标准", en = "Contribution" }
what = { zh = "孤儿350元，别人400元。", en = "350 yuan for orphans, 400 for others." }
rows = [
  { id = "orphan", when = 'orphan', gives = { contribution = "350.00" } },
  { id = "others", when = '!orphan', gives = { contribution = "400.00" } },
]
"#;
    fs::write(desk.path("policy.toml"), policy).unwrap();
    let file = desk.path("policy.toml");
    let ledger = "dibao,orphan\nfalse,true\nfalse,false\nfalse,true\n";
    let output = desk.roster(file.to_str().unwrap(), ledger, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let pays: Vec<Value> = desk.answers().iter().map(|row| row["premium.pays"].clone()).collect();
    assert_eq!(pays, ["350.00", "400.00", "350.00"]);
}
