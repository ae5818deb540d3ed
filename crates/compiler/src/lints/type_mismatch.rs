//! A name used as another kind of thing: a flag compared, a choice ordered, a note tested.

use mingbai_core::policy::vocabulary::{Fact, FactKind};

use crate::condition::Op;
use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "type-mismatch";

/// How a fact is tested, with its own first value as the example.
fn example(fact: &Fact) -> String {
    let value = fact.kind.values().first().map_or("…", String::as_str);
    match &fact.kind {
        FactKind::Flag => format!("{0} or !{0}", fact.id),
        FactKind::Choice(_) => format!("{} == {value}", fact.id),
        FactKind::Number { min, .. } => format!("{} >= {}", fact.id, min.saturating_add(1)),
        FactKind::Set(_) => format!("{value} in {}", fact.id),
        FactKind::Money => format!("{} >= 10000", fact.id),
    }
}

/// A fact alone as a condition, though it is not a flag.
pub fn alone(report: &mut Report<'_>, span: &Span, fact: &Fact) {
    let (kind, example) = (fact.kind.name(), example(fact));
    let message = both!(
        "{fact} 不是“是/否”的事项（它是 {kind}），不能单独作条件；写 {example}",
        "{fact} is a {kind}, not a flag; write {example}",
        fact = fact.id
    );
    report.add(RULE, span, message);
}

/// A flag is compared with something.
pub fn flag_compared(report: &mut Report<'_>, span: &Span, fact: &Fact) {
    let id = &fact.id;
    let message = both!(
        "{id} 只有“是”和“否”，不用比较；写 {id} 或 !{id}",
        "{id} is a flag and is not compared; write {id} or !{id}"
    );
    report.add(RULE, span, message);
}

/// A set is compared with something.
pub fn set_compared(report: &mut Report<'_>, span: &Span, fact: &Fact) {
    let (id, example) = (&fact.id, example(fact));
    let message = both!(
        "{id} 可以同时有几个值，不能这样比较；写 {example}",
        "{id} is a set and is not compared; write {example}"
    );
    report.add(RULE, span, message);
}

/// `value in fact` where the fact is no set.
pub fn not_a_set(report: &mut Report<'_>, span: &Span, fact: &Fact) {
    let (kind, example) = (fact.kind.name(), example(fact));
    let message = both!(
        "{fact} 不是可多选的事项（它是 {kind}），不能写在 in 后面；写 {example}",
        "{fact} is a {kind}, not a set, and cannot stand after in; write {example}",
        fact = fact.id
    );
    report.add(RULE, span, message);
}

/// A choice is put in order.
pub fn ordering(report: &mut Report<'_>, span: &Span, fact: &Fact, op: Op) {
    let op = op.written();
    let message = both!(
        "{fact} 的值没有大小，不能用 {op}；用 ==、!= 或 in [ … ]",
        "the values of {fact} have no order, so {op} means nothing; write ==, != or in [ … ]",
        fact = fact.id
    );
    report.add(RULE, span, message);
}

/// A number is worked out from a fact of another kind than `wanted`.
pub fn worked_out(report: &mut Report<'_>, span: &Span, fact: &Fact, wanted: &str) {
    let message = both!(
        "{fact} 是 {kind}；这里要用 {wanted} 的事项",
        "{fact} is a {kind}; this is worked out from a fact of kind {wanted}",
        fact = fact.id,
        kind = fact.kind.name()
    );
    report.add(RULE, span, message);
}

/// An amount of a layer is worked out from a fact of a stay.
pub fn of_a_stay(report: &mut Report<'_>, span: &Span, fact: &Fact) {
    let message = both!(
        "{fact} 是每次住院各自的情况；一层的起付线、限额只能由个人或全家的情况算出",
        "{fact} is a fact of each stay; the deductible and limits of a layer are worked out from facts of the person or the household",
        fact = fact.id
    );
    report.add(RULE, span, message);
}

/// An amount is compared with two figures, or with a figure and a number.
pub fn mixed(report: &mut Report<'_>, span: &Span, fact: &str) {
    let message = both!(
        "{fact} 只能和一个 figure 的百分比比较，或者只和固定的数比较；几样都要的，另立一个事项",
        "{fact} is compared with more than one figure, or with a figure and a number; compare it with one of them, or make another fact"
    );
    report.add(RULE, span, message);
}

/// A named condition or a reading is compared.
pub fn condition_compared(report: &mut Report<'_>, span: &Span, name: &str) {
    let message = both!(
        "{name} 本身就是“成立/不成立”，不用比较；写 {name} 或 !{name}",
        "{name} is true or false and is not compared; write {name} or !{name}"
    );
    report.add(RULE, span, message);
}

/// A note is used in a condition.
pub fn note(report: &mut Report<'_>, span: &Span, reading: &str) {
    let message = both!(
        "reading.{reading} 的 kind 是 note，只给人看，不能用在条件里；删掉 kind = \"note\" 和 for，或者别在这里用",
        "reading.{reading} is a note: it is shown, not tested; delete its kind and for, or do not use it here"
    );
    report.add(RULE, span, message);
}

/// `otherwise` inside a longer condition.
pub fn otherwise(report: &mut Report<'_>, span: &Span) {
    let message = both!(
        "otherwise 只能单独写在最后一行的 when 里，不能和别的条件连用",
        "otherwise stands alone, as the whole condition of a last row; write out the condition here"
    );
    report.add(RULE, span, message);
}

/// `true` or `false` in a condition.
pub fn literal(report: &mut Report<'_>, span: &Span, word: &str) {
    let message = both!(
        "条件里不写 {word}；用 dibao、!dibao，“其余的人”用最后一行 when = 'otherwise'",
        "write no {word} in a condition; write dibao or !dibao, and a last row when = 'otherwise' for everybody else"
    );
    report.add(RULE, span, message);
}
