//! The command as it is called.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Exit code, standard output and standard error, given a standard input.
pub fn mingbai(lang: &str, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    mingbai_with(&[], lang, arguments, input)
}

/// The same with variables of the environment.
#[allow(dead_code, reason = "not every test sets one")]
pub fn mingbai_with(
    variables: &[(&str, &str)],
    lang: &str,
    arguments: &[&str],
    input: &str,
) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .envs(variables.iter().copied())
        .args(["--lang", lang])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}
