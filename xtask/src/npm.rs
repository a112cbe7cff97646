//! The JavaScript tooling in `www/`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::process;
use crate::workspace::Workspace;

/// What is read of `www/package.json`.
#[derive(Deserialize)]
struct Package {
    version: String,
}

/// The oldest release of Node that the tooling runs on.
const OLDEST_NODE: u32 = 20;

/// Installs the packages of `www/package-lock.json` unless they are there already.
///
/// # Errors
/// When Node is missing or too old, or npm fails.
pub(crate) fn make_ready(workspace: &Workspace) -> Result<()> {
    if process::find("node").is_none() || process::find("npm").is_none() {
        bail!("node and npm are needed (Node {OLDEST_NODE} or later)");
    }
    let version = process::capture(Command::new("node").arg("--version"))?;
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node {OLDEST_NODE} or later is needed, this is {}", version.trim());
    }
    let www = workspace.www();
    // npm writes the inner file at the end of an installation.
    if is_up_to_date(&www.join("package-lock.json"), &www.join("node_modules/.package-lock.json"))? {
        return Ok(());
    }
    process::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&www))
}

/// A command for a script of `www/package.json`.
pub(crate) fn script(workspace: &Workspace, name: &str) -> Command {
    let mut command = Command::new("npm");
    command.args(["run", "--silent", name]).current_dir(workspace.www());
    command
}

/// A command for a program that one of the packages brings.
pub(crate) fn tool(workspace: &Workspace, name: &str) -> Command {
    let mut command = Command::new(workspace.www().join("node_modules/.bin").join(name));
    command.current_dir(workspace.www());
    command
}

/// The version of the project, which `www/package.json` and `Cargo.toml` have in common.
///
/// # Errors
/// When `www/package.json` cannot be read or has none.
pub(crate) fn version(workspace: &Workspace) -> Result<String> {
    let path = workspace.www().join("package.json");
    let text = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let package: Package =
        serde_json::from_slice(&text).with_context(|| format!("reading {}", path.display()))?;
    Ok(package.version)
}

/// The first number in `v20.1.0`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn is_up_to_date(wanted: &Path, installed: &Path) -> Result<bool> {
    let wanted = fs::metadata(wanted)
        .and_then(|data| data.modified())
        .with_context(|| format!("reading {}", wanted.display()))?;
    Ok(fs::metadata(installed).and_then(|data| data.modified()).is_ok_and(|installed| installed >= wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v9.0.0\n"), Some(9));
        assert_eq!(major("20"), None);
    }

    #[test]
    fn packages_older_than_the_lock_file_are_installed_anew() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("package-lock.json");
        let inner = folder.path().join("inner.json");
        let at = |path: &Path, seconds| {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            fs::File::create(path).unwrap().set_modified(time).unwrap();
        };
        assert!(is_up_to_date(&lock, &inner).is_err());
        at(&lock, 10);
        assert!(!is_up_to_date(&lock, &inner).unwrap());
        at(&inner, 9);
        assert!(!is_up_to_date(&lock, &inner).unwrap());
        at(&inner, 10);
        assert!(is_up_to_date(&lock, &inner).unwrap());
    }
}
