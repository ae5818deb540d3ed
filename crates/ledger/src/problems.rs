//! What in a mapping does not fit the policy or the ledger.

use mingbai_core::kernel::lang::Lang;
use mingbai_core::say;

/// What in a mapping does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "fields are called what they are")]
pub enum MapProblem {
    /// No sheet of this name.
    NoSuchSheet(String),
    /// No row in which columns are named.
    NoHeader,
    /// A column that the ledger has not.
    NoSuchColumn { column: String, found: String },
    /// Two columns of one name, one of which would be read.
    TwoColumns(String),
    /// A fact that there is not.
    NoSuchFact { column: String, fact: String },
    /// A value that a fact has not.
    NoSuchValue { column: String, fact: String, value: String, allowed: String },
    /// A value in a column that states no single fact.
    ValueOfNoFact { column: String, value: String },
    /// `blank = "no"` where there is no such value.
    BlankIsNo { column: String },
    /// Nothing is read.
    NothingRead,
}

impl MapProblem {
    /// What is wrong and what to do, in a language.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoSuchSheet(name) => say!(
                lang,
                "没有叫“{name}”的工作表；请改对应关系里的 sheet",
                "no sheet \"{name}\"; correct `sheet` in the mapping"
            ),
            Self::NoHeader => say!(
                lang,
                "找不到表头；请在对应关系里用 header 写明表头是第几行，或者把每一列的名称写清楚",
                "no header found; say in the mapping which row it is (`header`), or name the columns"
            ),
            Self::NoSuchColumn { column, found } => say!(
                lang,
                "表头里没有“{column}”这一列，只有：{found}；请改对应关系里的 name",
                "the header has no column \"{column}\", only: {found}; correct `name` in the mapping"
            ),
            Self::TwoColumns(name) => say!(
                lang,
                "有两列都叫“{name}”；请把其中一列改名",
                "two columns are called \"{name}\"; rename one of them"
            ),
            Self::NoSuchFact { column, fact } => say!(
                lang,
                "“{column}”：没有 {fact} 这个事项；全部名称见 mingbai facts",
                "\"{column}\": no fact \"{fact}\"; `mingbai facts` lists all"
            ),
            Self::NoSuchValue { column, fact, value, allowed } => say!(
                lang,
                "“{column}”：{fact} 不能是 {value}；可以写 {allowed}，或 \"unknown\"",
                "\"{column}\": {fact} cannot be {value}; write one of {allowed}, or \"unknown\""
            ),
            Self::ValueOfNoFact { column, value } => say!(
                lang,
                "“{column}”：{value} 是哪个事项的？请写成 {{ 事项 = {value} }}，或者给这一列写 fact",
                "\"{column}\": {value} of which fact? write {{ FACT = {value} }}, or give the column a `fact`"
            ),
            Self::BlankIsNo { column } => say!(
                lang,
                "“{column}”：blank = \"no\" 只能用于“是/否”的事项，或者写了 complete 的列",
                "\"{column}\": blank = \"no\" is for a flag or a set, or a column with `complete`"
            ),
            Self::NothingRead => say!(
                lang,
                "没有一列能对上事项；请用 --propose 写出对应关系，改好以后用 --map",
                "no column is matched to a fact; write the mapping with --propose, correct it, and use --map"
            ),
        }
    }
}
