//! Running other programs, with errors that show what they said.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use wait_timeout::ChildExt;
use xshell::{Cmd, Shell};

/// Says in one line what is being done.
pub fn say(line: &str) {
    eprintln!("xtask: {line}");
}

/// A shell in a folder.
pub fn shell(folder: &Path) -> Result<Shell> {
    let shell = Shell::new().context("the current folder cannot be read")?;
    shell.change_dir(folder);
    Ok(shell)
}

/// `npm` and `npx` are scripts on Windows.
pub fn npm_name(program: &str) -> String {
    if cfg!(windows) { format!("{program}.cmd") } else { program.to_owned() }
}

/// Runs with the output kept, and shown only if the program fails.
pub fn quietly(cmd: Cmd) -> Result<()> {
    let shown = cmd.to_string();
    let output = cmd.quiet().ignore_status().output()?;
    if output.status.success() {
        return Ok(());
    }
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    bail!("{shown} failed ({}); its last lines:\n{}", output.status, last_lines(&said, 40))
}

/// Did it run and succeed within the time? Stopped when the time is over; output dropped.
pub fn succeeds_within(cmd: Cmd, limit: Duration) -> bool {
    let mut command = Command::from(cmd);
    let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    if let Ok(Some(status)) = child.wait_timeout(limit) {
        return status.success();
    }
    // It may have ended by itself in between: nothing to do then.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The first program of this name on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// Puts folders before PATH for this command.
pub fn path_first<'a>(cmd: Cmd<'a>, folders: &[PathBuf]) -> Result<Cmd<'a>> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    let joined =
        env::join_paths(all).context("a folder of the tools has PATH's separator in its name")?;
    Ok(cmd.env("PATH", joined))
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(count)..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;
    use xshell::cmd;

    #[test]
    fn the_end_of_a_long_output_is_shown() {
        assert_eq!(last_lines("a\nb\nc\n", 2), "b\nc");
        assert_eq!(last_lines("a", 2), "a");
    }

    #[test]
    fn a_failing_command_is_named_with_what_it_said() {
        let shell = shell(Path::new(".")).unwrap();
        let error = quietly(cmd!(shell, "cargo no-such-subcommand")).unwrap_err().to_string();
        assert!(error.starts_with("cargo no-such-subcommand failed"), "{error}");
        assert!(error.contains("no-such-subcommand`"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let shell = shell(Path::new(".")).unwrap();
        let error = quietly(cmd!(shell, "no-such-program-of-mingbai")).unwrap_err().to_string();
        assert!(error.contains("no-such-program-of-mingbai"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_hangs_is_stopped() {
        let started = Instant::now();
        let shell = shell(Path::new(".")).unwrap();
        assert!(!succeeds_within(cmd!(shell, "sleep 20"), Duration::from_millis(100)));
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(succeeds_within(cmd!(shell, "true"), Duration::from_secs(5)));
    }
}
