//! Files that `mingbai roster` writes: there whole or not at all, never over what they were made from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::roster::{Desk, FIGURES, Random, mingbai, stderr};

#[test]
fn only_a_plain_file_is_written_over() {
    let desk = Desk::new();
    fs::write(desk.path("in.csv"), "dibao\ntrue\n").unwrap();
    fs::create_dir(desk.path("folder.csv")).unwrap();
    fs::create_dir(desk.path("x.errors.csv")).unwrap();
    for out in ["folder.csv", "x.csv"] {
        let input = desk.path("in.csv");
        let mut command = mingbai(&["roster", "--policy", "liangping-2019"]);
        let output = command.arg(input).arg("-o").arg(desk.path(out)).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("not a file to write"), "{}", stderr(&output));
    }
    #[cfg(unix)]
    {
        // Renaming over a device would take it away from everybody.
        use std::os::unix::fs::FileTypeExt as _;
        std::os::unix::net::UnixListener::bind(desk.path("socket")).unwrap();
        let mut command = mingbai(&["roster", "--policy", "liangping-2019"]);
        let output =
            command.arg(desk.path("in.csv")).arg("-o").arg(desk.path("socket")).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(fs::metadata(desk.path("socket")).unwrap().file_type().is_socket());
    }
}

#[test]
fn a_ledger_is_not_overwritten_by_its_answers() {
    let desk = Desk::new();
    fs::write(desk.path("in.csv"), "dibao\ntrue\n").unwrap();
    let (input, out) = (desk.path("in.csv"), desk.path("./in.csv"));
    let mut command = mingbai(&["roster", "--policy", "liangping-2019"]);
    let output = command.arg(input).arg("-o").arg(out).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(desk.text("in.csv"), "dibao\ntrue\n");
}

/// Rows of nine facts, every hundredth bad. `MINGBAI_BIG=1`: a million.
fn ledger(rows: usize) -> String {
    let mut random = Random(3);
    let mut text = "name,residence,registered_poor,dibao,tekun,orphan,low_income,illness_poverty,scheme,tier\n".to_owned();
    for row in 0..rows {
        let mut pick = |values: &[&'static str]| values[random.below(values.len())];
        let residence = pick(&["rural", "urban", ""]);
        let poor = pick(&["none", "not_lifted", "lifted"]);
        let flags: Vec<&str> = (0..5).map(|_| pick(&["false", "true", ""])).collect();
        let scheme = pick(&["resident", "employee", "none"]);
        let tier = if row % 100 == 99 { "tier_0" } else { pick(&["tier_1", "tier_2", ""]) };
        writeln!(text, "R{row},{residence},{poor},{},{scheme},{tier}", flags.join(",")).unwrap();
    }
    text
}

#[test]
fn one_row_in_a_hundred_is_bad_and_the_others_are_answered() {
    let rows = if std::env::var_os("MINGBAI_BIG").is_some() { 1_000_000 } else { 30_000 };
    let desk = Desk::new();
    let output = desk.roster("liangping-2019", ledger(rows), &["--figures", FIGURES]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("EXAMPLE FIGURES"));
    assert_eq!(desk.text("out.csv").lines().count(), rows / 100 * 99 + 1);
    let errors = desk.errors();
    assert_eq!(errors.len(), rows / 100);
    for (index, error) in errors.iter().enumerate() {
        assert_eq!(
            error[..3],
            [((index + 1) * 100 + 1).to_string(), "tier".into(), "tier_0".into()]
        );
    }
    // In the order of the ledger.
    let answers = desk.answers();
    let names = (0..rows).filter(|row| row % 100 != 99).map(|row| format!("R{row}"));
    assert!(answers.iter().zip(names).all(|(row, name)| row["name"] == name));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains(&format!("{} rows with errors", rows / 100)), "{stderr}");
    assert!(!stderr.contains('\r'), "no progress bar where there is no terminal");
}

