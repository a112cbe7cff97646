//! Tests that cannot run everywhere.

use std::fs::OpenOptions;
use std::io::{self, Write};

/// Says that a test does not run here: on the terminal, past the test
/// program's capture of output, and in the file that `FTPSCOPE_SKIP_LOG` names,
/// from which the build program counts it as skipped.
pub(crate) fn skip(test: &str, reason: &str) {
    let line = format!("{test}: {reason}\n");
    io::stderr().write_all(format!("SKIPPED {line}").as_bytes()).expect("standard error can be written");
    if let Some(log) = std::env::var_os("FTPSCOPE_SKIP_LOG") {
        let mut log = OpenOptions::new().append(true).create(true).open(log).expect("the log can be opened");
        log.write_all(line.as_bytes()).expect("the log can be written");
    }
}
