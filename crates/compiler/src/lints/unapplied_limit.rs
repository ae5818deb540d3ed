//! A cited clause that speaks of a deductible or a limit where nothing gives the layer one: what it pays would
//! be told too high.

use crate::accounted::{Given, Limits};
use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unapplied-limit";

/// What clauses call a deductible.
const DEDUCTIBLES: [&str; 4] = ["起付标准", "起付線", "起付线", "起付標準"];

/// What clauses call a limit.
const CAPS: [&str; 6] = ["限额", "限額", "封顶", "封頂", "最高支付", "最高给付"];

/// Words that say there is none; they excuse the phrase that they stand in.
const NONE: [&str; 6] = ["不设", "不設", "取消", "免", "无", "無"];

/// Where a phrase ends.
const ENDS: [char; 9] = ['，', '。', '；', '：', ',', ';', ':', '\n', '！'];

/// A layer that rows give terms.
pub struct Limited<'a> {
    /// Its name.
    pub layer: &'a str,
    /// Its limits.
    pub limits: Limits,
    /// What the clauses of the provisions say that give it terms.
    pub texts: Vec<&'a str>,
}

/// Checks one clause, of this `text`, that rows which give terms to `layers` are from.
pub fn check(
    report: &mut Report<'_>,
    span: &Span,
    (clause, text): (&str, &str),
    layers: &[&Limited<'_>],
) {
    let lacks = |words: &[&str], given: fn(&Limits) -> Given| {
        let has = |own: &&Limited<'_>| match given(&own.limits) {
            Given::Nothing => false,
            // That there is none must be said.
            Given::None => own.texts.iter().any(|text| denies(text, words)),
            Given::Some => true,
        };
        !layers.is_empty() && !layers.iter().any(has)
    };
    let names = layers.iter().map(|own| own.layer).collect::<Vec<_>>().join("、");
    if let Some(word) = says(text, &DEDUCTIBLES)
        && lacks(&DEDUCTIBLES, |limits| limits.deductible)
    {
        deductible(report, span, clause, word, &names);
    }
    if let Some(word) = says(text, &CAPS)
        && lacks(&CAPS, |limits| limits.cap)
    {
        cap(report, span, clause, word, &names);
    }
}

/// The first of the words that stands in the text without one that says there is none.
fn says<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    let mut phrases = text.split(ENDS).filter(|phrase| !negated(phrase));
    phrases.find_map(|phrase| words.iter().find(|word| phrase.contains(**word))).copied()
}

/// Whether the text says somewhere that there is none of what the words are for.
fn denies(text: &str, words: &[&str]) -> bool {
    let mut phrases = text.split(ENDS).filter(|phrase| negated(phrase));
    phrases.any(|phrase| words.iter().any(|word| phrase.contains(word)))
}

fn negated(phrase: &str) -> bool {
    NONE.iter().any(|none| phrase.contains(none))
}

fn deductible(report: &mut Report<'_>, span: &Span, clause: &str, word: &str, layers: &str) {
    let message = both!(
        "条文 {clause} 讲到“{word}”，可是 {layers} 哪一行、哪个数据都没有起付线；写上 deductible，条文说不设才能写 no_deductible = true",
        "clause {clause} speaks of {word} (a deductible), but no row and no figure gives {layers} one; write deductible, or no_deductible = true where its clauses say there is none"
    );
    report.add(RULE, span, message);
}

fn cap(report: &mut Report<'_>, span: &Span, clause: &str, word: &str, layers: &str) {
    let message = both!(
        "条文 {clause} 讲到“{word}”，可是 {layers} 哪一行、哪个数据都没有限额；写上 cap 或 most，条文说不设才能写 cap = \"none\"",
        "clause {clause} speaks of {word} (a limit), but no row and no figure gives {layers} one; write cap or most, or cap = \"none\" where its clauses say there is none"
    );
    report.add(RULE, span, message);
}
