//! System packages on Debian and its descendants.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::consent::Consent;
use crate::process;

/// Installs those of `packages` that are missing. `purpose` ends the sentence "… are needed to".
///
/// # Errors
/// When the machine has no apt, when this is not root (the command to run is in the message), when the
/// person declines, or when apt fails.
pub(crate) fn make_ready(packages: &[&str], purpose: &str, consent: Consent) -> Result<()> {
    let missing = missing(packages, &installed(packages));
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    eprintln!("System packages needed to {purpose}: {names}");
    if process::find("apt-get").is_none() {
        bail!("this machine has no apt-get: install {names} with its own package manager");
    }
    let install = install_arguments(&missing);
    if !is_root() {
        bail!("run this as root, then start again: {}", shell_line(&install));
    }
    consent.ask()?;
    // Lists that are missing or old are the usual reason why an installation fails.
    process::run(Command::new("apt-get").arg("update"))?;
    process::run(Command::new("apt-get").args(&install).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether all of `packages` are installed.
pub(crate) fn are_installed(packages: &[&str]) -> bool {
    missing(packages, &installed(packages)).is_empty()
}

/// The version of an installed package.
///
/// # Errors
/// When dpkg does not know it.
pub(crate) fn version(package: &str) -> Result<String> {
    process::capture(Command::new("dpkg-query").args(["-W", "-f", "${Version}", package]))
}

/// What dpkg says about the packages: a line "status name" for each that it knows, nothing on a machine
/// without dpkg.
fn installed(packages: &[&str]) -> String {
    Command::new("dpkg-query")
        .args(["-W", "-f", "${db:Status-Status} ${Package}\\n"])
        .args(packages)
        // Packages it has never heard of are reported there; for us they are just missing.
        .stderr(Stdio::null())
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default()
}

fn missing<'a>(packages: &[&'a str], status: &str) -> Vec<&'a str> {
    let present = |name: &str| status.lines().any(|line| line.strip_prefix("installed ") == Some(name));
    packages.iter().copied().filter(|name| !present(name)).collect()
}

fn install_arguments<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    [&["install", "--yes", "--no-install-recommends"], packages].concat()
}

fn shell_line(install: &[&str]) -> String {
    format!("apt-get update && apt-get {}", install.join(" "))
}

/// Whether this program may change the machine.
pub(crate) fn is_root() -> bool {
    // A system without this file is none that apt is at home on.
    fs::read_to_string("/proc/self/status").is_ok_and(|status| effective_user(&status) == Some("0"))
}

/// The second number of the `Uid:` line, proc(5).
fn effective_user(status: &str) -> Option<&str> {
    status.lines().find_map(|line| line.strip_prefix("Uid:"))?.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fully_installed_packages_count() {
        let status = "installed lld-19\nconfig-files chromium\nnot-installed rustc-web\n";
        assert_eq!(
            missing(&["lld-19", "chromium", "rustc-web", "cargo-web"], status),
            ["chromium", "rustc-web", "cargo-web"]
        );
    }

    #[test]
    fn a_name_that_begins_like_an_installed_one_is_missing() {
        assert_eq!(missing(&["lld"], "installed lld-19\n"), ["lld"]);
    }

    #[test]
    fn the_command_to_run_is_complete() {
        assert_eq!(
            shell_line(&install_arguments(&["chromium"])),
            "apt-get update && apt-get install --yes --no-install-recommends chromium"
        );
    }

    #[test]
    fn the_effective_user_decides() {
        let status = "Name:\tx\nUid:\t1000\t0\t1000\t1000\nGid:\t1\t1\t1\t1\n";
        assert_eq!(effective_user(status), Some("0"));
        assert_eq!(effective_user("Name:\tx\n"), None);
    }
}
