//! What `-o` writes: through a link, into a device or a pipe as it is, never over what the command reads; and it ends.

#![cfg(unix)]

use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::{FileTypeExt as _, symlink};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use crate::roster::{Desk, FIGURES, mingbai, stderr};

const POLICY: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/policies/liangping-2019/policy.toml");

/// A policy, its figures, a template, a ledger with a row that is bad, one as it is kept, and what may be a mapping.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::copy(POLICY, desk.path("policy.toml")).unwrap();
    fs::copy(FIGURES, desk.path("figures.toml")).unwrap();
    fs::write(desk.path("template.html"), "<html><!--mingbai-data--></html>").unwrap();
    fs::write(desk.path("in.csv"), "name,dibao\nA,true\nB,perhaps\n").unwrap();
    fs::copy(KEPT, desk.path("kept.csv")).unwrap();
    fs::write(desk.path("map.toml"), "# none yet\n").unwrap();
    desk
}

const ROSTER: [&str; 5] = ["roster", "--policy", "policy.toml", "--figures", "figures.toml"];

const BUNDLE: [&str; 7] = [
    "bundle",
    "--policy",
    "policy.toml",
    "--figures",
    "figures.toml",
    "--template",
    "template.html",
];

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ledger/tests/ledgers/messy.csv");

