//! A file that is not TOML: a missing quote, a stray bracket.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "toml";

/// What the TOML reader says, at its place.
pub fn report(report: &mut Report<'_>, span: &Span, message: &str) {
    report.add(RULE, span, Text::new(
        format!("这里不合 TOML 的写法（{message}）；检查引号、括号、等号是否成对、齐全"),
        format!("this is not TOML ({message}); check that quotes, brackets and equals signs are complete"),
    ));
}
