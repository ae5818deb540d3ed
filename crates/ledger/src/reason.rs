//! Why a row of a ledger has no answer: what OUT.errors.csv says of it.

use mingbai_core::kernel::lang::Lang;
use mingbai_core::say;

/// What is wrong with a row or with one of its cells.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "fields are called what they are")]
pub enum Reason<'r> {
    /// A quotation mark at the start of a cell has no other at its end.
    Quote,
    /// A line longer than any row.
    Long,
    /// More or fewer cells than the header; the lines a quotation mark runs over, if it does.
    Cells { found: usize, expected: usize, lines: Option<(u64, u64)> },
    /// Bytes that are no text.
    Garbled,
    /// A cell that is none of what may stand there; for a set the part of it that is not.
    Cell { part: Option<&'r str>, allowed: &'r str },
    /// Another column says something else.
    Contradiction { other: &'r str, value: &'r str },
    /// Things in one cell that cannot both be so.
    TwoThings,
    /// What should be an identity number and is none.
    Identity,
    /// Too many completions to work the premium out.
    TooMuchOpen,
}

impl Reason<'_> {
    /// The name of every reason, in their order.
    pub const NAMES: [&'static str; 9] = [
        "quote",
        "long",
        "cells",
        "garbled",
        "cell",
        "contradiction",
        "two-things",
        "identity",
        "too-much-open",
    ];

    /// The reason's name.
    pub const fn name(&self) -> &'static str {
        let [quote, long, cells, garbled, cell, contradiction, two, identity, open] = Self::NAMES;
        match self {
            Self::Quote => quote,
            Self::Long => long,
            Self::Cells { .. } => cells,
            Self::Garbled => garbled,
            Self::Cell { .. } => cell,
            Self::Contradiction { .. } => contradiction,
            Self::TwoThings => two,
            Self::Identity => identity,
            Self::TooMuchOpen => open,
        }
    }

    /// The reason in a language.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Quote => say!(
                lang,
                "引号（\"）有头没有尾，或者后面还有字；请补上或删去这个引号，格内的引号写两遍",
                "a quotation mark (\") is opened and not closed at the end of its cell; close it or take it out, and write a mark inside a cell twice"
            ),
            Self::Long => say!(
                lang,
                "这一行太长，不像一行；请检查是不是少了换行",
                "this line is too long for a row; check whether line breaks are missing"
            ),
            Self::Cells { found, expected, lines } => {
                let run = lines.map_or_else(String::new, |(first, last)| {
                    say!(
                        lang,
                        "；有一格从第{first}行一直写到第{last}行，请检查引号",
                        "; one cell runs from line {first} to line {last}, check its quotation marks"
                    )
                });
                say!(
                    lang,
                    "这一行有{found}格，表头有{expected}格；请补齐，或删去多余的逗号，格内有逗号的要加引号{run}",
                    "{found} cells, expected {expected} as in the header; add what is missing or take out a comma, and put quotation marks around a cell with a comma in it{run}"
                )
            }
            Self::Garbled => say!(
                lang,
                "有乱码，读不出是什么字；请重新填这一格，另存为“CSV UTF-8”",
                "bytes that are no text in this file's encoding; write the cell again and save the file as \"CSV UTF-8\""
            ),
            Self::Cell { part, allowed } => {
                let part = part.map_or_else(String::new, |part| {
                    say!(lang, "不认得“{part}”；", "\"{part}\" is not known here; ")
                });
                say!(
                    lang,
                    "{part}应填 {allowed}；不知道的留空",
                    "{part}expected {allowed}; leave it empty if it is not known"
                )
            }
            Self::Contradiction { other, value } => say!(
                lang,
                "和“{other}”一列写的“{value}”对不上；请查清楚，改对其中一格",
                "contradicts \"{value}\" in the column \"{other}\"; find out which is right and correct the other"
            ),
            Self::TwoThings => say!(
                lang,
                "一格里写的几样互相矛盾；请只留对的",
                "what stands in this cell cannot all be so; leave what is right"
            ),
            Self::Identity => say!(
                lang,
                "不是身份证号，或者出生日期不对；请按文本填 18 位号码，不知道的留空",
                "not an identity number, or its day of birth is none; write the 18 characters as text, or leave it empty if it is not known"
            ),
            Self::TooMuchOpen => say!(
                lang,
                "不知道的情况太多，算不出来；请多填几格",
                "too much is open at once to answer exactly; fill in more cells"
            ),
        }
    }
}
