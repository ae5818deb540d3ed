//! What the program says when something is wrong, in both languages: what is wrong, where, what was
//! expected, what to do. docs/error-messages.md lists every one; a test holds the two together.

use std::io;
use std::path::{Path, PathBuf};

use mingbai_core::bytes::BadBytes;
use mingbai_core::input::{Expected, Problem};

use crate::arguments::Lang;

/// Something wrong, beside what is wrong inside a file of data.
#[derive(Debug)]
pub enum Message {
    /// No built-in policy of this name, and no file.
    NoSuchPolicy { name: String, known: String },
    /// The clock gives no day.
    NoToday,
    /// The compiled policies in this program do not load.
    Damaged(BadBytes),
    /// No template in this program, none given.
    NoTemplate,
    /// A template without the place for the data.
    BadTemplate { place: &'static str },
    /// A file that is not UTF-8.
    NotUtf8(PathBuf),
    /// A file or folder that is there already.
    AlreadyThere(PathBuf),
    /// A line of cases could not be read.
    UnreadableLine { line: usize, error: String },
    /// Figures that do not fit the policy's tiers and hospital levels.
    FiguresDoNotFit { file: String, problem: Problem },
    /// A file without a case or a policy in it, so that nothing was tested.
    NothingTested(PathBuf),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// The output could not be written.
    Output(String),
    /// Not JSON.
    NotJson(String),
}

impl Message {
    /// The names of all messages, as docs/error-messages.md lists them.
    #[cfg(test)]
    pub const NAMES: [&'static str; 13] = [
        "no-such-policy",
        "no-today",
        "damaged",
        "no-template",
        "bad-template",
        "not-utf8",
        "already-there",
        "unreadable-line",
        "figures-do-not-fit",
        "nothing-tested",
        "file",
        "output",
        "not-json",
    ];

    /// Its name.
    #[cfg(test)]
    pub const fn name(&self) -> &'static str {
        let index = match self {
            Self::NoSuchPolicy { .. } => 0,
            Self::NoToday => 1,
            Self::Damaged(_) => 2,
            Self::NoTemplate => 3,
            Self::BadTemplate { .. } => 4,
            Self::NotUtf8(_) => 5,
            Self::AlreadyThere(_) => 6,
            Self::UnreadableLine { .. } => 7,
            Self::FiguresDoNotFit { .. } => 8,
            Self::NothingTested(_) => 9,
            Self::File(..) => 10,
            Self::Output(_) => 11,
            Self::NotJson(_) => 12,
        };
        Self::NAMES[index]
    }

