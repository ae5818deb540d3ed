//! One run of a test program, up to its first failure, within its time and memory.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::judge::{Program, Verdict, name, settings};

/// Tests that take minutes with switches in the engine. What they find wrong others find sooner: two of the largest
/// cases and of the whole command, and the one that changes the law, not the code.
const LONG: [&str; 3] =
    ["six_unknown_admissions", "a_row_gets_what_assess_gives_the_same_case", "law_mutation::"];

/// Runs a test program up to its first failure. `limit` is processor time: on a busy machine the clock runs on while
/// a program waits.
pub fn run(program: &Program, switches: &[(&str, &OsStr)], limit: Duration) -> Option<Verdict> {
    let name = name(program);
    // Time and memory are bounded by the shell: a loop that only ever adds would take the machine with it.
    let mut test = Command::new("sh");
    test.current_dir(&program.folder).stdin(Stdio::null());
    let script = "ulimit -v 4000000; ulimit -c 0; ulimit -S -t \"$0\"; exec \"$@\"";
    test.args(["-c", script]).arg(limit.as_secs().max(1).to_string()).arg(&program.path);
    test.arg(&program.module).args(LONG.iter().flat_map(|name| ["--skip", name]));
    // A tenth of the random cases will do: what they miss counts as alive. The first failure is enough,
    // and need not be made small.
    test.env("MINGBAI_FEWER_CASES", "1");
    test.env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("CARGO_MANIFEST_DIR", &program.folder)
        .envs(settings(&program.target));
    test.envs(switches.iter().copied());
    let mut child =
        in_own_group(&mut test).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let output = child.stdout.take()?;
    let (say, hear) = mpsc::channel();
    thread::spawn(move || {
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        // The receiver may be gone after the time limit.
        let _ = say.send(lines.any(|line| line.ends_with("... FAILED")));
    });
    // By the clock only what waits for nothing.
    let heard = hear.recv_timeout(limit * 10);
    if heard != Ok(false) {
        stop(&mut child);
    }
    let ended = child.wait().ok()?;
    Some(match heard {
        Ok(false) if ended.success() => Verdict::Lives,
        Ok(false) if out_of_time(ended) => Verdict::TooSlow(name),
        Ok(_) => Verdict::Caught(name),
        Err(_) => Verdict::TooSlow(name),
    })
}

#[cfg(unix)]
fn out_of_time(ended: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    ended.signal() == Some(nix::sys::signal::Signal::SIGXCPU as i32)
}

#[cfg(not(unix))]
fn out_of_time(_: ExitStatus) -> bool {
    false
}

/// The processor time of all programs that were run and have ended.
#[cfg(unix)]
pub fn spent() -> Duration {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok();
    let time = usage.map(|usage| usage.user_time() + usage.system_time());
    time.and_then(|time| u64::try_from(time.num_milliseconds()).ok())
        .map(Duration::from_millis)
        .unwrap_or_default()
}

/// Where processor time is not counted, the clock.
#[cfg(not(unix))]
pub fn spent() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

#[cfg(unix)]
fn in_own_group(command: &mut Command) -> &mut Command {
    use std::os::unix::process::CommandExt;
    command.process_group(0)
}

#[cfg(not(unix))]
fn in_own_group(command: &mut Command) -> &mut Command {
    command
}

/// Stops a program and what it started.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    {
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status();
    }
    let _ = child.kill();
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::ffi::OsString;
    use std::fs;

    use super::super::switch;
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_program_is_judged_by_how_it_ends() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let judged_within = |limit: Duration, script: &str| {
            let path = folder.path().join("program-1234");
            fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
            let program = Program {
                path,
                module: String::new(),
                folder: folder.path().to_owned(),
                target: folder.path().to_owned(),
                time: Duration::ZERO,
                meets: BTreeSet::new(),
            };
            let chosen = OsString::from("7");
            run(&program, &[(switch::VARIABLE, &chosen)], limit).unwrap()
        };
        let judged = |script: &str| judged_within(Duration::from_secs(1), script);
        assert!(matches!(judged("exit 0"), Verdict::Lives));
        assert!(matches!(judged("exit 1"), Verdict::Caught(by) if by == "program"));
        // Not waited for: the first failure is enough.
        let failed = "echo 'test a ... FAILED'; sleep 60";
        assert!(matches!(judged(failed), Verdict::Caught(_)));
        assert!(matches!(judged("while :; do :; done"), Verdict::TooSlow(_)));
        // It waits, and takes no processor time.
        assert!(matches!(judged("sleep 2"), Verdict::Lives));
        let hangs = judged_within(Duration::from_millis(50), "sleep 60");
        assert!(matches!(hangs, Verdict::TooSlow(_)));
        assert!(matches!(judged("[ $MINGBAI_MUTANT = 7 ]"), Verdict::Lives));
    }
}