#[cfg(unix)]
#[test]
fn stopped_midway_leaves_nothing_and_killed_leaves_no_answer() {
    let desk = Desk::new();
    fs::write(desk.path("in.csv"), ledger(400_000)).unwrap();
    for (signal, left) in [("-TERM", false), ("-INT", false), ("-KILL", true)] {
        let mut child = mingbai(&["roster", "--policy", "liangping-2019", "--jobs", "1"])
            .args([desk.path("in.csv").as_path(), Path::new("-o"), desk.path("out.csv").as_path()])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let began = Instant::now();
        while !desk.names().iter().any(|name| name.starts_with(".out.csv.")) {
            assert!(began.elapsed() < Duration::from_secs(60), "it never began to write");
            assert!(child.try_wait().unwrap().is_none(), "too quick to be stopped");
            std::thread::sleep(Duration::from_millis(1));
        }
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        let status = child.wait().unwrap();
        assert!(!status.success());
        let unfinished = desk.names().iter().any(|name| name.ends_with(".unfinished"));
        assert!(!desk.path("out.csv").exists() && !desk.path("out.errors.csv").exists());
        assert_eq!(unfinished, left, "{signal}: {:?}", desk.names());
    }
    // The next run clears away what the killed one left.
    let output = desk.roster("liangping-2019", "dibao\ntrue\n", &[]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(desk.names(), ["in.csv", "out.csv"]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_answer_alone() {
    let desk = Desk::new();
    fs::write(desk.path("in.csv"), ledger(20_000)).unwrap();
    fs::write(desk.path("out.csv"), "old").unwrap();
    // No file may grow past 64 KB, which is what a full disk looks like from inside.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"";
    let output = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_mingbai"), "roster", "--policy", "liangping-2019"])
        .args([desk.path("in.csv").as_path(), Path::new("-o"), desk.path("out.csv").as_path()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(desk.text("out.csv"), "old");
    assert_eq!(desk.names(), ["in.csv", "out.csv"]);
}

#[test]
fn the_ledgers_of_the_guides_are_answered_as_they_say() {
    for guide in ["docs/ledger.md", "docs/ledger.zh.md"] {
        let desk = Desk::new();
        let path = Path::new(FIGURES).with_file_name("..").join(guide);
        let text = fs::read_to_string(path).unwrap();
        let written: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("    ")).collect();
        let (ledger, command) = written.split_at(4);
        fs::write(desk.path("ledger.csv"), ledger.join("\r\n")).unwrap();
        fs::copy(FIGURES, desk.path("figures.toml")).unwrap();
        let words = command[0].strip_prefix("mingbai ").unwrap().split(' ');
        let output = Command::new(env!("CARGO_BIN_EXE_mingbai"))
            .args(words)
            .current_dir(desk.folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{guide}: {}", stderr(&output));
        let mut reader = csv::Reader::from_path(desk.path("answers.csv")).unwrap();
        let header = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let cell = |row: usize, name: &str| {
            rows[row][header.iter().position(|own| own == name).unwrap()].to_owned()
        };
        // In Chinese columns and results are in words; behind the ledger's own columns the first is premium-aid's.
        let (aid, pays, granted, open) = if guide.contains(".zh.") {
            ("财政代缴（元）", "自己还要交（元）", "给", "未定")
        } else {
            ("premium.aid", "premium.pays", "granted", "open")
        };
        let premium = header[ledger[0].split(',').count()].to_owned();
        assert_eq!(cell(0, &premium), granted);
        assert_eq!((cell(0, aid), cell(0, pays)), ("200.00".into(), "300.00".into()));
        assert_eq!(cell(2, &premium), open);
        // Every column of the table is one that there is.
        for line in text.lines().filter(|line| line.starts_with("| `")) {
            let names = line.split('|').nth(1).unwrap().split('`').skip(1).step_by(2);
            for name in names {
                assert!(header.iter().any(|own| own == name), "{guide}: {name}");
            }
        }
    }
}
