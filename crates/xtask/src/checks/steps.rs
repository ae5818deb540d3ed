//! The steps, quick ones first.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use super::report::End;
use crate::place;
use crate::process::{npm_name, shell};
use crate::{page, tools};

/// One check.
#[derive(Clone)]
pub struct Step {
    pub name: &'static str,
    pub what: &'static str,
    pub run: fn() -> Result<End>,
}

/// What `cargo xtask test` runs, in order.
pub const STEPS: [Step; 9] = [
    Step { name: "fmt", what: "the code is formatted", run: fmt },
    Step { name: "clippy", what: "clippy finds nothing", run: clippy },
    Step { name: "native", what: "unit and integration tests", run: native },
    Step { name: "doc", what: "examples in the documentation", run: doc },
    Step { name: "policies", what: "policies against the documents they encode", run: policies },
    Step { name: "build", what: "engine, page, single file and npm package build", run: build },
    Step {
        name: "wasm",
        what: "the npm package; the same cases natively, in Node, in Chromium, by assess and roster; a workbook by the office page and roster",
        run: wasm,
    },
    Step { name: "browser", what: "the page in a browser", run: browser },
    Step { name: "sizes", what: "the size budgets", run: sizes },
];

/// The step that runs only when it is named, for most of its time waits: a kiosk's, by the real clock.
pub const BROWSERS: Step = Step {
    name: "browsers",
    what: "the page in real Firefox, WebKit and old Chromiums",
    run: browsers,
};

fn cargo(arguments: &[&str]) -> Result<End> {
    let shell = shell(place::root())?;
    cmd!(shell, "cargo {arguments...}").run()?;
    Ok(End::Passed)
}

fn fmt() -> Result<End> {
    cargo(&["fmt", "--all", "--check"]).context("run cargo fmt")
}

fn clippy() -> Result<End> {
    cargo(&["clippy", "--all-targets", "--", "-D", "warnings"])
}

fn native() -> Result<End> {
    // Programs that a test runs: `--tests` alone does not build them.
    cargo(&["build", "--examples"])?;
    cargo(&["test", "--lib", "--bins", "--tests"])
}

fn doc() -> Result<End> {
    cargo(&["test", "--doc"])
}

/// The documents are not part of the project (official wording is not copied into it):
/// `MINGBAI_SOURCES` says where they are.
fn policies() -> Result<End> {
    let Some(sources) = env::var_os("MINGBAI_SOURCES").filter(|folder| !folder.is_empty()) else {
        return Ok(End::LeftOut(
            "MINGBAI_SOURCES does not name the folder of the documents' clauses".to_owned(),
        ));
    };
    let sources = PathBuf::from(sources);
    page::build_mingbai()?;
    let shell = shell(place::root())?;
    for (id, policy) in policy_files(&place::root().join("crates/policies"))? {
        println!("{id}");
        page::mingbai(&shell, &["lint"]).arg(policy).arg("--source").arg(&sources).run()?;
    }
    Ok(End::Passed)
}

/// Every policy of the project: id and file, in the order of the ids.
fn policy_files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut found: Vec<(String, PathBuf)> = entries
        .flatten()
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), entry.path().join("policy.toml"))
        })
        .filter(|(_, policy)| policy.is_file())
        .collect();
    if found.is_empty() {
        bail!("{} has no folder with a policy.toml", folder.display());
    }
    found.sort();
    Ok(found)
}

fn build() -> Result<End> {
    page::build_all()?;
    Ok(End::Passed)
}

fn wasm() -> Result<End> {
    let browser = tools::for_browser_tests()?;
    let root = || shell(place::root());
    // The cases wait for one another; what is beside them takes the other core.
    thread::scope(|scope| {
        let others = scope.spawn(|| {
            let shell = root()?;
            cmd!(shell, "node tests/node/npm.mjs").run()?;
            anyhow::Ok(cmd!(shell, "node tests/node/ledgers.mjs").run()?)
        });
        let cases = root().and_then(|shell| {
            anyhow::Ok(browser.tell(cmd!(shell, "node tests/node/cases.mjs")).run()?)
        });
        tools::joined(others)?;
        cases
    })?;
    Ok(End::Passed)
}

fn browser() -> Result<End> {
    let browser = tools::for_browser_tests()?;
    let (www, tests, npx) =
        (shell(&place::www())?, shell(&place::browser_tests())?, npm_name("npx"));
    cmd!(www, "{npx} tsc --project ../tests/browser/tsconfig.json").run()?;
    browser.tell(cmd!(tests, "{npx} playwright test")).run()?;
    Ok(End::Passed)
}

/// The old Chromiums run with the libraries of the one that is installed for the other browser tests.
fn browsers() -> Result<End> {
    page::build()?;
    page::build_office()?;
    tools::for_browser_tests()?;
    let real = tools::real_browsers()?;
    let (tests, npx) = (shell(&place::browser_tests())?, npm_name("npx"));
    real.tell(cmd!(tests, "{npx} playwright test --config real/playwright.config.ts")).run()?;
    Ok(End::Passed)
}

fn sizes() -> Result<End> {
    page::sizes()?;
    Ok(End::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_what_is_built_is_built_before_it_is_tested() {
        let place = |name| STEPS.iter().position(|step| step.name == name).unwrap();
        for (index, step) in STEPS.iter().enumerate() {
            assert_eq!(place(step.name), index);
        }
        assert!(STEPS.iter().all(|step| step.name != BROWSERS.name));
        for tested in ["wasm", "browser", "sizes"] {
            assert!(place("build") < place(tested), "{tested}");
        }
    }

    #[test]
    fn folders_with_a_policy_are_policies_and_an_empty_project_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(policy_files(folder.path()).is_err());
        for name in ["b-2012", "a-2019", "src"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("b-2012/policy.toml"), "").unwrap();
        fs::write(folder.path().join("a-2019/policy.toml"), "").unwrap();
        let ids: Vec<String> =
            policy_files(folder.path()).unwrap().into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["a-2019", "b-2012"]);
    }
}
