//! A policy that passed every check and yet contradicts itself: a fault of the compiler, not of the file.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "compiler-fault";

/// What the engine says to the compiled policy.
pub fn report(report: &mut Report<'_>, span: &Span, what: &str) {
    let message = both!(
        "这是明白编译器自己的错（{what}），不是文件的错；请把文件发给开发者",
        "this is a fault of Mingbai's compiler ({what}), not of the file; please send the file to the developers"
    );
    report.add(RULE, span, message);
}
