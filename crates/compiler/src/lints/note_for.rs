//! A note that does not say which provisions it is shown with, or a switch that does.

use crate::file::policy::PolicyFile;
use crate::finding::{Report, both};
use crate::source::Span;
use crate::suggest::did_you_mean;

/// The rule's name.
pub const RULE: &str = "note-for";

/// A note without `for`.
pub fn missing(report: &mut Report<'_>, span: &Span, reading: &str) {
    let message = both!(
        "reading.{reading} 没说和哪几项一起显示；写 for = [\"…\"]",
        "reading.{reading} does not say with which provisions it is shown; write for = [\"…\"]"
    );
    report.add(RULE, span, message);
}

/// A switch with `for`.
pub fn on_a_switch(report: &mut Report<'_>, span: &Span, reading: &str) {
    let message = both!(
        "reading.{reading} 用在条件里，和哪几项有关由条件决定；删掉 for，或写 kind = \"note\"",
        "reading.{reading} is shown with the provisions whose conditions test it; delete for, or write kind = \"note\""
    );
    report.add(RULE, span, message);
}

/// Reports every `for` that names no provision of the file.
pub fn check(file: &PolicyFile, report: &mut Report<'_>) {
    let ids = || file.provisions.iter().map(|provision| provision.id.value.as_str());
    for provision in file.readings.iter().flat_map(|reading| &reading.shown_with) {
        let provision_id = &provision.value;
        if !ids().any(|id| id == provision_id) {
            let message = both!(
                "没有叫 {provision_id} 的一节 [provision.…]{hint}",
                "no provision is called {provision_id}{hint}";
                hint = did_you_mean(provision_id, ids())
            );
            report.add(RULE, &provision.span, message);
        }
    }
}
