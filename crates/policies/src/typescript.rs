//! Writes www/src/words/answer-words.ts from answers.toml, and checks that it has not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-policies typescript` rewrites it.

use mingbai_compiler::Text;
use mingbai_compiler::words::Keyed;
use mingbai_typescript::Generated;

#[test]
fn the_pages_words_of_answers_are_those_of_the_command() {
    let words: Keyed<Text> = serde_json::from_str(crate::ANSWER_WORDS_JSON).unwrap();
    let line = |(name, Text { zh, en }): &(String, Text)| {
        format!("  {name}: {{ zh: {zh:?}, en: {en:?} }},\n")
    };
    let lines: Vec<String> = words.0.iter().map(line).collect();
    Generated::of("policies")
        .with_text("export const ANSWER_WORDS = {\n")
        .with_text(&lines.concat())
        .with_text("};\n")
        .check("www/src/words/answer-words.ts");
}
