//! The JSON Schema and the TypeScript types of the report, generated from the Rust structs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::npm;
use crate::process;
use crate::workspace::Workspace;

const SCHEMA: &str = "report.schema.json";
const TYPES: &str = "report.d.ts";

/// `cargo xtask types`: writes both files where they are committed.
///
/// # Errors
/// When a step fails.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    npm::make_ready(workspace)?;
    generate(workspace, &committed(workspace))
}

/// Makes both files in a folder of their own and compares them with the committed ones.
///
/// # Errors
/// When a step fails or a file differs.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let made = workspace.target().join("types");
    generate(workspace, &made)?;
    for name in [SCHEMA, TYPES] {
        compare(&made.join(name), &committed(workspace).join(name))?;
    }
    Ok(())
}

fn committed(workspace: &Workspace) -> PathBuf {
    workspace.www().join("types")
}

fn generate(workspace: &Workspace, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    // All features, as the tests have them: with others the dependencies would be compiled again.
    process::run(process::cargo(workspace.root()).args(["build", "--all-features", "--example", "schema"]))?;
    let program = workspace.target().join("debug/examples/schema");
    let schema = process::capture(Command::new(program).current_dir(workspace.root()))?;
    let path = folder.join(SCHEMA);
    fs::write(&path, schema).with_context(|| format!("writing {}", path.display()))?;
    process::run(
        npm::script(workspace, "types")
            .arg("--")
            .arg("--input")
            .arg(&path)
            .arg("--output")
            .arg(folder.join(TYPES)),
    )
}

fn compare(made: &Path, committed: &Path) -> Result<()> {
    let made = fs::read(made)?;
    if fs::read(committed).is_ok_and(|bytes| bytes == made) {
        return Ok(());
    }
    bail!("{} is out of date: run `cargo xtask types`", committed.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_and_a_missing_file_are_out_of_date() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("made"), "a").unwrap();
        fs::write(path("same"), "a").unwrap();
        fs::write(path("other"), "b").unwrap();
        assert!(compare(&path("made"), &path("same")).is_ok());
        assert!(compare(&path("made"), &path("other")).is_err());
        assert!(compare(&path("made"), &path("absent")).is_err());
    }
}
