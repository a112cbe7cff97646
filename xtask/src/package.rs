//! The npm package.

use std::process::Command;

use anyhow::Result;

use crate::npm;
use crate::process;
use crate::workspace::Workspace;

/// The package as it is unpacked, in [`Workspace::dist`].
pub(crate) const FOLDER: &str = "npm";

/// Builds the package from the finished site, and the archive of it that `npm install` takes, in [`Workspace::dist`].
///
/// # Errors
/// When the script `build:package` or npm fails.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let folder = workspace.dist().join(FOLDER);
    process::run(
        npm::script(workspace, "build:package")
            .env("FTPSCOPE_DIST", workspace.site())
            .env("FTPSCOPE_FULL_WASM", workspace.full_wasm())
            .env("FTPSCOPE_PACKAGE", &folder),
    )?;
    // Nothing of it is run, nothing is fetched, and the times in the archive are npm's own.
    process::run(
        Command::new("npm")
            .args(["pack", "--silent", "--ignore-scripts", "--offline", "--pack-destination"])
            .arg(workspace.dist())
            .current_dir(&folder),
    )
}
