//! A number that is not written exactly: a percent over 100, money with three decimals, a figure with a unit.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "bad-number";

/// `key` wants a percent or a number of points.
pub fn percent(report: &mut Report<'_>, span: &Span, key: &str, written: &str) {
    let message = both!(
        "{key} 的“{written}”不是百分数；写大于 0、不超过 100 的数，最多两位小数，如 \"70\"；什么都不给就写 gives = \"nothing\"",
        "{key} = \"{written}\" is not a percent; write a number above 0 and up to 100 with at most two decimals, such as \"70\"; for nothing at all write gives = \"nothing\""
    );
    report.add(RULE, span, message);
}

/// `key` wants an amount of yuan.
pub fn amount(report: &mut Report<'_>, span: &Span, key: &str, written: &str) {
    let message = both!(
        "{key} 的“{written}”不是金额；写大于 0 的元数，最多两位小数，如 \"10000.00\"；文件没写数目就写 \"not_stated\"",
        "{key} = \"{written}\" is not an amount; write yuan above 0 with at most two decimals, such as \"10000.00\", or \"not_stated\" where the document gives none"
    );
    report.add(RULE, span, message);
}

/// `key` wants how many there are, up to `most`.
pub fn count(report: &mut Report<'_>, span: &Span, key: &str, written: &str, most: u32) {
    let message = both!(
        "{key} 的“{written}”不是个数；写 1 到 {most} 的整数，如 25",
        "{key} = {written} is not a count; write a whole number from 1 to {most}, such as 25"
    );
    report.add(RULE, span, message);
}

/// `key` wants an amount of yuan, which must be stated.
pub fn sum(report: &mut Report<'_>, span: &Span, key: &str, written: &str) {
    let message = both!(
        "{key} 的“{written}”不是金额；写大于 0 的元数，最多两位小数，如 \"270.00\"",
        "{key} = \"{written}\" is not an amount; write yuan above 0 with at most two decimals, such as \"270.00\""
    );
    report.add(RULE, span, message);
}

/// A number that is to be worked out from figures.
pub fn derived(report: &mut Report<'_>, span: &Span, written: &str) {
    let message = both!(
        "算不出“{written}”；只能用这一项 figures 里的字相加、相减，字和 +、- 之间空一格，结果不小于 0，如 \"3个月 + 1个月\"",
        "\"{written}\" does not come to a number; add and take away figure words of this provision with a space on both sides of + and -, not below 0, such as \"3个月 + 1个月\""
    );
    report.add(RULE, span, message);
}

/// The number of a figure word.
pub fn figure(report: &mut Report<'_>, span: &Span, word: &str, written: &str) {
    let message = both!(
        "“{word}”后面的“{written}”不是数；只写数字，不带单位，如 \"10万\" = \"100000\"",
        "\"{word}\" = \"{written}\" is not a number; write digits without a unit, such as \"10万\" = \"100000\""
    );
    report.add(RULE, span, message);
}
