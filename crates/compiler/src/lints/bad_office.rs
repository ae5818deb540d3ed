//! An office that is none, or that nobody may be sent to.

use crate::file::office::OFFICES;
use crate::finding::{Report, both};
use crate::source::Span;
use crate::suggest::did_you_mean;

/// The rule's name.
pub const RULE: &str = "bad-office";

/// A name that is no office.
pub fn unknown(report: &mut Report<'_>, span: &Span, id: &str) {
    let hint = did_you_mean(id, OFFICES);
    let all = OFFICES.join(", ");
    let message = both!(
        "没有 {id} 这个部门{hint}；可以写：{all}",
        "there is no office {id}{hint}; the offices are: {all}";
        hint = &hint
    );
    report.add(RULE, span, message);
}

/// Words of the clause for other offices than the provision's.
pub fn other(report: &mut Report<'_>, span: &Span, provision: &str) {
    let message = both!(
        "{provision}：offices 里没有 office 写的那个部门；office 要写条文点名的部门，或者删掉 offices",
        "{provision}: none of offices is its office; let office be one that the clause names, or delete offices"
    );
    report.add(RULE, span, message);
}

/// An illness is told to neighbours.
pub fn neighbours(report: &mut Report<'_>, span: &Span, provision: &str, office: &str) {
    let message = both!(
        "{provision} 会让人知道得了什么病（private），不能叫人去找 {office}；请写别的部门",
        "{provision} shows an illness (private), so nobody is sent to {office} for it; write another office"
    );
    report.add(RULE, span, message);
}

/// `private` where nothing is decided.
pub fn stated(report: &mut Report<'_>, span: &Span, provision: &str) {
    let message = both!(
        "{provision} 是写给所有人的，看不出谁得了病；请删掉 private",
        "{provision} is stated to everybody and shows nobody's illness; delete private"
    );
    report.add(RULE, span, message);
}
