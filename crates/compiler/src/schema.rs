//! JSON Schemas of policy.toml, figures files and cases.toml, so that editors complete and check
//! while one writes. The words come from the tables the compiler itself reads by; what a schema
//! cannot say (gaps, overlaps, figures against the clause) is for `mingbai lint`.

use serde_json::{Map, Value as Json, json};

use crate::file::facts;
use crate::file::office::OFFICES;
use crate::file::policy::READING_KINDS;
use crate::file::provision::{self, HITS};

mod cases;
mod figures;
mod gives;
mod settlement;

pub use cases::cases;
pub use figures::figures;

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";
const SNAKE: &str = "^[a-z][a-z0-9_]*$";
const KEBAB: &str = "^[a-z][a-z0-9-]*$";
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const MONEY: &str = r"^[0-9]{1,10}(\.[0-9]{1,2})?$";
const PERCENT: &str = r"^([0-9]{1,2}(\.[0-9]{1,2})?|100(\.0{1,2})?)$";

/// A table: its keys, those that must be there, nothing else.
fn table(description: &str, keys: &[(&str, Json)], needed: &[&str]) -> Json {
    let properties: Map<String, Json> =
        keys.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect();
    json!({
        "type": "object", "description": description, "properties": properties,
        "required": needed, "additionalProperties": false,
    })
}

/// A table whose keys the author chooses.
fn named(description: &str, pattern: &str, entry: Json) -> Json {
    let mut patterns = Map::new();
    patterns.insert(pattern.to_owned(), entry);
    json!({
        "type": "object", "description": description, "patternProperties": patterns,
        "additionalProperties": false,
    })
}

fn text(description: &str) -> Json {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn words<T>(description: &str, words: &[(&str, T)]) -> Json {
    json!({ "enum": words.iter().map(|(word, _)| *word).collect::<Vec<_>>(), "description": description })
}

/// A day: editors hand a TOML day on as a text.
fn day(description: &str) -> Json {
    json!({ "type": "string", "pattern": DAY, "description": description })
}

fn pair(description: &str) -> Json {
    table(description, &[("zh", text("中文")), ("en", text("English, optional 可以不写"))], &["zh"])
}

fn number(description: &str, pattern: &str) -> Json {
    json!({ "description": description, "anyOf": [
        { "type": "string", "pattern": pattern }, { "type": "integer", "minimum": 0 },
    ] })
}

fn condition() -> Json {
    text("A condition 条件: names, == != < <= > >= in, && || !, parentheses")
}

/// An id that the author chooses.
fn name(description: &str) -> Json {
    json!({ "type": "string", "pattern": SNAKE, "description": description })
}

/// Items of one kind, at least one.
fn list(description: &str, item: &Json) -> Json {
    json!({ "type": "array", "items": item, "minItems": 1, "description": description })
}

/// Yuan, or that there is no limit.
fn limit(numbers: fn(&str, &str) -> Json, description: &str) -> Json {
    json!({ "anyOf": [{ "const": "none" }, numbers(description, MONEY)] })
}

fn clauses(description: &str) -> Json {
    json!({ "description": description, "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1 },
    ] })
}

fn titled(title: &str, mut schema: Json) -> Json {
    if let Json::Object(map) = &mut schema {
        map.insert("$schema".to_owned(), json!(DRAFT));
        map.insert("title".to_owned(), json!(title));
    }
    schema
}

/// The schema of policy.toml.
pub fn policy() -> Json {
    let when =
        || table("When this part is there 什么时候有这一部分", &[("when", condition())], &["when"]);
    let in_force = table(
        "When it holds 有效期",
        &[
            ("from", day("The first day 起")),
            ("until", day("The last day 止")),
            ("ends_when", condition()),
        ],
        &["from"],
    );
    let header = table(
        "The document 文件",
        &[
            (
                "id",
                json!({ "type": "string", "pattern": KEBAB, "description": "Its name here, small letters 名称，小写字母" }),
            ),
            ("instrument", text("The number of the document 文号")),
            ("issued", day("The day on it 文件日期")),
            ("in_force", in_force),
            ("place", pair("Where it holds 适用地区")),
            ("title", pair("What it is about, plain words 讲什么，大白话")),
            ("note", pair("One sentence on its validity or reach 关于效力或范围的一句话")),
            ("premium", when()),
            ("settlement", when()),
        ],
        &["id", "instrument", "issued", "in_force", "place", "title"],
    );
    let reading = table(
        "A place that can be read two ways 有两种读法的地方",
        &[
            ("kind", words("note: shown, not switchable 只显示，不能切换", &READING_KINDS)),
            ("for", clauses("The provisions a note is shown with 显示在哪些项目下")),
            ("at", clauses("The clause 条款")),
            ("question", pair("What the text leaves open 哪里没写清")),
            ("taken", pair("How it is read here 这里怎么读")),
            ("other", pair("The other way 另一种读法")),
        ],
        &["at", "question", "taken", "other"],
    );
    let elsewhere = table(
        "Clauses that give a person nothing 与个人无关的条款",
        &[
            ("at", clauses("The clauses 条款")),
            ("reason", text("Why 原因")),
            (
                "checked",
                text("Why their amounts give a person nothing 条文里的金额、比例为什么与个人无关"),
            ),
        ],
        &["at", "reason"],
    );
    let document = table(
        "One of several documents 其中一份文件",
        &[("clauses", text("Its clause table, without .clauses.tsv 条文表的名称"))],
        &["clauses"],
    );
    titled(
        "Mingbai policy.toml",
        table(
            "What one document gives 一份文件给什么",
            &[
                ("policy", header),
                ("premium", settlement::premium()),
                ("settlement", settlement::settlement()),
                ("layer", named("Who pays on a bill 账单上谁付钱", SNAKE, settlement::layer())),
                ("fact", named("Own facts 自己加的情况", SNAKE, fact())),
                (
                    "group",
                    named(
                        "Own flags asked with a shared group 和共用的一组一起问的事项",
                        SNAKE,
                        group(),
                    ),
                ),
                ("condition", named("Conditions with a name 起了名称的条件", SNAKE, condition())),
                ("reading", named("Readings 读法", SNAKE, reading)),
                ("provision", named("What the document gives 文件给的东西", KEBAB, provision())),
                ("elsewhere", json!({ "type": "array", "items": elsewhere })),
                (
                    "source",
                    named("The documents, where there are several 多份文件", "^[^:]+$", document),
                ),
            ],
            &["policy"],
        ),
    )
}

