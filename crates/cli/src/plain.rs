//! What answers are told in: the lines of crates/policies/answers.toml, which the page says too, and of
//! crates/policies/command-answers.toml.

use std::sync::OnceLock;

use mingbai_compiler::Text;
use mingbai_compiler::words::Keyed;
use mingbai_core::kernel::lang::Lang;

/// The line called `name`.
pub fn said(name: &str, lang: Lang) -> &'static str {
    let own = said_if_any(name, lang);
    debug_assert!(own.is_some(), "neither answers.toml nor command-answers.toml has a line {name}");
    own.unwrap_or_default()
}

/// The line called `name`, if there is one.
pub fn said_if_any(name: &str, lang: Lang) -> Option<&'static str> {
    static WORDS: OnceLock<[Keyed<Text>; 2]> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        [mingbai_policies::ANSWER_WORDS_JSON, mingbai_policies::COMMAND_ANSWER_WORDS_JSON]
            .map(|json| serde_json::from_str(json).unwrap_or_default())
    });
    words.iter().find_map(|words| words.get(name)).map(|text| text.pick(lang))
}
