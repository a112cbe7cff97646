//! The browser that the tests drive, and what they watch it with.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::apt;
use crate::consent::Consent;
use crate::process;

/// The variable that names another browser than the machine's `chromium`, and that tells the tests
/// which one to start.
pub(crate) const VARIABLE: &str = "CHROMIUM";

/// A network of its own for the browser, and a look at what passes through it.
const NETWORK_TOOLS: [(&str, &str); 2] = [("ip", "iproute2"), ("tcpdump", "tcpdump")];

/// Installs what shows that nothing leaves the page. Only root can use it: without root these tests
/// are skipped, and nothing is asked for.
///
/// # Errors
/// When apt cannot install it.
pub(crate) fn make_network_tools_ready(consent: Consent) -> Result<()> {
    if !apt::is_root() {
        return Ok(());
    }
    let missing: Vec<&str> = NETWORK_TOOLS
        .iter()
        .filter(|(program, _)| process::find(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    apt::make_ready(&missing, "show that nothing leaves the page", consent)
}

/// Finds Chromium, or installs it.
///
/// # Errors
/// When the browser that the variable names is not there, or when apt cannot install one.
pub(crate) fn make_ready(consent: Consent) -> Result<PathBuf> {
    if let Some(named) = env::var_os(VARIABLE).map(PathBuf::from) {
        if named.is_file() {
            return Ok(named);
        }
        bail!("{VARIABLE} names {}, which is not a file", named.display());
    }
    if let Some(found) = process::find("chromium") {
        return Ok(found);
    }
    apt::make_ready(&["chromium"], "test the page in a browser", consent)?;
    process::find("chromium").context("the package chromium has brought no program chromium")
}