fn start(desk: &Desk, arguments: &[&str]) -> Child {
    let mut command = mingbai(arguments);
    command.current_dir(desk.folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// How it ended; it may not hang.
fn ended(mut child: Child) -> Output {
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("it does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

fn run(desk: &Desk, arguments: &[&str]) -> Output {
    ended(start(desk, arguments))
}

fn pipe(desk: &Desk, name: &str) {
    let made = Command::new("mkfifo").arg(desk.path(name)).status().unwrap();
    assert!(made.success());
}

fn is_pipe(desk: &Desk, name: &str) -> bool {
    fs::symlink_metadata(desk.path(name)).unwrap().file_type().is_fifo()
}

#[test]
fn what_a_command_reads_it_does_not_write_over() {
    let desk = desk();
    symlink("policy.toml", desk.path("link.toml")).unwrap();
    fs::copy(desk.path("in.csv"), desk.path("x.errors.csv")).unwrap();
    let roster = [&ROSTER[..], &["in.csv", "--map", "map.toml"]].concat();
    let beside = [&ROSTER[..], &["x.errors.csv"]].concat();
    for (command, outputs) in [
        (&BUNDLE[..], &["policy.toml", "figures.toml", "template.html", "link.toml"][..]),
        (&roster[..], &["in.csv", "policy.toml", "figures.toml", "map.toml", "./link.toml"][..]),
        (&beside[..], &["x.csv"][..]),
    ] {
        for output in outputs {
            let kept = desk.names().into_iter().map(|name| fs::read(desk.path(&name)).unwrap());
            let kept: Vec<Vec<u8>> = kept.collect();
            let said = run(&desk, &[command, &["-o", output]].concat());
            assert_eq!(said.status.code(), Some(2), "{command:?} {output}: {}", stderr(&said));
            assert!(stderr(&said).contains("is read by this command"), "{}", stderr(&said));
            let now = desk.names().into_iter().map(|name| fs::read(desk.path(&name)).unwrap());
            assert!(now.eq(kept), "{command:?} {output}");
        }
    }
}

#[test]
fn what_a_link_leads_to_is_written_and_the_link_stays() {
    let [roster, propose] = ["in.csv", "kept.csv"].map(|own| [&ROSTER[..], &[own]].concat());
    for (command, option, name) in [
        (&BUNDLE[..], "-o", "page.html"),
        (&roster[..], "-o", "out.csv"),
        (&propose[..], "--propose", "m.toml"),
    ] {
        for there in [true, false] {
            let desk = desk();
            fs::create_dir(desk.path("kept")).unwrap();
            symlink("second", desk.path(name)).unwrap();
            symlink(format!("kept/{name}"), desk.path("second")).unwrap();
            let target = desk.path(&format!("kept/{name}"));
            if there {
                fs::write(&target, "old").unwrap();
            }
            let said = run(&desk, &[command, &[option, name]].concat());
            let bad = i32::from(name == "out.csv");
            assert_eq!(said.status.code(), Some(bad), "{}", stderr(&said));
            for link in [name, "second"] {
                assert!(fs::symlink_metadata(desk.path(link)).unwrap().is_symlink(), "{link}");
            }
            assert!(fs::read(&target).unwrap().len() > 10, "{name}");
            assert_eq!(fs::read_dir(desk.path("kept")).unwrap().count(), 1, "{name}");
        }
    }
}

#[test]
fn a_pipe_and_a_device_are_written_to_and_stay() {
    for (command, bad) in [(&BUNDLE[..], false), (&[&ROSTER[..], &["in.csv"]].concat()[..], true)] {
        let desk = desk();
        pipe(&desk, "out");
        let (done, read) = channel();
        let path = desk.path("out");
        std::thread::spawn(move || {
            let mut text = String::new();
            File::open(path).unwrap().read_to_string(&mut text).unwrap();
            let _ = done.send(text);
        });
        let said = run(&desk, &[command, &["-o", "out"]].concat());
        assert_eq!(said.status.code(), Some(i32::from(bad)), "{}", stderr(&said));
        let text = read.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(text.starts_with(if bad { "name,dibao," } else { "<html>" }), "{text:.60}");
        assert!(is_pipe(&desk, "out"));

        // A link to the device: what would replace it would replace the link alone.
        symlink("/dev/null", desk.path("null")).unwrap();
        let said = run(&desk, &[command, &["-o", "null"]].concat());
        assert_eq!(said.status.code(), Some(i32::from(bad)), "{}", stderr(&said));
        assert!(fs::metadata(desk.path("null")).unwrap().file_type().is_char_device());
        if bad {
            // No row is lost.
            let said = stderr(&said);
            assert!(said.contains("\n3,dibao,perhaps,"), "{said}");
            assert!(said.contains("standard error: 1 rows with errors"), "{said}");
        }
        assert!(!desk.names().iter().any(|name| name.ends_with(".errors.csv")));
    }
}

#[test]
fn what_stands_where_temporary_files_do_is_no_hindrance() {
    let desk = desk();
    pipe(&desk, ".out.csv.abcdef.unfinished");
    pipe(&desk, ".page.html.abcdef.unfinished");
    symlink("in.csv", desk.path(".out.csv.fedcba.unfinished")).unwrap();
    fs::write(desk.path(".out.csv.ghijkl.unfinished"), "half").unwrap();
    let said = run(&desk, &[&ROSTER[..], &["in.csv", "-o", "out.csv"]].concat());
    assert_eq!(said.status.code(), Some(1), "{}", stderr(&said));
    let said = run(&desk, &[&BUNDLE[..], &["-o", "page.html"]].concat());
    assert_eq!(said.status.code(), Some(0), "{}", stderr(&said));
    assert!(is_pipe(&desk, ".out.csv.abcdef.unfinished"));
    let left: Vec<String> = desk.names().into_iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(
        left,
        [
            ".out.csv.abcdef.unfinished",
            ".out.csv.fedcba.unfinished",
            ".page.html.abcdef.unfinished"
        ]
    );
}

#[test]
fn a_signal_ends_what_waits_for_who_reads_the_pipe() {
    let desk = desk();
    pipe(&desk, "out");
    fs::write(desk.path("in.csv"), format!("name,dibao\n{}", "A,true\n".repeat(20_000))).unwrap();
    // Whoever has it open both ways lets it be opened, and never reads but one byte.
    let mut reader = File::options().read(true).write(true).open(desk.path("out")).unwrap();
    let child = start(&desk, &[&ROSTER[..], &["in.csv", "-o", "out"]].concat());
    reader.read_exact(&mut [0]).unwrap();
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(!ended(child).status.success());
    assert!(!desk.names().iter().any(|name| name.ends_with(".unfinished")));
}
