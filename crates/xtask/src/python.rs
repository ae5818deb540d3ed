//! `cargo xtask python`: the Python package built, installed in a fresh environment, and tested there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::process::{on_path, quietly, shell, succeeds_within};
use crate::times::timed;
use crate::tools::apt;
use crate::{page, place};

/// Tests crates/table, builds the wheel, and runs its tests, the examples of its docstrings and the programs of
/// the guides with it; those on `PySpark` in local mode if they are wanted.
pub fn test(spark: bool) -> Result<()> {
    let (root, target) = (place::root(), target());
    let environment = target.join("python");
    let python = fresh(&environment)?;
    let shell = shell(root)?;
    let requirements = root.join("python/tests/requirements.txt");
    timed("Installing what the Python tests need", || {
        quietly(cmd!(shell, "{python} -m pip install --quiet --requirement {requirements}"))
    })?;
    page::build_mingbai()?;
    cmd!(shell, "cargo test --package mingbai-table").run()?;
    let wheels = environment.join("wheels");
    // The folder that has pyproject.toml, which names the crate.
    shell.change_dir(root.join("python"));
    timed("Building the wheel", || {
        quietly(cmd!(
            shell,
            "{python} -m maturin build --profile dev --interpreter {python} --out {wheels}"
        ))
    })?;
    let wheel = only_file(&wheels)?;
    quietly(cmd!(shell, "{python} -m pip install --quiet --no-index {wheel}"))?;
    // Beside the sources `import mingbai` would find those.
    shell.change_dir(root.join("python/tests"));
    let program = target.join("debug").join(format!("mingbai{}", env::consts::EXE_SUFFIX));
    let pytest = |what: &[&str]| {
        cmd!(shell, "{python} -m pytest -q -p no:cacheprovider {what...}")
            .env("MINGBAI", &program)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .run()
    };
    pytest(&["."])?;
    pytest(&["--doctest-modules", "-o", "doctest_optionflags=ELLIPSIS", "--pyargs", "mingbai"])?;
    if spark {
        java()?;
        let requirements = root.join("python/tests/requirements-spark.txt");
        timed("Installing PySpark", || {
            quietly(cmd!(shell, "{python} -m pip install --quiet --requirement {requirements}"))
        })?;
        timed("Testing on PySpark", || Ok(pytest(&["spark.py"])?))?;
    }
    Ok(())
}

/// Where cargo builds.
fn target() -> PathBuf {
    let own = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    place::root().join(own.unwrap_or_else(|| "target".into()))
}

/// Sees that there is a Java for Spark.
fn java() -> Result<()> {
    if on_path("java").is_none() && apt::exists() {
        apt::install("PySpark", &["default-jre-headless"])?;
    }
    if on_path("java").is_none() {
        bail!("no Java for PySpark: install Java 17 or later");
    }
    Ok(())
}

/// Makes an environment in which nothing is installed; gives its Python.
fn fresh(environment: &Path) -> Result<PathBuf> {
    let shell = shell(place::root())?;
    let venv = || {
        ["python3", "python"].into_iter().find(|name| {
            on_path(name).is_some()
                && succeeds_within(
                    cmd!(shell, "{name} -c 'import ensurepip'"),
                    Duration::from_secs(30),
                )
        })
    };
    if venv().is_none() && apt::exists() {
        apt::install("the Python tests", &["python3", "python3-venv"])?;
    }
    let Some(python) = venv() else {
        bail!("no Python that makes virtual environments: install Python 3.9 or later");
    };
    quietly(cmd!(shell, "{python} -m venv --clear {environment}"))?;
    let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    Ok(programs.join(format!("python{}", env::consts::EXE_SUFFIX)))
}

/// The one file of a folder.
fn only_file(folder: &Path) -> Result<PathBuf> {
    let shown = || folder.display().to_string();
    let files = fs::read_dir(folder).with_context(shown)?;
    let files: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).collect();
    match <[PathBuf; 1]>::try_from(files) {
        Ok([file]) => Ok(file),
        Err(files) => bail!("{} holds {} files; expected one wheel", folder.display(), files.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_wheels_must_hold_one() {
        let folder = tempfile::tempdir().unwrap();
        assert!(only_file(folder.path()).is_err());
        let wheel = folder.path().join("a.whl");
        fs::write(&wheel, "").unwrap();
        assert_eq!(only_file(folder.path()).unwrap(), wheel);
        fs::write(folder.path().join("b.whl"), "").unwrap();
        assert!(only_file(folder.path()).is_err());
    }
}
