//! A reading that does not say which provisions it is shown with though no condition of theirs tests it, or says so
//! though one does.

use crate::condition::meaning::{Meaning, Test};
use crate::file::policy::PolicyFile;
use crate::finding::{Report, both};
use crate::meanings::Meanings;
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::words::ReadingKind;

/// The rule's name.
pub const RULE: &str = "note-for";

/// A note without `for`, or a switch that only says how layers count.
pub fn missing(report: &mut Report<'_>, span: &Span, reading: &str) {
    let message = both!(
        "reading.{reading} 没说和哪几项一起显示；写 for = [\"…\"]",
        "reading.{reading} does not say with which provisions it is shown; write for = [\"…\"]"
    );
    report.add(RULE, span, message);
}

/// A switch with `for` that conditions of provisions test.
fn on_a_switch(report: &mut Report<'_>, span: &Span, reading: &str) {
    let message = both!(
        "reading.{reading} 用在条件里，和哪几项有关由条件决定；删掉 for，或写 kind = \"note\"",
        "reading.{reading} is shown with the provisions whose conditions test it; delete for, or write kind = \"note\""
    );
    report.add(RULE, span, message);
}

/// Reports every `for` that names no provision of the file, and every switch whose `for` is not as its use.
pub fn check(file: &PolicyFile, meanings: &Meanings, report: &mut Report<'_>) {
    for (index, reading) in file.readings.iter().enumerate() {
        if reading.kind == ReadingKind::Note {
            continue;
        }
        let tested = tests(meanings.of_provisions(), index);
        match reading.shown_with.first() {
            Some(first) if tested => on_a_switch(report, &first.span, &reading.id.value),
            None if !tested && tests(meanings.each_bills.iter().flatten(), index) => {
                missing(report, &reading.id.span, &reading.id.value);
            }
            _ => {}
        }
    }
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

/// Whether some condition tests the reading.
fn tests<'m>(meanings: impl Iterator<Item = &'m Meaning>, reading: usize) -> bool {
    let mut tested = false;
    for meaning in meanings {
        meaning.tests(&mut |test| {
            tested |= matches!(test, Test::Reading { reading: own } if *own == reading);
        });
    }
    tested
}
