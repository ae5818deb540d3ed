//! A cited clause that speaks of a deductible or a limit where nothing gives the layer one: what it pays would
//! be told too high.

use crate::accounted::{Accounted, Limits};
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

/// Checks one clause, of this `text`, that rows which give terms to `layers` are from.
pub fn check(
    report: &mut Report<'_>,
    span: &Span,
    (clause, text): (&str, &str),
    layers: &[&str],
    account: &Accounted,
) {
    let lacks = |has: fn(&Limits) -> bool| {
        let mut own = account.limits.iter().filter(|(layer, _)| layers.contains(&layer.as_str()));
        !layers.is_empty() && !own.any(|(_, limits)| has(limits))
    };
    let names = layers.join("、");
    if let Some(word) = says(text, &DEDUCTIBLES).filter(|_| lacks(|limits| limits.deductible)) {
        deductible(report, span, clause, word, &names);
    }
    if let Some(word) = says(text, &CAPS).filter(|_| lacks(|limits| limits.cap)) {
        cap(report, span, clause, word, &names);
    }
}

/// The first of the words that stands in the text without one that says there is none.
fn says<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    let mut phrases =
        text.split(ENDS).filter(|phrase| !NONE.iter().any(|none| phrase.contains(none)));
    phrases.find_map(|phrase| words.iter().find(|word| phrase.contains(**word))).copied()
}

fn deductible(report: &mut Report<'_>, span: &Span, clause: &str, word: &str, layers: &str) {
    let message = both!(
        "条文 {clause} 讲到“{word}”，可是 {layers} 哪一行、哪个数据都没有起付线；写上 deductible，条文说没有就写 no_deductible = true",
        "clause {clause} speaks of {word} (a deductible), but no row and no figure gives {layers} one; write deductible, or no_deductible = true where the clause says there is none"
    );
    report.add(RULE, span, message);
}

fn cap(report: &mut Report<'_>, span: &Span, clause: &str, word: &str, layers: &str) {
    let message = both!(
        "条文 {clause} 讲到“{word}”，可是 {layers} 哪一行、哪个数据都没有限额；写上 cap 或 most，条文说没有就写 cap = \"none\"",
        "clause {clause} speaks of {word} (a limit), but no row and no figure gives {layers} one; write cap or most, or cap = \"none\" where the clause says there is none"
    );
    report.add(RULE, span, message);
}
