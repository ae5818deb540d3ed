//! Reading version numbers out of lock files and of what programs print.

/// The version of a package in the text of a Cargo.lock.
pub fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| line.trim() == name)?;
    lines.next()?.trim().strip_prefix("version = \"")?.strip_suffix('"')
}

/// The version in a line such as `wasm-pack 0.15.1` or `wasm-bindgen 0.2.130 (abcdef)`.
pub fn printed(line: &str) -> Option<&str> {
    let version = line.split_whitespace().nth(1)?;
    version.starts_with(|first: char| first.is_ascii_digit()).then_some(version)
}

/// A field of what `rustc -vV` prints, such as `release` or `host`.
pub fn of_rustc<'a>(verbose: &'a str, field: &str) -> Option<&'a str> {
    verbose.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(": ")).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n\
        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn the_lock_file_gives_the_version_of_exactly_this_package() {
        assert_eq!(locked(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(LOCK, "wasm-bindgen-macro"), Some("9.9.9"));
        assert_eq!(locked(LOCK, "wasm"), None);
    }

    #[test]
    fn programs_print_their_version_as_the_second_word() {
        assert_eq!(printed("wasm-pack 0.15.1\n"), Some("0.15.1"));
        assert_eq!(printed("wasm-bindgen 0.2.130 (0123abc)"), Some("0.2.130"));
        assert_eq!(printed("error: unknown"), None);
        assert_eq!(printed(""), None);
    }

    #[test]
    fn rustc_prints_one_field_a_line() {
        let verbose =
            "rustc 1.96.0 (abc 2026-05-01)\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        assert_eq!(of_rustc(verbose, "release"), Some("1.96.0"));
        assert_eq!(of_rustc(verbose, "host"), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(of_rustc(verbose, "commit-hash"), None);
    }
}
