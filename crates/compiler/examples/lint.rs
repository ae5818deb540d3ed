//! `cargo run -q -p mingbai-compiler --example lint -- policy.toml [--facts facts.toml] [--source TSV]`
//!
//! Lints one policy file; without `--facts`, against the shared vocabulary of this workspace.

use std::process::ExitCode;

use mingbai_compiler::{Finding, check_against_sources, compile_policy, compile_vocabulary};

fn main() -> ExitCode {
    match run() {
        Ok(findings) => {
            for finding in &findings {
                println!("{finding}");
            }
            if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<Vec<Finding>, String> {
    let mut facts = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/facts.toml").to_owned();
    let (mut policy, mut source) = (None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--facts" => facts = arguments.next().ok_or("--facts wants a file")?,
            "--source" => source = Some(arguments.next().ok_or("--source wants a file")?),
            _ => policy = Some(argument),
        }
    }
    let policy =
        policy.ok_or("name a policy file: lint policy.toml [--facts FILE] [--source TSV]")?;
    let read =
        |file: &str| std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"));
    let vocabulary = match compile_vocabulary(&facts, &read(&facts)?) {
        Ok(vocabulary) => vocabulary,
        Err(findings) => return Ok(findings),
    };
    match compile_policy(&vocabulary, &policy, &read(&policy)?) {
        Err(findings) => Ok(findings),
        Ok(compiled) => match source {
            None => Ok(Vec::new()),
            Some(source) => {
                let text = read(&source)?;
                Ok(check_against_sources(&compiled, &[(source, text)]))
            }
        },
    }
}
