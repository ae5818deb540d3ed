//! What the program says when something is wrong, in both languages: what is wrong, where, what was
//! expected, what to do. docs/error-messages.md lists every one; a test holds the two together.

#[cfg(test)]
mod guide;

use std::io;
use std::path::{Path, PathBuf};

use mingbai_core::case::problems::Problem;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::bytes::BadBytes;
use mingbai_core::say;
use mingbai_ledger::problems::MapProblem;
use mingbai_ledger::workbook::Unreadable;
use mingbai_studio::diff::too_far_apart;

/// What can go wrong outside a data file.
#[derive(Debug)]
#[cfg_attr(test, derive(strum::IntoStaticStr, strum::VariantNames))]
#[cfg_attr(test, strum(serialize_all = "kebab-case"))]
pub enum Message {
    /// No built-in policy of this name, and no file.
    NoSuchPolicy { name: String, known: String },
    /// No place of this name.
    NoSuchPlace { name: String, known: String },
    /// Not a policy and a provision of it.
    NotAProvision(String),
    /// No such provision.
    NoSuchProvision { policy: String, id: String, known: String },
    /// The clock gives no day.
    NoToday,
    /// The compiled policies in this program do not load.
    Damaged(BadBytes),
    /// No template in this program, none given.
    NoTemplate,
    /// A template without the place for the data.
    BadTemplate { place: &'static str },
    /// A policy that is to be in one page twice.
    PolicyTwice(String),
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
    /// A case of cases.toml that comes to something else.
    CaseDiffers { key: String, expected: String, found: String },
    /// A row to which no case comes.
    RowWithoutCase { provision: String, row: String },
    /// A case that has no answer.
    NoAnswer(Problem),
    /// Two versions too different to compare.
    TooFarApart,
    /// A reply to a question that is none.
    NotAReply(String),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// The output could not be written.
    Output(io::Error),
    /// Not JSON from this column of its line, or not to its end.
    NotJson { column: usize, unfinished: bool },
    /// A ledger that is UTF-16.
    Utf16(PathBuf),
    /// A ledger that cannot be read.
    UnreadableLedger(PathBuf, Unreadable),
    /// A workbook to which no sheets can be added.
    NotAddedTo(PathBuf),
    /// A mapping that is none.
    BadMapping { path: PathBuf, error: String },
    /// A mapping that does not fit the policy or the ledger.
    MappingDoesNotFit { path: PathBuf, problem: MapProblem },
    /// A ledger whose columns are not called as the facts are.
    NeedsMapping { ledger: PathBuf, guesses: Vec<String> },
    /// A reading that the policy has not.
    NoSuchReading { id: String, known: String },
    /// Nowhere to write to.
    NoOutput,
    /// The words of ledgers in this program do not load.
    Synonyms(String),
    /// A ledger whose lines end as they did on old Macs.
    OldLineEnds(PathBuf),
    /// A ledger that is no plain file.
    NotAPlainFile(PathBuf),
    /// Something that cannot be written over with a file.
    NotAFileToWrite(PathBuf),
    /// An output that would take the place of what it is made from.
    OverItself(PathBuf),
    /// A ledger without a header.
    NoHeader(PathBuf),
    /// A header without a fact in it.
    NoFactColumn { ledger: PathBuf, found: String },
    /// Two columns of one fact.
    TwoColumns { ledger: PathBuf, fact: String, one: String, other: String },
    /// A column with the name of one that the answer adds.
    AnswerColumn { ledger: PathBuf, name: String },
    /// A file of answers that could not be written to its end.
    NotWritten(PathBuf, io::Error),
    /// The program was asked to stop.
    Interrupted,
    /// The machine gives no threads.
    NoThreads(String),
    /// A thread ended before its work did.
    LostWorker,
}

impl Message {
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