    /// A file that could not be read, or that is not UTF-8.
    pub fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| {
            if error.kind() == io::ErrorKind::InvalidData {
                Self::NotUtf8(path.to_owned())
            } else {
                Self::File(path.to_owned(), error)
            }
        }
    }

    /// Whether the program was called in a way that cannot work; else the data has errors.
    pub const fn is_wrong_use(&self) -> bool {
        match self {
            Self::NoSuchPolicy { .. }
            | Self::NoToday
            | Self::NoTemplate
            | Self::BadTemplate { .. }
            | Self::AlreadyThere(_)
            | Self::File(..) => true,
            Self::Damaged(_)
            | Self::NotUtf8(_)
            | Self::UnreadableLine { .. }
            | Self::FiguresDoNotFit { .. }
            | Self::NothingTested(_)
            | Self::Output(_)
            | Self::NotJson(_) => false,
        }
    }

    /// The message in a language.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::NoSuchPolicy { name, known } => {
                format!("没有叫“{name}”的文件；可以写 {known}，或者写 policy.toml 的路径")
            }
            Self::NoToday => "这台机器给不出今天的日期；请加 --on 日期，如 --on 2019-11-01".into(),
            Self::Damaged(_) => "本程序自带的数据已损坏；请重新安装 mingbai".into(),
            Self::NoTemplate => "本程序里没有带网页模板；请加 --template 文件（cargo xtask build 之后的 www/dist/template.html）".into(),
            Self::BadTemplate { place } => {
                format!("网页模板里应当正好有一处 {place}；请用 cargo xtask build 生成的 template.html")
            }
            Self::NotUtf8(path) => format!("{}：不是 UTF-8 编码；请另存为 UTF-8 再试", path.display()),
            Self::AlreadyThere(path) => {
                format!("{} 已经有了，没有改动它；请换一个文件夹，或先把它移走", path.display())
            }
            Self::UnreadableLine { line, error } => {
                format!("第 {line} 行读不出来（{error}）；请检查文件是否完整")
            }
            Self::FiguresDoNotFit { file, problem } => {
                format!("{file}：{}；这份数字不适用于这个文件", problem_words(problem, Lang::Zh))
            }
            Self::NothingTested(path) => {
                format!("{} 里没有一个案例；请至少写一个 [[case]]", path.display())
            }
            Self::File(path, error) => format!("{}：{}", path.display(), io_words(error)),
            Self::Output(error) => format!("结果写不出去（{error}）；请检查磁盘空间和输出的去向"),
            Self::NotJson(error) => format!("不是 JSON（{error}）；应当是一个对象，如 {{\"facts\": {{}}}}"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::NoSuchPolicy { name, known } => {
                format!("no policy {name:?}; use one of {known}, or the path of a policy.toml")
            }
            Self::NoToday => "today is not known here; give --on DAY, like --on 2019-11-01".into(),
            Self::Damaged(error) => format!("this program is damaged: {error}; install mingbai again"),
            Self::NoTemplate => "this program was built without the page; give --template FILE (www/dist/template.html after `cargo xtask build`)".into(),
            Self::BadTemplate { place } => format!(
                "the template must contain {place} exactly once; use the template.html that `cargo xtask build` makes"
            ),
            Self::NotUtf8(path) => {
                format!("{}: this is not UTF-8; save it as UTF-8 and try again", path.display())
            }
            Self::AlreadyThere(path) => format!(
                "{} is there already and was left alone; choose another folder or move it away first",
                path.display()
            ),
            Self::UnreadableLine { line, error } => {
                format!("line {line} could not be read: {error}; check that the file is whole")
            }
            Self::FiguresDoNotFit { file, problem } => {
                format!("{file}: {problem}; these figures are not for this policy")
            }
            Self::NothingTested(path) => {
                format!("{} has no case in it; write at least one [[case]]", path.display())
            }
            Self::File(path, error) => {
                format!("{}: {error}; check the path and its permissions", path.display())
            }
            Self::Output(error) => {
                format!("the output could not be written: {error}; check the disk and where the output goes")
            }
            Self::NotJson(error) => {
                format!("this is not JSON: {error}; expected an object, like {{\"facts\": {{}}}}")
            }
        }
    }
}

fn io_words(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "找不到；请检查路径",
        io::ErrorKind::PermissionDenied => "没有权限；请检查文件和文件夹的权限",
        io::ErrorKind::IsADirectory => "是文件夹，不是文件；请写文件的路径",
        io::ErrorKind::NotADirectory => "路径里有一段不是文件夹；请检查路径",
        io::ErrorKind::StorageFull => "磁盘满了；请腾出空间",
        io::ErrorKind::ReadOnlyFilesystem => "这里是只读的；请换一个地方",
        _ => return format!("读写出错（{error}）；请检查路径和权限"),
    };
    words.to_owned()
}

/// A problem of a case, in words.
pub fn problem_words(problem: &Problem, lang: Lang) -> String {
    if lang == Lang::En {
        return problem.to_string();
    }
    let place = if problem.path.is_empty() { "输入" } else { problem.path.as_str() };
    format!("{place}：写的是{}；{}", found_zh(&problem.found), expected_zh(&problem.expected))
}

