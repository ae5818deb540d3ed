//! `cargo xtask test`: the checks, in order, up to the first that fails.

mod report;
mod steps;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use self::report::{End, Line};
use self::steps::{BROWSERS, STEPS, Step};
use crate::times;

/// The only step of `cargo xtask test --browsers`.
pub const REAL_BROWSERS: &str = BROWSERS.name;

/// Prints the steps.
pub fn list() {
    for step in STEPS {
        println!("{:<10} {}", step.name, step.what);
    }
    println!("{:<10} {} (--browsers; not one of the others)", BROWSERS.name, BROWSERS.what);
}

/// Those named, in order; all but `browsers` where none is.
fn chosen(only: &[&str]) -> Result<Vec<Step>> {
    if only.is_empty() {
        return Ok(STEPS.into());
    }
    let all = STEPS.into_iter().chain([BROWSERS]);
    let names: Vec<&str> = all.clone().map(|step| step.name).collect();
    if let Some(unknown) = only.iter().find(|name| !names.contains(name)) {
        bail!("no step is called {unknown}; expected one of {}", names.join(", "));
    }
    Ok(all.filter(|step| only.contains(&step.name)).collect())
}

/// Runs the steps, or those named. The last line it prints is `N passed, M failed`.
pub fn run(only: &[&str]) -> Result<ExitCode> {
    let mut lines = Vec::new();
    let mut failed = false;
    for step in chosen(only)? {
        if failed {
            lines.push(Line { name: step.name, seconds: None, outcome: End::NotRun });
            continue;
        }
        let name = format!("test step {}", step.name);
        println!("\n== {}: {}{}", step.name, step.what, times::last(&name));
        let start = Instant::now();
        let outcome = match (step.run)() {
            Ok(outcome) => outcome,
            Err(error) => {
                failed = true;
                eprintln!("error: {error:#}");
                End::Failed
            }
        };
        let seconds = start.elapsed().as_secs_f64();
        times::keep(&name, seconds);
        lines.push(Line { name: step.name, seconds: Some(seconds), outcome });
    }
    println!("\n{}", report::table(&lines));
    println!("{}", report::closing(&lines));
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_real_browsers_are_a_step_that_must_be_named() {
        let names = |only: &[&str]| -> Vec<&str> {
            chosen(only).unwrap().iter().map(|step| step.name).collect()
        };
        assert_eq!(names(&[]).last(), Some(&"sizes"));
        assert_eq!(names(&[REAL_BROWSERS, "fmt"]), ["fmt", "browsers"]);
        let error = chosen(&["safari"]).err().unwrap().to_string();
        assert!(error.ends_with("browser, sizes, browsers"), "{error}");
    }
}