fn fact() -> Json {
    let whole = |description: &str| json!({ "type": "integer", "description": description });
    let value_words = table(
        "In words 文字",
        &[
            ("zh", text("中文")),
            ("en", text("English, optional 可以不写")),
            ("private", private()),
            ("kind_of", text("Of a set: the value that this is a kind of 属于哪一个值")),
        ],
        &["zh"],
    );
    let value = json!({
        "type": ["string", "boolean", "integer", "array"], "items": { "type": "string" },
        "description": "The value it then has 这时它的值",
    });
    let some = |description: &str| json!({ "type": "array", "items": { "type": ["string", "boolean"] }, "description": description });
    let implied = table(
        "A value that follows from other facts 由别的情况推出的值",
        &[("when", text("The condition 条件")), ("value", value)],
        &["when", "value"],
    );
    table(
        "Something that can be asked 可以问的情况",
        &[
            ("scope", words("Whose it is 谁的", &facts::SCOPES)),
            ("kind", words("What sort of answer 怎么答", &facts::KINDS)),
            ("change", words("Whether it can be chosen or proved 能选还是能证明", &facts::CHANGES)),
            ("change_from", some("The values it can be changed from 现在是哪些值才能改")),
            ("change_to", some("The values it can be changed to 能改成哪些值")),
            ("label", pair("A few characters 简称")),
            ("question", pair("The question 问题")),
            ("help", pair("How to find out 怎么知道")),
            ("unit", pair("What a number counts 单位")),
            ("min", whole("The least 最小")),
            ("max", whole("The greatest 最大")),
            ("values", named("The values 可选的值", SNAKE, value_words)),
            ("private", private()),
            ("implied", json!({ "type": "array", "items": implied })),
            ("ask_when", text("The condition under which it is asked 什么情况下才问")),
            (
                "before",
                text(
                    "Of a policy's own fact: the fact that it is asked before 本政策自己的事项：排在哪个事项前面问",
                ),
            ),
        ],
        &["scope", "kind", "label", "question"],
    )
}

fn group() -> Json {
    let statements = named("What is ticked 打勾的话", SNAKE, pair("In words 文字"));
    table("Flags asked in one question 在一题里问的事项", &[("facts", statements)], &["facts"])
}

fn office(description: &str) -> Json {
    json!({ "enum": OFFICES, "description": description })
}

fn private() -> Json {
    json!({ "type": "boolean", "description": "It shows an illness 会让人知道得了什么病" })
}

fn provision() -> Json {
    let row = table(
        "A row: who gets what 一行：谁得什么",
        &[
            ("id", json!({ "type": "string", "pattern": SNAKE, "description": "Its name 名称" })),
            ("when", text("The condition, or otherwise 条件；其余的写 otherwise")),
            ("gives", gives::schema()),
            ("says", pair("Why this is the answer 为什么")),
            ("at", clauses("The clauses it is from, if the provision has several 出自哪一条")),
        ],
        &["id", "when", "gives"],
    );
    let figures = json!({
        "type": "object", "description": "The clause's own characters and the number meant 原文的字和它的数",
        "additionalProperties": number("The number 数", r"^[0-9]+(\.[0-9]{1,4})?$"),
    });
    let derived = json!({
        "type": "array", "description": "Sums and differences of figures 由 figures 里的数相加减得出的数",
        "items": { "type": "string" },
    });
    table(
        "One thing the document gives 文件给的一样东西",
        &[
            ("kind", words("What sort of promise 哪一类", &provision::KINDS)),
            ("at", clauses("The clause 条款")),
            ("figures", figures),
            ("derived", derived),
            ("office", office("Who decides 由谁办")),
            (
                "offices",
                json!({
                    "type": "object", "description": "The clause's own characters and the office meant 原文的字和它指的部门",
                    "additionalProperties": office("The office 部门"),
                }),
            ),
            ("private", private()),
            ("title", pair("Its heading, plain words 名称，大白话")),
            ("what", pair("What it gives and to whom 给谁、给什么")),
            ("claim", pair("How to claim it 怎么办理")),
            ("emended", pair("How a damaged place is read 原文有误处怎么读")),
            (
                "hit",
                words("unique: one row fits; first: the first that fits 第一个符合的算数", &HITS),
            ),
            ("rows", json!({ "type": "array", "items": row })),
        ],
        &["kind", "at", "title", "what"],
    )
}