    /// Whether the program was called in a way that cannot work; else the data has errors, or the
    /// machine failed.
    pub const fn is_wrong_use(&self) -> bool {
        matches!(
            self,
            Self::NoSuchPolicy { .. }
                | Self::NoSuchPlace { .. }
                | Self::NotAProvision(_)
                | Self::NoSuchProvision { .. }
                | Self::NoToday
                | Self::NoSuchReading { .. }
                | Self::NoOutput
                | Self::NoTemplate
                | Self::BadTemplate { .. }
                | Self::PolicyTwice(_)
                | Self::AlreadyThere(_)
                | Self::File(..)
                | Self::NotAPlainFile(_)
                | Self::NotAFileToWrite(_)
                | Self::OverItself(_)
        )
    }

    /// The message in a language.
    #[expect(clippy::too_many_lines, reason = "one arm a message, both languages side by side")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoSuchPolicy { name, known } => say!(
                lang,
                "没有叫“{name}”的文件；可以写 {known}，或者写 policy.toml 的路径",
                "no policy {name:?}; use one of {known}, or the path of a policy.toml"
            ),
            Self::NoSuchPlace { name, known } => say!(
                lang,
                "没有叫“{name}”的地方；可以写 {known}；您那里不在里面的，写 china",
                "no place {name:?}; use one of {known}; if yours is not among them, china"
            ),
            Self::NotAProvision(given) => say!(
                lang,
                "“{given}”不是“文件/项目”；写成“文件/项目”，名称见 mingbai policies",
                "{given:?} is not POLICY/PROVISION; `mingbai policies` lists them"
            ),
            Self::NoSuchProvision { policy, id, known } => say!(
                lang,
                "{policy} 里没有“{id}”这一项；可以写 {known}",
                "{policy} has no provision {id:?}; use one of {known}"
            ),
            Self::NoToday => say!(
                lang,
                "这台机器给不出今天的日期；请加 --on 日期，如 --on 2019-11-01",
                "today is not known here; give --on DAY, like --on 2019-11-01"
            ),
            Self::Damaged(error) => say!(
                lang,
                "本程序自带的数据已损坏；请重新安装 mingbai",
                "this program is damaged: {error}; install mingbai again"
            ),
            Self::NoTemplate => say!(
                lang,
                "本程序里没有带网页模板；请加 --template 文件（cargo xtask build 之后的 www/dist/template.html）",
                "this program was built without the page; give --template FILE (www/dist/template.html after `cargo xtask build`)"
            ),
            Self::BadTemplate { place } => say!(
                lang,
                "网页模板里应当正好有一处 {place}；请用 cargo xtask build 生成的 template.html",
                "the template must contain {place} exactly once; use the template.html that `cargo xtask build` makes"
            ),
            Self::PolicyTwice(id) => say!(
                lang,
                "{id} 要放进网页两次；只留一个，或者把其中一个 policy.toml 里的 id 改掉",
                "{id} would be in the page twice; give it once, or change the id in one of the policy.toml"
            ),
            Self::NotUtf8(path) => say!(
                lang,
                "{path}：不是 UTF-8 编码；请另存为 UTF-8 再试",
                "{path}: this is not UTF-8; save it as UTF-8 and try again",
                path = path.display()
            ),
            Self::AlreadyThere(path) => say!(
                lang,
                "{path} 已经有了，没有改动它；请换一个文件夹，或先把它移走",
                "{path} is there already and was left alone; choose another folder or move it away first",
                path = path.display()
            ),
            Self::UnreadableLine { line, error } => say!(
                lang,
                "第 {line} 行读不出来（{error}）；请检查文件是否完整",
                "line {line} could not be read: {error}; check that the file is whole"
            ),
            Self::FiguresDoNotFit { file, problem } => say!(
                lang,
                "{file}：{problem}；这份数字不适用于这个文件",
                "{file}: {problem}; these figures are not for this policy",
                problem = problem.words(lang)
            ),
            Self::NothingTested(path) => say!(
                lang,
                "{path} 里没有一个案例；请至少写一个 [[case]]",
                "{path} has no case in it; write at least one [[case]]",
                path = path.display()
            ),
            Self::RowWithoutCase { provision, row } => say!(
                lang,
                "{provision} 的“{row}”这一行：没有案例走到；请补一个案例",
                "row {row} of {provision}: no case comes to it; write one that does"
            ),
            Self::CaseDiffers { key, expected, found } => say!(
                lang,
                "{key}：写的是 {expected}，算出来是 {found}",
                "{key}: expected {expected}, found {found}"
            ),
            Self::NoAnswer(problem) => problem.words(lang),
            Self::TooFarApart => too_far_apart(lang).to_owned(),
            Self::NotAReply(reply) => say!(
                lang,
                "看不懂“{reply}”；请填上面的一个编号，不知道填 ?",
                "{reply:?} is not one of the replies; give one of the numbers above, or ? if you don't know"
            ),
            Self::File(path, error) => say!(
                lang,
                "{path}：{error}",
                "{path}: {error}; check the path and its permissions",
                path = path.display(),
                error = io_words(error, lang)
            ),
            Self::Output(error) => say!(
                lang,
                "结果写不出去：{error}",
                "the output could not be written: {error}; check the disk and where the output goes",
                error = io_words(error, lang)
            ),
            Self::NotJson { column, unfinished: true } => say!(
                lang,
                "不是完整的 JSON，到第 {column} 个字就断了；请补上少了的引号或括号，如 {{\"facts\": {{}}}}",
                "this is not JSON: it breaks off at column {column}; close its quotation marks and brackets, like {{\"facts\": {{}}}}"
            ),
            Self::NotJson { column, unfinished: false } => say!(
                lang,
                "第 {column} 个字这里不合 JSON 的写法；请检查引号、逗号、括号，如 {{\"facts\": {{\"dibao\": true}}}}",
                "this is not JSON at column {column}; check its quotation marks, commas and brackets, like {{\"facts\": {{\"dibao\": true}}}}"
            ),
            Self::Utf16(path) => say!(
                lang,
                "{path}：是 UTF-16 编码；请在表格软件里另存为“CSV UTF-8”",
                "{path}: the file is UTF-16; save it as \"CSV UTF-8\"",
                path = path.display()
            ),
            Self::UnreadableLedger(path, why) => {
                say!(
                    lang,
                    "{path}：{why}",
                    "{path}: {why}",
                    path = path.display(),
                    why = why.text(lang)
                )
            }
            Self::NotAddedTo(path) => say!(
                lang,
                "{path}：加不进新的工作表；请用表格软件打开它，另存为 .xlsx 再试",
                "{path}: no sheets can be added to it; open it in a spreadsheet, save it as .xlsx and try again",
                path = path.display()
            ),
            Self::BadMapping { path, error } => say!(
                lang,
                "{path}：对应关系读不出来：{error}",
                "{path}: not a mapping: {error}; write one with --propose",
                path = path.display()
            ),
            Self::MappingDoesNotFit { path, problem } => say!(
                lang,
                "{path}：{problem}",
                "{path}: {problem}",
                path = path.display(),
                problem = problem.text(lang)
            ),
            Self::NeedsMapping { ledger, guesses } => say!(
                lang,
                "{ledger}：列名或写法和事项的名称不一样，要猜才能读，所以没有答。会这样猜：\n{guesses}\n用 --propose MAP.toml 写出对应关系，核对以后用 --map MAP.toml；都对的话也可以加 --accept-proposed",
                "{ledger}: columns or cells are not called as the facts are and would have to be guessed, so nothing was answered. The guesses:\n{guesses}\nWrite the mapping with --propose MAP.toml, check it and give it with --map MAP.toml; if all of it is right, --accept-proposed does",
                ledger = ledger.display(),
                guesses =
                    guesses.iter().map(|guess| format!("  {guess}")).collect::<Vec<_>>().join("\n")
            ),
            Self::NoSuchReading { id, known } => say!(
                lang,
                "没有叫“{id}”的读法；可以写 {known}",
                "no reading {id:?}; use one of {known}"
            ),
            Self::NoOutput => {
                say!(lang, "没有说写到哪里；请加 -o 文件名", "nowhere to write to; give -o FILE")
            }
            Self::Synonyms(error) => say!(
                lang,
                "本程序自带的数据已损坏（{error}）；请重新安装 mingbai",
                "this program is damaged: {error}; install mingbai again"
            ),
            Self::OldLineEnds(path) => say!(
                lang,
                "{path}：每行结尾是老式 Mac 的回车；请在表格软件里另存为“CSV UTF-8”",
                "{path}: the lines end as on old Macs, with a carriage return alone; save it as \"CSV UTF-8\"",
                path = path.display()
            ),
            Self::NotAPlainFile(path) => say!(
                lang,
                "{path}：不是普通文件；请给一个 CSV 文件的路径",
                "{path}: not a plain file; give the path of a CSV file",
                path = path.display()
            ),
            Self::NotAFileToWrite(path) => say!(
                lang,
                "{path}：不能写成文件；-o 请给文件名",
                "{path}: not a file to write; -o must name a file",
                path = path.display()
            ),
            Self::OverItself(path) => say!(
                lang,
                "{path}：这个命令也要读它，写出来会盖掉它；请给 -o 换一个文件名",
                "{path}: is read by this command and would be overwritten; choose another -o",
                path = path.display()
            ),
            Self::NoHeader(ledger) => say!(
                lang,
                "{ledger}:1: 没有表头；第一行要写每一列的名称，如 residence,dibao 或 户口,吃低保",
                "{ledger}:1: no header; the first line must name the columns, like residence,dibao",
                ledger = ledger.display()
            ),
            Self::NoFactColumn { ledger, found } => say!(
                lang,
                "{ledger}:1: 表头里没有一列是要问的事项，只有：{found}；请写事项的名称，如 户口 或 residence（全部名称：mingbai facts），列与列用逗号隔开",
                "{ledger}:1: no column of the header is a fact, only: {found}; name facts, like residence or 户口 (`mingbai facts` lists all), with commas between the columns",
                ledger = ledger.display()
            ),
            Self::TwoColumns { ledger, fact, one, other } => say!(
                lang,
                "{ledger}:1: “{one}”和“{other}”两列是同一个事项 {fact}；请只留一列",
                "{ledger}:1: the columns {one:?} and {other:?} are both the fact {fact}; keep one of them",
                ledger = ledger.display()
            ),
            Self::AnswerColumn { ledger, name } => say!(
                lang,
                "{ledger}:1: 表头里的“{name}”和答案的一列同名；请改名，或删去这一列",
                "{ledger}:1: the column {name:?} has the name of a column of the answer; rename it or take it out",
                ledger = ledger.display()
            ),
            Self::NotWritten(path, error) => say!(
                lang,
                "{path}：没写完：{error}；没有留下半个文件",
                "{path}: could not be written: {error}; no half file was left; make room or choose another folder",
                path = path.display(),
                error = io_words(error, lang)
            ),
            Self::Interrupted => say!(
                lang,
                "中断了，没有写出文件；要结果请重新运行",
                "interrupted, no file was written; run it again for the answers"
            ),
            Self::NoThreads(error) => say!(
                lang,
                "开不了线程（{error}）；请加 --jobs 1 再试",
                "no threads: {error}; try --jobs 1"
            ),
            Self::LostWorker => say!(
                lang,
                "有一个线程停了，没有写出文件；请再试一次",
                "a worker stopped, no file was written; try again"
            ),
        }
    }
}

/// What an error of the system is; in Chinese with what to do, in English as the system says it.
fn io_words(error: &io::Error, lang: Lang) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    let words = match error.kind() {
        io::ErrorKind::NotFound => "找不到；请检查路径",
        io::ErrorKind::PermissionDenied => "没有权限；请检查文件和文件夹的权限",
        io::ErrorKind::IsADirectory => "是文件夹，不是文件；请写文件的路径",
        io::ErrorKind::NotADirectory => "路径里有一段不是文件夹；请检查路径",
        io::ErrorKind::StorageFull => "磁盘满了；请腾出空间，或换一个地方",
        io::ErrorKind::ReadOnlyFilesystem => "这里是只读的；请换一个地方",
        _ => return format!("读写出错（{error}）；请检查路径、权限和磁盘空间"),
    };
    words.to_owned()
}
