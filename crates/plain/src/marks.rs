//! What stands between words, and lines whose blanks are filled in.

use mingbai_core::kernel::lang::Lang;

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
