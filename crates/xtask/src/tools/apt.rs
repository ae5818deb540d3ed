//! Debian packages: the way to tools where other servers cannot be reached.

use std::path::Path;

use std::time::Duration;

use anyhow::{Result, bail};
use xshell::cmd;

use crate::process::{quietly, say, shell, succeeds_within};
use crate::times::timed;

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
    let shell = shell(Path::new("/"))?;
    let (program, before): (_, &[&str]) = if cmd!(shell, "id -u")
        .quiet()
        .read()
        .is_ok_and(|id| id == "0")
    {
        ("env", &[])
    } else if succeeds_within(cmd!(shell, "sudo -n true"), Duration::from_secs(5)) {
        ("sudo", &["-n", "env"])
    } else {
        bail!(
            "{what}: Debian packages are missing and this user may not install them. As root: {by_hand}"
        );
    };
    let apt = |arguments: &[&str]| {
        // Another apt-get (a machine that has just started updates itself) is waited for.
        quietly(cmd!(
            shell,
            "{program} {before...} DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 {arguments...}"
        ))
    };
    timed(&format!("Installing Debian packages for {what}: {}", missing.join(" ")), || {
        if let Err(error) = apt(&["update"]) {
            say(&format!("apt-get update failed; trying with the lists there are ({error:#})"));
        }
        let arguments = [&["install", "--no-install-recommends"], &*missing].concat();
        if let Err(error) = apt(&arguments) {
            bail!("{what}: {error:#}\nBy hand, as root: {by_hand}");
        }
        Ok(())
    })
}

fn is_installed(package: &str) -> bool {
    let Ok(shell) = shell(Path::new("/")) else { return false };
    let query = cmd!(shell, "dpkg-query -W").arg("-f=${Status}").arg(package);
    query.quiet().ignore_stderr().read().is_ok_and(|status| says_installed(&status))
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
