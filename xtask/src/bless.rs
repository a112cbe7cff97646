//! `cargo xtask bless`: the expected results, written anew.

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Lets the golden tests write what they get instead of comparing it.
///
/// # Errors
/// When the tests fail for another reason.
pub(crate) fn bless(workspace: &Workspace) -> Result<()> {
    process::run(
        process::cargo(workspace.root())
            .args(["test", "--all-features", "--test", "goldens", "--test", "stories"])
            .env("FTPSCOPE_BLESS", "1"),
    )
}