/// What was found, as `mingbai_core::input::Value::describe` and the readers of a case say it.
fn found_zh(found: &str) -> String {
    if let Some(number) = found.strip_prefix("the number ") {
        return format!("数 {number}");
    }
    if let Some(number) = found.strip_suffix(" of them") {
        return format!("{number}次");
    }
    if let Some(text) = found.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        return format!("“{text}”");
    }
    match found {
        "null" => "空值",
        "true" => "“是”（true）",
        "false" => "“否”（false）",
        "a number with a fraction" => "带小数的数",
        "a list" => "列表",
        "an object" => "对象",
        "an unknown key" => "没有的项",
        "an unknown fact" => "没有的事项",
        "an unknown reading" => "没有的读法",
        "a second time" => "第二次",
        "a fact" => "别的事项",
        "nothing" => "空的",
        "no band" => "一段也没有",
        other => return other.to_owned(),
    }
    .to_owned()
}

fn expected_zh(expected: &Expected) -> String {
    let unknown = "不知道就不写，或写 null";
    match expected {
        Expected::Object => "应当是对象，如 {\"facts\": {}}".into(),
        Expected::List => "应当是列表，如 []".into(),
        Expected::KeyOnce => "这一项写了两次；请留一个".into(),
        Expected::Key { allowed } => format!("这里没有这一项；可以写的有：{}", allowed.join("、")),
        Expected::Fact { nearest: Some(nearest) } => {
            format!("没有这个事项；是不是想写 {nearest}？mingbai facts 列出全部事项")
        }
        Expected::Fact { nearest: None } => "没有这个事项；mingbai facts 列出全部事项".into(),
        Expected::AdmissionFact => "这不是一次住院的事项；请移到 facts 里".into(),
        Expected::OneOf { allowed } => format!("应当是其中之一：{}；{unknown}", allowed.join("、")),
        Expected::Flag => format!("应当是 true 或 false；{unknown}"),
        Expected::Integer { min, max } => format!("应当是 {min} 到 {max} 的整数，不加引号"),
        Expected::Text => "应当是加引号的文字".into(),
        Expected::Money => {
            "应当是加引号的元数，0 到 9999999999.99，最多两位小数，如 \"1500.50\"".into()
        }
        Expected::Percent => "应当是加引号的百分比，0 到 100，最多两位小数，如 \"62.5\"".into(),
        Expected::Cap => "应当是加引号的元数，如 \"70000.00\"；不封顶写 \"none\"".into(),
        Expected::Rising => "每一段的起点要比前一段高；请从低到高排".into(),
        Expected::SomeBand => "至少要有一段，如 {\"from\": \"0\", \"percent\": \"60\"}".into(),
        Expected::Date => "应当是日期，如 2019-11-01".into(),
        Expected::FewerUnknownAdmissions { most } => {
            format!("最多 {most} 次住院可以不写 hospital_level 或 in_district；请把其余的补上")
        }
        Expected::SmallerCase => "一次不知道的情况太多，算不准；请多填几项".into(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use std::fmt::Write as _;

    use super::*;

    const DOC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/error-messages.md");

    fn problem(expected: Expected) -> Problem {
        Problem { path: "facts.tier".into(), found: "the number 3".into(), expected }
    }

    fn messages() -> Vec<Message> {
        let path = || PathBuf::from("county/policy.toml");
        let gone = io::Error::new(io::ErrorKind::NotFound, "No such file or directory");
        vec![
            Message::NoSuchPolicy {
                name: "liangping".into(),
                known: "liangping-2019, lincang-2024".into(),
            },
            Message::NoToday,
            Message::Damaged(BadBytes::Digest),
            Message::NoTemplate,
            Message::BadTemplate { place: "<!--mingbai-data-->" },
            Message::NotUtf8(path()),
            Message::AlreadyThere(path()),
            Message::UnreadableLine { line: 7, error: "unexpected end of file".into() },
            Message::FiguresDoNotFit {
                file: "figures.toml".into(),
                problem: problem(Expected::Key { allowed: vec!["tier_1".into()] }),
            },
            Message::NothingTested("county/cases.toml".into()),
            Message::File(path(), gone),
            Message::Output("No space left on device".into()),
            Message::NotJson("expected value at line 1 column 1".into()),
        ]
    }

    fn all_expected() -> Vec<Expected> {
        let allowed = || vec!["tier_1".to_owned(), "tier_2".to_owned()];
        let all = vec![
            Expected::Object,
            Expected::List,
            Expected::KeyOnce,
            Expected::Key { allowed: allowed() },
            Expected::Fact { nearest: Some("tier".into()) },
            Expected::AdmissionFact,
            Expected::OneOf { allowed: allowed() },
            Expected::Flag,
            Expected::Integer { min: 0, max: 130 },
            Expected::Text,
            Expected::Money,
            Expected::Percent,
            Expected::Cap,
            Expected::Rising,
            Expected::SomeBand,
            Expected::Date,
            Expected::FewerUnknownAdmissions { most: 6 },
            Expected::SmallerCase,
        ];
        // A new variant does not compile here until it is in the list above.
        for one in &all {
            match one {
                Expected::Object
                | Expected::List
                | Expected::KeyOnce
                | Expected::Key { .. }
                | Expected::Fact { .. }
                | Expected::AdmissionFact
                | Expected::OneOf { .. }
                | Expected::Flag
                | Expected::Integer { .. }
                | Expected::Text
                | Expected::Money
                | Expected::Percent
                | Expected::Cap
                | Expected::Rising
                | Expected::SomeBand
                | Expected::Date
                | Expected::FewerUnknownAdmissions { .. }
                | Expected::SmallerCase => {}
            }
        }
        all
    }

    fn row(name: &str, en: &str, zh: &str) -> String {
        let cell = |text: &str| text.replace('|', "\\|").replace('<', "&lt;").replace('\n', " ");
        format!("| `{name}` | {}<br>{} |\n", cell(en), cell(zh))
    }

    /// `MINGBAI_BLESS=1` writes the tables of the guide anew.
    #[test]
    fn the_guide_lists_every_message_in_both_languages() {
        let names: Vec<&str> = messages().iter().map(Message::name).collect();
        assert_eq!(names, Message::NAMES);
        let mut program = String::from("| message | as it is said |\n| --- | --- |\n");
        for message in messages() {
            let (zh, en) = (message.text(Lang::Zh), message.text(Lang::En));
            assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh}");
            program.push_str(&row(message.name(), &en, &zh));
        }
        let mut cases = String::from("| expected | as it is said |\n| --- | --- |\n");
        for expected in all_expected() {
            let name = serde_json::to_value(&expected).unwrap()["expected"].clone();
            let problem = problem(expected);
            let (zh, en) = (problem_words(&problem, Lang::Zh), problem_words(&problem, Lang::En));
            assert_ne!(zh, en);
            cases.push_str(&row(name.as_str().unwrap(), &en, &zh));
        }
        let mut text = std::fs::read_to_string(DOC).unwrap();
        let before = text.clone();
        for (name, table) in [("program", program), ("cases", cases)] {
            let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
            let start = text.find(&open).expect("the marker") + open.len();
            let end = text.find(&close).expect("the marker");
            let mut whole = String::new();
            write!(whole, "{}{table}{}", &text[..start], &text[end..]).unwrap();
            text = whole;
        }
        if std::env::var_os("MINGBAI_BLESS").is_some() {
            std::fs::write(DOC, &text).unwrap();
        } else {
            assert_eq!(before, text, "run with MINGBAI_BLESS=1 and read the difference");
        }
    }

    #[test]
    fn what_was_found_is_said_in_chinese() {
        for (found, zh) in [
            ("the number 3", "数 3"),
            ("\"tier_9\"", "“tier_9”"),
            ("7 of them", "7次"),
            ("an unknown fact", "没有的事项"),
            ("100.00", "100.00"),
        ] {
            assert_eq!(found_zh(found), zh);
        }
    }
}
