//! `cargo xtask build`: the release.

use anyhow::Result;

use crate::archive;
use crate::checksums;
use crate::consent::Consent;
use crate::download;
use crate::npm;
use crate::package;
use crate::site;
use crate::toolchain::WasmCompiler;
use crate::wasm;
use crate::workspace::Workspace;

/// Makes ready what is missing and fills `dist/`: the site, the same as a ZIP archive, the page that is one file, the npm
/// package, and the checksums of them all.
///
/// # Errors
/// When a step fails, or when something is larger than is allowed.
pub(crate) fn build(workspace: &Workspace, consent: Consent) -> Result<()> {
    let compiler = site(workspace, consent)?;
    // Before anything is packed: what is too large is not released.
    download::check(workspace, compiler)?;
    let dist = workspace.dist();
    archive::write(&workspace.site(), &dist.join(format!("ftpscope-site-{}.zip", npm::version(workspace)?)))?;
    package::build(workspace)?;
    checksums::write(&dist, &["first-visit.json", package::FOLDER])?;
    println!("The release is in {}, the site in {}", dist.display(), workspace.site().display());
    Ok(())
}

/// Makes ready what is missing and builds the site alone. Returns what its module was compiled with.
///
/// # Errors
/// When a step fails.
pub(crate) fn site(workspace: &Workspace, consent: Consent) -> Result<WasmCompiler> {
    npm::make_ready(workspace)?;
    let compiler = WasmCompiler::make_ready(workspace, consent)?;
    wasm::build(workspace, compiler)?;
    site::build(workspace)?;
    Ok(compiler)
}
