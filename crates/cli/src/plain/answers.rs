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

/// What stands between a name and its value.
pub const fn colon(lang: Lang) -> &'static str {
    lang.pick("：", ": ")
}

/// What stands between short things.
pub const fn comma(lang: Lang) -> &'static str {
    lang.pick("、", ", ")
}

/// What stands between things that may have commas.
pub const fn semicolon(lang: Lang) -> &'static str {
    lang.pick("；", "; ")
}

/// A line with its blanks filled in: `{n}` is what `blank` gives for `n`.
pub fn filled(line: &str, blank: impl Fn(&str) -> String) -> String {
    let mut said = String::new();
    let mut parts = line.split(['{', '}']);
    while let Some(plain) = parts.next() {
        said.push_str(plain);
        said.extend(parts.next().map(&blank));
    }
    said
}
