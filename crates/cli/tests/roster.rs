//! `mingbai roster` as it is called: the same answers as `assess`, what spreadsheets write, errors,
//! what is told of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Map, Value, json};
use tempfile::TempDir;

pub(crate) const FIGURES: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/example-figures.toml");

pub(crate) fn mingbai(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.args(["--lang", "en"]).args(arguments).env_remove("LC_ALL").stdin(Stdio::null());
    command
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn roster(&self, policy: &str, ledger: impl AsRef<[u8]>, more: &[&str]) -> Output {
        fs::write(self.path("in.csv"), ledger).unwrap();
        let (input, out) = (self.path("in.csv"), self.path("out.csv"));
        mingbai(&["roster", "--policy", policy, "--on", "2019-11-01"])
            .args(more)
            .args([input.as_path(), Path::new("-o"), out.as_path()])
            .output()
            .unwrap()
    }

    /// The rows of OUT by column.
    pub(crate) fn answers(&self) -> Vec<Map<String, Value>> {
        let mut reader = csv::Reader::from_path(self.path("out.csv")).unwrap();
        let header = reader.headers().unwrap().clone();
        let row = |row: csv::StringRecord| {
            header.iter().zip(&row).map(|(name, cell)| (name.to_owned(), json!(cell))).collect()
        };
        reader.records().map(|record| row(record.unwrap())).collect()
    }

    pub(crate) fn errors(&self) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(self.path("out.errors.csv")).unwrap();
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// A generator that gives the same numbers every time.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// A random value of a fact: as a case and as a ledger write it.
fn value(random: &mut Random, fact: &Value) -> Option<(Value, String)> {
    if random.below(4) == 0 {
        return None;
    }
    let values = fact["values"].as_array().unwrap();
    Some(match fact["kind"].as_str().unwrap() {
        "number" => {
            let (min, max) = (fact["min"].as_i64().unwrap(), fact["max"].as_i64().unwrap());
            let span = usize::try_from(max - min + 1).unwrap();
            let number = min + i64::try_from(random.below(span)).unwrap();
            (json!(number), number.to_string())
        }
        "set" => {
            let some: Vec<&Value> = values.iter().filter(|_| random.below(4) == 0).collect();
            let cell: Vec<&str> = some.iter().map(|value| value.as_str().unwrap()).collect();
            let cell = if cell.is_empty() { "none".to_owned() } else { cell.join(";") };
            (json!(some), cell)
        }
        _ => {
            let value = &values[random.below(values.len())];
            (value.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        }
    })
}

#[test]
fn a_row_gets_what_assess_gives_the_same_case() {
    // With few columns whole rows are kept, with many their parts.
    for (policy, rows, columns) in [
        ("liangping-2019", 300, usize::MAX),
        ("liangping-2019", 300, 7),
        ("lincang-2024", 100, usize::MAX),
        ("shangyu-2012", 60, usize::MAX),
        ("jiangsu-2012", 60, usize::MAX),
        ("shaoxing-2023", 60, usize::MAX),
        ("shaoxing-2023", 60, 3),
    ] {
        let desk = Desk::new();
        let facts = mingbai(&["facts", "--json", "--policy", policy]).output().unwrap();
        let facts: Vec<Value> = serde_json::from_slice(&facts.stdout).unwrap();
        let ids = facts.iter().map(|fact| fact["id"].as_str().unwrap());
        let ids: Vec<&str> = ids.take(columns).collect();
        let mut random = Random(7);
        let (mut ledger, mut cases) = (format!("name,{}\n", ids.join(",")), String::new());
        for number in 0..rows {
            let mut case = Map::new();
            write!(ledger, "\"No. {number}, x\"").unwrap();
            for (fact, id) in facts.iter().zip(&ids) {
                ledger.push(',');
                if let Some((value, cell)) = value(&mut random, fact) {
                    case.insert((*id).to_owned(), value);
                    ledger.push_str(&cell);
                }
            }
            ledger.push('\n');
            writeln!(cases, "{}", json!({ "facts": case })).unwrap();
        }
        fs::write(desk.path("cases.jsonl"), cases).unwrap();
        // The example's figures are by tier.
        let by_tier = facts.iter().any(|fact| fact["id"] == "tier");
        let figures: &[&str] = if by_tier { &["--figures", FIGURES] } else { &[] };
        let call = ["assess", "--policy", policy, "--on", "2019-11-01", "--jsonl"];
        let cases = desk.path("cases.jsonl");
        let assessed = mingbai(&call).args(figures).arg(cases).output().unwrap();
        let assessed: Vec<Value> = assessed
            .stdout
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).unwrap())
            .collect();
        let output = desk.roster(policy, &ledger, &[&["--rows"], figures].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let answers = desk.answers();
        assert_eq!((answers.len(), assessed.len()), (rows, rows));
        for (row, answer) in answers.iter().zip(&assessed) {
            compare(row, answer, &facts);
        }
    }
}

fn compare(row: &Map<String, Value>, answer: &Value, facts: &[Value]) {
    let mut asks: Vec<&str> = Vec::new();
    for verdict in answer["verdicts"].as_array().unwrap() {
        let id = verdict["provision"].as_str().unwrap();
        if verdict["status"] == "stated" {
            assert!(!row.contains_key(id));
            continue;
        }
        assert_eq!(row[id], verdict["status"], "{id}: {row:?}");
        assert_eq!(row[&format!("{id}.row")], verdict["row"].as_str().unwrap_or(""), "{id}");
        asks.extend(verdict["asks"].as_array().unwrap().iter().map(|ask| ask.as_str().unwrap()));
    }
    let premium = &answer["premium"];
    for part in ["aid", "pays"] {
        let (least, most) = (&premium[part]["least"], &premium[part]["most"]);
        let expected = match (least.as_str(), most.as_str()) {
            (Some(least), Some(most)) if least == most => least.to_owned(),
            (Some(least), Some(most)) => format!("{least}..{most}"),
            _ => String::new(),
        };
        assert_eq!(row[&format!("premium.{part}")], expected, "{row:?}");
    }
    asks.extend(premium["asks"].as_array().into_iter().flatten().map(|ask| ask.as_str().unwrap()));
    let asked = || facts.iter().filter(|fact| asks.contains(&fact["id"].as_str().unwrap()));
    let ids: Vec<&str> = asked().map(|fact| fact["id"].as_str().unwrap()).collect();
    let labels: Vec<&str> = asked().map(|fact| fact["label"]["en"].as_str().unwrap()).collect();
    assert_eq!(row["asks"], ids.join(";"), "{row:?}");
    assert_eq!(row["asks.words"], labels.join("; "), "{row:?}");
}

#[test]
fn a_provision_that_is_called_like_a_fact_has_its_status_in_a_column_of_its_own() {
    let desk = Desk::new();
    let output = desk.roster("social-assistance-law-2026", "name,dibao\nWang,true\n", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let answers = desk.answers();
    assert_eq!(answers[0]["dibao"], "true");
    assert!(["granted", "refused", "open"].contains(&answers[0]["dibao.status"].as_str().unwrap()));
}

#[test]
fn what_chinese_spreadsheets_write_is_read() {
    let text = "姓名,户口,建档立卡,吃低保,tekun,diseases\r\n王五,农村,不是,是,FALSE,肺结核（结核病）；hiv\r\n\"李,四\",城镇,\"是，已经脱贫\",否,,none\r\n";
    let desk = Desk::new();
    let plain = desk.roster("liangping-2019", text, &[]);
    assert_eq!(plain.status.code(), Some(0), "{}", String::from_utf8_lossy(&plain.stderr));
    let expected = desk.answers();
    // Who has dibao already is given none.
    assert_eq!(expected[0]["dibao-safety-net"], "refused");
    assert_eq!(expected[0]["hiv-services"], "granted");
    assert_eq!(expected[1]["姓名"], "李,四");
    let (gb18030, ..) = encoding_rs::GB18030.encode(text);
    for written in [gb18030.to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat()] {
        let output = desk.roster("liangping-2019", written, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(desk.answers(), expected);
        assert!(
            desk.text("out.csv").starts_with('\u{feff}'),
            "a spreadsheet must see that it is UTF-8"
        );
    }
}

#[test]
fn every_error_of_a_row_is_named_and_nothing_is_dropped() {
    let desk = Desk::new();
    let ledger = "name,dibao,tier,diseases\nA,true,tier_1,\nB,maybe,tier_9,flu\n\nC,true\nD,true,tier_1,,x\nE,\"true\nF,false,tier_2,hiv;tuberculosis\nG,,,\n";
    let output = desk.roster("liangping-2019", ledger, &[]);
    assert_eq!(output.status.code(), Some(1));
    let named: Vec<(String, String, String)> = desk
        .errors()
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone(), row[2].clone()))
        .collect();
    let expected = [
        ("3", "dibao", "maybe"),
        ("3", "tier", "tier_9"),
        ("3", "diseases", "flu"),
        ("5", "", "C,true"),
        ("6", "", "D,true,tier_1,,x"),
        ("7", "", "E,\"true"),
    ]
    .map(|(line, column, value)| (line.to_owned(), column.to_owned(), value.to_owned()));
    assert_eq!(named, expected);
    assert!(desk.errors().iter().all(|row| !row[3].is_empty()));
    let answered: Vec<String> =
        desk.answers().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(answered, ["A", "F", "G"]);
    // A good ledger leaves no errors of an older one.
    let output = desk.roster("liangping-2019", "dibao\ntrue\n", &[]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(desk.names(), ["in.csv", "out.csv"]);
}

#[test]
fn a_header_that_cannot_stand_is_refused() {
    let desk = Desk::new();
    for (header, said) in [
        ("a,b\n1,2\n", "no column of the header is a fact"),
        ("dibao,吃低保\n,\n", "both the fact dibao"),
        ("dibao,asks\n,\n", "name of a column of the answer"),
        ("dibao,caution\n,\n", "name of a column of the answer"),
        ("", "no header"),
        ("\n \n,,\n", "no header"),
        ("\"dibao\n", "no header"),
    ] {
        let output = desk.roster("liangping-2019", header, &["--figures", FIGURES]);
        assert_eq!(output.status.code(), Some(1), "{header}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(said) && stderr.contains("in.csv:1:"), "{stderr}");
        assert_eq!(desk.names(), ["in.csv"]);
    }
    let output = desk.roster("liangping-2019", "diabo,dibao\n,\n", &[]);
    assert!(stderr(&output).contains("was dibao meant?"));
    let output = desk.roster("liangping-2019", "户口,档次,姓名\n,,\n", &["--lang", "zh"]);
    let said = stderr(&output);
    assert!(said.contains("“档次”没有当作事项来读；是不是想写 缴费档次？"), "{said}");
    assert!(!said.contains("“姓名”没有"), "{said}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_for_what_it_is() {
    let desk = Desk::new();
    let utf_16: Vec<u8> = "\u{feff}dibao\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (file, said) in [
        (utf_16.as_slice(), "UTF-16"),
        (b"PK\x03\x04\x14\0\x06\0", "cannot be read as .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cannot be read as .xls"),
        (b"dibao,tier\rtrue,tier_1\rfalse,tier_2\r", "a carriage return alone"),
    ] {
        let output = desk.roster("liangping-2019", file, &[]);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
        assert_eq!(desk.names(), ["in.csv"]);
    }
}

#[test]
fn a_row_is_answered_whole_or_named_as_bad() {
    let desk = Desk::new();
    // A line past all bounds, a cell as large as a spreadsheet writes, a mark that swallows nothing.
    let (long, large) = ("x".repeat(3 << 20), "字\n".repeat(32_767));
    let ledger = format!(
        "note,dibao\n{long},true\n\"{large}\",true\n\"open,true\nin between,true\n\"open,true\nlast,不知道\n"
    );
    let output = desk.roster("liangping-2019", ledger, &[]);
    assert_eq!(output.status.code(), Some(1));
    let answers = desk.answers();
    let notes: Vec<&str> = answers.iter().map(|row| row["note"].as_str().unwrap()).collect();
    assert_eq!(notes, [large.as_str(), "in between", "last"]);
    assert_eq!(answers[2]["dibao-safety-net"], "open", "what is not known is no answer");
    let lines: Vec<(String, String)> =
        desk.errors().into_iter().map(|row| (row[0].clone(), row[3].clone())).collect();
    let after = 3 + 32_767;
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].0 == "2" && lines[0].1.contains("too long"), "{:?}", lines[0]);
    for (line, expected) in lines[1..].iter().zip([after + 1, after + 3]) {
        assert_eq!(line.0, expected.to_string());
        assert!(line.1.contains("a quotation mark (\") is opened"), "{line:?}");
    }
}

#[test]
fn a_bad_cell_is_told_what_may_stand_there_in_the_readers_language() {
    let desk = Desk::new();
    let ledger = "户口,建档立卡,吃低保,得的病,年龄\n乡下,是,√,肺结核（结核病）；流感,老\n";
    for (lang, expected) in [
        (
            "zh",
            [
                "应填 农村 | 城镇；不知道的留空",
                "应填 不是 | 是，还没有脱贫 | 是，已经脱贫；不知道的留空",
                "应填 是 | 否；不知道的留空",
                "不认得“流感”；应填 无 | 肺结核（结核病） | ",
                "应填 0 … 130；不知道的留空",
            ],
        ),
        (
            "en",
            [
                "expected rural | urban; leave it empty if it is not known",
                "expected none | not_lifted | lifted; leave it empty if it is not known",
                "expected true | false; leave it empty if it is not known",
                "\"流感\" is not known here; expected none | tuberculosis | ",
                "expected 0 … 130; leave it empty if it is not known",
            ],
        ),
    ] {
        let output = desk.roster("liangping-2019", ledger, &["--lang", lang]);
        assert_eq!(output.status.code(), Some(1));
        let reasons: Vec<String> = desk.errors().into_iter().map(|row| row[3].clone()).collect();
        assert_eq!(reasons.len(), 5);
        for (reason, expected) in reasons.iter().zip(expected) {
            assert!(reason.starts_with(expected), "{reason}");
        }
    }
}

#[test]
fn every_row_says_what_its_answer_must_not_be_taken_for() {
    let desk = Desk::new();
    let cautions = |policy: &str, more: &[&str]| -> Vec<Option<String>> {
        let output = desk.roster(policy, "dibao,scheme\ntrue,resident\n,none\n", more);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let caution = |row: &Map<String, Value>| {
            row.get("caution").map(|cell| cell.as_str().unwrap().to_owned())
        };
        desk.answers().iter().map(caution).collect()
    };
    let example = "EXAMPLE FIGURES, not real: do not rely on any amount";
    let lapsed = "the document has LAPSED, these are the answers of its time";
    assert_eq!(cautions("liangping-2019", &[]), [None, None]);
    assert_eq!(
        cautions("liangping-2019", &["--figures", FIGURES]),
        vec![Some(example.to_owned()); 2]
    );
    let figures = fs::read_to_string(FIGURES).unwrap().replace("example = true", "");
    fs::write(desk.path("own.toml"), figures).unwrap();
    let own = desk.path("own.toml").display().to_string();
    assert_eq!(cautions("liangping-2019", &["--figures", &own]), [None, None]);
    let future = cautions("shaoxing-2023", &[]);
    assert_eq!(future, vec![Some("the document is not yet in force".to_owned()); 2]);
    let input = desk.path("in.csv");
    let output = mingbai(&["roster", "--policy", "liangping-2019", "--on", "2026-01-01"])
        .args(["--figures", FIGURES])
        .args([input.as_path(), Path::new("-o"), desk.path("out.csv").as_path()])
        .output()
        .unwrap();
    assert!(stderr(&output).contains(&format!("CAUTION: {lapsed}; {example}")));
    assert!(desk.answers().iter().all(|row| row["caution"] == format!("{lapsed}; {example}")));
}

#[test]
fn the_summary_counts_each_provision_and_what_the_open_ones_want() {
    let desk = Desk::new();
    let ledger = "dibao,scheme,residence,tier\ntrue,resident,rural,tier_1\ntrue,employee,,\n,,rural,\n,resident,rural,tier_1\n";
    let output = desk.roster("liangping-2019", ledger, &[]);
    let said = stderr(&output);
    let premium = said.lines().find(|line| line.contains("(premium-aid)")).unwrap();
    assert!(premium.starts_with("        1        1        2  "), "{premium}");
    let wants = premium.split_once(", for want of: ").unwrap().1;
    let answers = desk.answers();
    let asks = |fact: &str| {
        let open = answers.iter().filter(|row| row["premium-aid"] == "open");
        open.filter(|row| row["asks"].as_str().unwrap().split(';').any(|own| own == fact)).count()
    };
    assert_eq!((asks("orphan"), asks("scheme")), (2, 1));
    assert!(wants.contains(" 2, ") && wants.ends_with(" more"), "{wants}");
    assert!(said.contains("for 3 rows the contribution is not known"), "{said}");
}
