//! The static site.

use std::fs;

use anyhow::{Context, Result};

use crate::npm;
use crate::process;
use crate::workspace::Workspace;

/// Builds the site from the finished WebAssembly module into [`Workspace::site`].
///
/// # Errors
/// When the old site cannot be removed or the script `build` fails.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let dist = workspace.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("emptying {}", dist.display()))?;
    }
    fs::create_dir_all(workspace.site())?;
    process::run(
        npm::script(workspace, "build")
            .env("FTPSCOPE_WASM", workspace.wasm())
            .env("FTPSCOPE_DETAIL_WASM", workspace.detail_wasm())
            .env("FTPSCOPE_FULL_WASM", workspace.full_wasm())
            .env("FTPSCOPE_DIST", workspace.site()),
    )
}
