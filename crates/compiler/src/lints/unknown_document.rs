//! A clause that does not say of which document it is, in a policy that has several.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unknown-document";

/// `clause` does not begin with one of `documents` and a colon.
pub fn report(report: &mut Report<'_>, span: &Span, clause: &str, documents: &[&str]) {
    let (first, all) = (documents.first().copied().unwrap_or_default(), documents.join("、"));
    let message = both!(
        "{clause} 没说是哪份文件的；前面写上文件名和冒号，如 {first}:{clause}（[source] 里有：{all}）",
        "{clause} does not say of which document it is; write its name and a colon before it, like {first}:{clause} ([source] has: {all})"
    );
    report.add(RULE, span, message);
}
