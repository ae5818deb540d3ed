//! What every row of a ledger's answers says of itself, so that no answer is taken for more than it is.

use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::{Policy, Validity};

/// That the document does not hold on the day, that the figures are invented; nothing where neither is so.
pub fn caution(policy: &Policy, on: Option<Date>, example: bool, lang: Lang) -> Option<String> {
    let validity = on.and_then(|on| match policy.data().in_force.on(on) {
        Validity::InForce => None,
        Validity::NotYetInForce => {
            Some(lang.pick("文件还没有生效", "the document is not yet in force"))
        }
        Validity::Lapsed => Some(lang.pick(
            "文件已经失效，答的只是当年的规定",
            "the document has LAPSED, these are the answers of its time",
        )),
    });
    let example = example.then(|| example_words(lang));
    let all: Vec<&str> = validity.into_iter().chain(example).collect();
    (!all.is_empty()).then(|| all.join(lang.pick("；", "; ")))
}

/// That the figures are invented.
pub const fn example_words(lang: Lang) -> &'static str {
    lang.pick(
        "用的是示例数字，不是真的，算出的金额不能当真",
        "EXAMPLE FIGURES, not real: do not rely on any amount",
    )
}
