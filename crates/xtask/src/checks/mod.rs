//! `cargo xtask test`: every check there is, in order, up to the first that fails.

mod report;
mod steps;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use self::report::{End, Line};
use self::steps::STEPS;
use crate::times;

/// Prints the steps.
pub fn list() {
    for step in STEPS {
        println!("{:<10} {}", step.name, step.what);
    }
}

/// Runs the steps, or those named. The last line it prints is `N passed, M failed`.
pub fn run(only: &[String]) -> Result<ExitCode> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        bail!("no step is called {unknown}; expected one of {}", names.join(", "));
    }
    let mut lines = Vec::new();
    let mut failed = false;
    for step in
        STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name))
    {
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
