//! A note that does not say which provisions it is shown with, or a switch that does.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "note-for";

/// A note without `for`.
pub fn missing(report: &mut Report<'_>, span: &Span, reading: &str) {
    report.add(RULE, span, Text::new(
        format!("reading.{reading} 没说和哪几项一起显示；写 for = [\"…\"]"),
        format!("reading.{reading} does not say with which provisions it is shown; write for = [\"…\"]"),
    ));
}

/// A switch with `for`.
pub fn on_a_switch(report: &mut Report<'_>, span: &Span, reading: &str) {
    report.add(RULE, span, Text::new(
        format!("reading.{reading} 用在条件里，和哪几项有关由条件决定；删掉 for，或写 kind = \"note\""),
        format!("reading.{reading} is shown with the provisions whose conditions test it; delete for, or write kind = \"note\""),
    ));
}

/// `for` names no provision.
pub fn unknown(report: &mut Report<'_>, span: &Span, provision: &str, hint: &Text) {
    report.add(
        RULE,
        span,
        Text::new(
            format!("没有叫 {provision} 的一节 [provision.…]{}", hint.zh),
            format!("no provision is called {provision}{}", hint.en),
        ),
    );
}
