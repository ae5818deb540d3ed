//! Debian packages: the way to tools where other servers cannot be reached.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process::{command, printed_by, run_quietly, say, succeeds_within};
use std::time::Duration;

/// Is this a machine with Debian's package tools?
pub fn exists() -> bool {
    Path::new("/usr/bin/apt-get").is_file() && Path::new("/usr/bin/dpkg-query").is_file()
}

/// Installs what is missing of these packages; says `what` they are for.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install --no-install-recommends {}", missing.join(" "));
    let root = Path::new("/");
    let prefix: &[&str] = if printed_by(command("id", root).arg("-u"))
        .is_ok_and(|id| id.trim() == "0")
    {
        &["env"]
    } else if succeeds_within(command("sudo", root).args(["-n", "true"]), Duration::from_secs(5)) {
        &["sudo", "-n", "env"]
    } else {
        bail!(
            "{what}: Debian packages are missing and this user may not install them. As root: {by_hand}"
        );
    };
    say(&format!("Installing Debian packages for {what}: {}…", missing.join(" ")));
    let apt = |arguments: &[&str]| {
        let (program, before) = prefix.split_first().unwrap_or((&"env", &[]));
        let mut command = command(program, root);
        command.args(before).args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]);
        // Another apt-get (a machine that has just started updates itself) is waited for.
        command.args(["-o", "DPkg::Lock::Timeout=300"]).args(arguments);
        run_quietly(&mut command)
    };
    if let Err(error) = apt(&["update"]) {
        say(&format!("apt-get update failed; trying with the package lists there are ({error:#})"));
    }
    let mut arguments = vec!["install", "--no-install-recommends"];
    arguments.extend(&missing);
    if let Err(error) = apt(&arguments) {
        bail!("{what}: {error:#}\nBy hand, as root: {by_hand}");
    }
    Ok(())
}

fn is_installed(package: &str) -> bool {
    let mut query = command("dpkg-query", Path::new("/"));
    printed_by(query.args(["-W", "-f=${Status}", package]))
        .is_ok_and(|status| says_installed(&status))
}

/// Removed packages whose settings remain are known to dpkg too: only this status will do.
fn says_installed(status: &str) -> bool {
    status.trim() == "install ok installed"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_package_is_not_installed() {
        assert!(says_installed("install ok installed"));
        assert!(!says_installed("deinstall ok config-files"));
        assert!(!says_installed(""));
    }
}
