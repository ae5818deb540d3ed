//! Running other programs: a clean environment, and errors that show what the program said.

use std::env;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Says in one line what is being done.
pub fn say(line: &str) {
    eprintln!("xtask: {line}");
}

/// A command in a folder, without input and without what `cargo run` set for xtask itself.
///
/// `cargo run` describes the crate xtask to its children (`CARGO_MANIFEST_DIR`, `CARGO_PKG_…`),
/// names its own compiler and puts its libraries first. Passed on, these would make another
/// cargo rebuild, or a Debian rustc load rustup's libraries.
pub fn command(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(set_by_cargo_run) {
            command.env_remove(&name);
        }
    }
    command
}

/// Is this a variable that `cargo run` sets for the program it starts? A user's own settings
/// (`CARGO_HOME`, `CARGO_TARGET_DIR`, `CARGO_NET_OFFLINE`, …) are not.
fn set_by_cargo_run(name: &str) -> bool {
    const EXACT: [&str; 13] = [
        "CARGO",
        "CARGO_BIN_NAME",
        "CARGO_CRATE_NAME",
        "CARGO_MAKEFLAGS",
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_LINKS",
        "CARGO_MANIFEST_PATH",
        "CARGO_PRIMARY_PACKAGE",
        "CARGO_TARGET_TMPDIR",
        "DYLD_FALLBACK_LIBRARY_PATH",
        "LD_LIBRARY_PATH",
        "OUT_DIR",
        "RUST_RECURSION_COUNT",
    ];
    EXACT.contains(&name) || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_BIN_EXE_")
}

/// `npm` and `npx` are scripts on Windows.
pub fn npm_name(program: &str) -> String {
    if cfg!(windows) { format!("{program}.cmd") } else { program.to_owned() }
}

/// Runs with the output shown as it comes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs with the output kept, and shown only if it fails.
pub fn run_quietly(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| not_started(command))?;
    check(command, &output)
}

/// What the program prints.
pub fn printed_by(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| not_started(command))?;
    check(command, &output)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Did it run and succeed within the time? Stopped when the time is over; output dropped.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        return false;
    };
    let end = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(20)),
            _ => {
                // It may have ended by itself in between: nothing to do then.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// The first program of this name on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// Puts folders before PATH for this command.
pub fn path_first(command: &mut Command, folders: &[PathBuf]) -> Result<()> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    let joined =
        env::join_paths(all).context("a folder of the tools has PATH's separator in its name")?;
    command.env("PATH", joined);
    Ok(())
}

fn check(command: &Command, output: &Output) -> Result<()> {
    if output.status.success() {
        return Ok(());
    }
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    bail!(
        "{} failed ({}); its last lines:\n{}",
        shown(command),
        output.status,
        last_lines(&said, 40)
    );
}

fn not_started(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy();
    let hint = match &*name {
        "node" | "npm" | "npx" => ". Install Node.js 20 or newer",
        "cargo" | "rustc" => ". Install Rust: https://rustup.rs",
        _ => "",
    };
    format!("{} cannot be started{hint}", program.display())
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line =
        program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    for argument in command.get_args() {
        // Writing to a string cannot fail.
        let _ = write!(line, " {}", argument.to_string_lossy());
    }
    line
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(count)..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_settings_of_cargo_are_kept() {
        for kept in [
            "CARGO_HOME",
            "CARGO_TARGET_DIR",
            "CARGO_NET_OFFLINE",
            "CARGO_BUILD_JOBS",
            "RUSTUP_TOOLCHAIN",
        ] {
            assert!(!set_by_cargo_run(kept), "{kept}");
        }
        for dropped in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "LD_LIBRARY_PATH"] {
            assert!(set_by_cargo_run(dropped), "{dropped}");
        }
    }

    #[test]
    fn the_end_of_a_long_output_is_shown() {
        assert_eq!(last_lines("a\nb\nc\n", 2), "b\nc");
        assert_eq!(last_lines("a", 2), "a");
    }

    #[test]
    fn a_failing_command_is_named_with_what_it_said() {
        let mut listing = command("cargo", Path::new("."));
        let error = run_quietly(listing.arg("no-such-subcommand")).unwrap_err().to_string();
        assert!(error.starts_with("cargo no-such-subcommand failed"), "{error}");
        assert!(error.contains("no-such-subcommand`"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut command("no-such-program-of-mingbai", Path::new("."))).unwrap_err();
        assert_eq!(error.to_string(), "no-such-program-of-mingbai cannot be started");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_hangs_is_stopped() {
        let started = Instant::now();
        let mut hanging = command("sleep", Path::new("."));
        assert!(!succeeds_within(hanging.arg("20"), Duration::from_millis(100)));
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(succeeds_within(&mut command("true", Path::new(".")), Duration::from_secs(5)));
    }
}
