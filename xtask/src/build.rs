//! `cargo xtask build`: the release.

use anyhow::Result;

use crate::checksums;
use crate::consent::Consent;
use crate::download;
use crate::npm;
use crate::site;
use crate::toolchain::WasmCompiler;
use crate::wasm;
use crate::workspace::Workspace;

/// Makes ready what is missing and fills `dist/`.
///
/// # Errors
/// When a step fails, or when a first visit would download more than is allowed.
pub(crate) fn build(workspace: &Workspace, consent: Consent) -> Result<()> {
    let compiler = site(workspace, consent)?;
    checksums::write(&workspace.dist())?;
    download::check(workspace, compiler)?;
    println!("The site is in {}", workspace.site().display());
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
