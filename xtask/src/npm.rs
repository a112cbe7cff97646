//! The JavaScript tooling in `www/`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::workspace::Workspace;

/// Installs the packages of `www/package-lock.json` unless they are there already.
///
/// # Errors
/// When Node is missing or npm fails.
pub(crate) fn make_ready(workspace: &Workspace) -> Result<()> {
    if process::find("node").is_none() || process::find("npm").is_none() {
        bail!("node and npm are needed (Node 20 or later)");
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
