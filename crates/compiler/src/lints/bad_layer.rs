//! A layer of the settlement, its pool or its key that is not written as it must be.

use crate::finding::{Report, Text, both};
use crate::source::Span;
use crate::suggest::one_of;

/// The rule's name.
pub const RULE: &str = "bad-layer";

/// `[layer.NAME]`, which settlement.layers does not list.
pub fn not_listed(report: &mut Report<'_>, span: &Span, name: &str, layers: &[&str]) {
    let message = both!(
        "[layer.{name}] 不在 settlement.layers 里；按先后写进去（现在有：{layers}），或者删掉这一节",
        "[layer.{name}] is not among settlement.layers; put it there in the order of paying (now: {layers}), or delete the table";
        layers = Text::listed(layers)
    );
    report.add(RULE, span, message);
}

/// A layer that stands in settlement.layers twice.
pub fn twice(report: &mut Report<'_>, span: &Span, name: &str) {
    let message = both!(
        "settlement.layers 里 {name} 写了两次；只留一个",
        "settlement.layers lists {name} twice; keep one"
    );
    report.add(RULE, span, message);
}

/// A layer that has no table and is none of the known ones.
pub fn no_table(report: &mut Report<'_>, span: &Span, name: &str) {
    let message = both!(
        "{name} 不是大家都有的那三层；请写一节 [layer.{name}]，写明 label、counts、base",
        "{name} is none of the layers every county has; write a [layer.{name}] with label, counts and base"
    );
    report.add(RULE, span, message);
}

/// Bills that a layer counts alone, where it counts each alone in any case.
pub fn each_bill(report: &mut Report<'_>, span: &Span, layer: &str) {
    let message = both!(
        "layer.{layer} 本来就每次单独算；删掉 each_bill，或写 counts = \"year\"",
        "layer.{layer} counts each bill alone anyway; delete each_bill, or write counts = \"year\""
    );
    report.add(RULE, span, message);
}

/// More layers or pools than an answer can hold.
pub fn too_many(report: &mut Report<'_>, span: &Span, layers: usize, pools: usize) {
    let message = both!(
        "层最多 {layers} 个，连同各层的额度池最多 {pools} 个；并掉几个",
        "there may be {layers} layers, and {pools} pools with those of the layers; join some"
    );
    report.add(RULE, span, message);
}

/// A word of `figures` that is no figure of a layer.
pub fn figure(report: &mut Report<'_>, span: &Span, word: &str) {
    let hint = one_of(word, ["deductible", "rate", "bands", "cap"]);
    let message = both!(
        "figures 里的“{word}”不是一层的数字{hint}",
        "\"{word}\" is no figure of a layer{hint}";
        hint = &hint
    );
    report.add(RULE, span, message);
}

/// A layer whose figures are one rate and bands of rates.
pub fn rate_and_bands(report: &mut Report<'_>, span: &Span) {
    let message = both!(
        "figures 里 rate 和 bands 只能写一个：一个比例，或者分段比例",
        "figures has rate and bands: write the one rate, or bands of rates"
    );
    report.add(RULE, span, message);
}

/// Terms of a pool that only a layer can have.
pub fn pool(report: &mut Report<'_>, span: &Span, name: &str) {
    let message = both!(
        "{name} 只是一个额度池，只能写 cap 或 after；比例和起付线要写给层",
        "{name} is a pool only: give it cap or after; rates and deductibles are given to layers"
    );
    report.add(RULE, span, message);
}

/// `after.sum` or `after.reaches` names a layer that pays later than what it changes.
pub fn later(report: &mut Report<'_>, span: &Span, name: &str, layer: &str) {
    let message = both!(
        "after 里的 {layer} 排在 {name} 后面，那时还没算到；只能写前面的层，或者 in_scope",
        "{layer} pays after {name}, so its sum is not known then; name an earlier layer, or in_scope"
    );
    report.add(RULE, span, message);
}

/// `after.sum` or `after.reaches` names no layer.
pub fn no_layer(report: &mut Report<'_>, span: &Span, name: &str, hint: &Text) {
    let message = both!(
        "没有叫 {name} 的层{hint}",
        "no layer is called {name}{hint}";
        hint = hint
    );
    report.add(RULE, span, message);
}

/// A key that is no choice of the vocabulary.
pub fn key(report: &mut Report<'_>, span: &Span, name: &str) {
    let message = both!(
        "{name} 不是选择类事项，数字不能按它分；写一个选择类事项，或者 key = []",
        "{name} is no choice fact, so figures cannot be keyed by it; name a choice fact, or write key = []"
    );
    report.add(RULE, span, message);
}

/// More keys than one of the person and one of the bill.
pub fn keys(report: &mut Report<'_>, span: &Span) {
    let message = both!(
        "key 最多两个：一个是人或家的事项，一个是住院的事项；缴费的 key 只能是人或家的，最多一个",
        "key has at most one fact of the person or the household and one of the stay; that of contributions is one of a person or a household"
    );
    report.add(RULE, span, message);
}

/// `when` of the settlement or the premium that stands in two places.
pub fn when_twice(report: &mut Report<'_>, span: &Span, table: &str) {
    let message = both!(
        "{table}.when 写了两处；只留 [{table}] 里的",
        "{table}.when stands in two places; keep the one in [{table}]"
    );
    report.add(RULE, span, message);
}
