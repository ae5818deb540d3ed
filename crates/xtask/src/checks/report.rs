//! What `cargo xtask test` prints at the end.

use std::fmt::Write as _;

/// How a step ended.
#[derive(Debug, PartialEq)]
pub enum End {
    /// It ran and found nothing wrong.
    Passed,
    /// It found something wrong, or could not run.
    Failed,
    /// It could not be asked for here, for a reason that is no fault of the code.
    LeftOut(String),
    /// A step before it failed.
    NotRun,
}

/// One step in the table.
pub struct Line {
    pub name: &'static str,
    pub seconds: Option<f64>,
    pub outcome: End,
}

/// A line a step: name, time, result.
pub fn table(lines: &[Line]) -> String {
    let mut table = String::new();
    for line in lines {
        let (time, word) = (time(line.seconds), word(&line.outcome));
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{:<10} {time:>8}  {word}", line.name);
    }
    table
}

/// The line the CI reads. A step that was left out is neither passed nor failed.
pub fn closing(lines: &[Line]) -> String {
    let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count();
    format!("{} passed, {} failed", count(End::Passed), count(End::Failed))
}

fn time(seconds: Option<f64>) -> String {
    seconds.map_or_else(|| "-".to_owned(), |seconds| format!("{seconds:.1} s"))
}

fn word(outcome: &End) -> String {
    match outcome {
        End::Passed => "passed".to_owned(),
        End::Failed => "FAILED".to_owned(),
        End::LeftOut(reason) => format!("left out: {reason}"),
        End::NotRun => "not run: a step before it failed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> [Line; 4] {
        [
            Line { name: "fmt", seconds: Some(0.94), outcome: End::Passed },
            Line {
                name: "policies",
                seconds: Some(0.0),
                outcome: End::LeftOut("no sources".into()),
            },
            Line { name: "build", seconds: Some(12.0), outcome: End::Failed },
            Line { name: "browser", seconds: None, outcome: End::NotRun },
        ]
    }

    #[test]
    fn what_did_not_run_counts_neither_way() {
        assert_eq!(closing(&lines()), "1 passed, 1 failed");
        assert_eq!(closing(&lines()[..1]), "1 passed, 0 failed");
    }

    #[test]
    fn the_table_names_every_step_with_its_time_and_result() {
        let expected = "fmt           0.9 s  passed\n\
                        policies      0.0 s  left out: no sources\n\
                        build        12.0 s  FAILED\n\
                        browser           -  not run: a step before it failed\n";
        assert_eq!(table(&lines()), expected);
    }
}
