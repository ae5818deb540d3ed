//! What answers are told in: the lines of crates/policies/answers.toml, which the page says too.

use std::sync::OnceLock;

use mingbai_compiler::Text;
use mingbai_compiler::words::Keyed;
use mingbai_core::kernel::lang::Lang;

/// The line called `name`.
pub fn said(name: &str, lang: Lang) -> &'static str {
    let own = said_if_any(name, lang);
    debug_assert!(own.is_some(), "answers.toml has no line {name}");
    own.unwrap_or_default()
}

/// The line called `name`, if there is one.
pub fn said_if_any(name: &str, lang: Lang) -> Option<&'static str> {
    static WORDS: OnceLock<Keyed<Text>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        serde_json::from_str(mingbai_policies::ANSWER_WORDS_JSON).unwrap_or_default()
    });
    words.get(name).map(|text| text.pick(lang))
}
