//! A decision diagram over the limit: an answer from it would be slow and its file large.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "too-large";

/// The diagram of `what` has over `most` nodes; `facts` have the most of them.
pub fn diagram(report: &mut Report<'_>, span: &Span, what: &str, most: usize, facts: &[String]) {
    let message = both!(
        "{what} 的判断图超过 {most} 个节点；节点最多的是 {facts}，请把用到它们的内容拆成几节",
        "the decision diagram of {what} has over {most} nodes; split the provision by {facts}, which take the most of them";
        facts = Text::listed(facts)
    );
    report.add(RULE, span, message);
}

/// Whether a layer is limited on every bill cannot be worked out; `facts` have the most nodes.
pub fn limits(report: &mut Report<'_>, span: &Span, layer: &str, facts: &[String]) {
    let message = both!(
        "{layer} 是不是总有限额，情形太多，查不过来；节点最多的是 {facts}，请让它的费率和限额少看几个事项",
        "whether {layer} always has a limit is too much to work out; let its rates and limits hang on fewer of {facts}, which take the most nodes";
        facts = Text::listed(facts)
    );
    report.add(RULE, span, message);
}

/// The policy tests more than `most` variables.
pub fn variables(report: &mut Report<'_>, span: &Span, most: usize) {
    let message = both!(
        "这份文件用到的变量超过 {most} 个；请拆成两份",
        "the policy tests more than {most} variables; split it into two policies"
    );
    report.add(RULE, span, message);
}

/// A number fact is cut into more intervals than a variable has values.
pub fn cuts(report: &mut Report<'_>, span: &Span, fact: &str, most: usize) {
    let message = both!(
        "{fact} 被分成了超过 {most} 段；请少用几个不同的界限",
        "{fact} is cut into more than {most} intervals; use fewer different thresholds"
    );
    report.add(RULE, span, message);
}
