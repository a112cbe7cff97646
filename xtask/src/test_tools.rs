//! What the tests use of other people's programs: browsers, what watches them, a second opinion.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::apt;
use crate::consent::Consent;
use crate::process;

/// The variable that names another browser than the machine's `chromium`, and that tells the tests
/// which one to start.
pub(crate) const CHROMIUM: &str = "CHROMIUM";

/// A network of its own for the browser, and a look at what passes through it.
const NETWORK_TOOLS: [(&str, &str); 2] = [("ip", "iproute2"), ("tcpdump", "tcpdump")];

/// Another browser, and another program that reads captures.
const SLOW_TEST_TOOLS: [(&str, &str); 2] = [("firefox-esr", "firefox-esr"), ("tshark", "tshark")];

/// Installs what shows that nothing leaves the page. Only root can use it: without root these tests
/// are skipped, and nothing is asked for.
///
/// # Errors
/// When apt cannot install it.
pub(crate) fn make_network_tools_ready(consent: Consent) -> Result<()> {
    if !apt::is_root() {
        return Ok(());
    }
    apt::make_ready(&missing(&NETWORK_TOOLS), "show that nothing leaves the page", consent)
}

/// Installs what only the slow tests need; without it the others skip.
///
/// # Errors
/// When apt cannot install it.
pub(crate) fn make_slow_test_tools_ready(consent: Consent) -> Result<()> {
    apt::make_ready(&missing(&SLOW_TEST_TOOLS), "test in Firefox and compare with tshark", consent)
}

/// The packages of those programs that are not there.
fn missing(tools: &[(&str, &'static str)]) -> Vec<&'static str> {
    let absent = tools.iter().filter(|(program, _)| process::find(program).is_none());
    absent.map(|(_, package)| *package).collect()
}

/// Finds Chromium, or installs it.
///
/// # Errors
/// When the browser that the variable names is not there, or when apt cannot install one.
pub(crate) fn make_chromium_ready(consent: Consent) -> Result<PathBuf> {
    if let Some(named) = env::var_os(CHROMIUM).map(PathBuf::from) {
        if named.is_file() {
            return Ok(named);
        }
        bail!("{CHROMIUM} names {}, which is not a file", named.display());
    }
    if let Some(found) = process::find("chromium") {
        return Ok(found);
    }
    apt::make_ready(&["chromium"], "test the page in a browser", consent)?;
    process::find("chromium").context("the package chromium has brought no program chromium")
}
