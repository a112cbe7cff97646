//! Captures of many other programs, where there is a folder of them: each
//! gives a report or says what is wrong, soon, and never panics.
//!
//! The folder holds `ftp` (FTP in every file), `derived` (one capture
//! transformed in many ways), `robust` (no FTP in any file) and `malformed`.

mod support;

use std::fs;
use std::time::{Duration, Instant};

use ftpscope::capture::OpenError;
use ftpscope::dissector::Dissection;
use ftpscope::expert::ExpertCode;

use support::corpus;
use support::read::{report_text, try_dissect};

/// More than any of the files takes, even on a slow machine: none is longer than
/// a few hundred kilobytes.
const LONG: Duration = Duration::from_secs(10);

/// Reads every file and checks what comes out; names all files that fail.
fn check(test: &str, part: &str, expected: impl Fn(&Result<Dissection, OpenError>) -> Result<(), String>) {
    let Some(files) = corpus::files(test, part) else { return };
    let mut failures = Vec::new();
    for file in &files {
        let start = Instant::now();
        let bytes = fs::read(file).expect("the file can be read");
        let read = try_dissect(bytes.chunks(1 << 16));
        if let Ok(dissection) = &read {
            assert!(report_text(dissection).starts_with('{'));
        }
        let expected = match start.elapsed() {
            took if took > LONG => Err(format!("took {took:?}")),
            _ => expected(&read),
        };
        failures.extend(expected.err().map(|failure| format!("{}: {failure}", file.display())));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_capture_of_ftp_gives_a_session_or_names_what_is_missing() {
    let test = "every_capture_of_ftp_gives_a_session_or_names_what_is_missing";
    check(test, "ftp", |read| match read {
        Ok(dissection) if !dissection.sessions.is_empty() => Ok(()),
        Ok(dissection) => {
            let counts: Vec<_> = dissection.experts.counts().collect();
            let unread = (ExpertCode::LinkTypeUnsupported, u64::from(dissection.frames.count()));
            if counts.contains(&unread) { Ok(()) } else { Err(format!("no session; {counts:?}")) }
        }
        Err(error) => Err(error.to_string()),
    });
}

#[test]
fn every_transformed_capture_is_read_or_refused() {
    check("every_transformed_capture_is_read_or_refused", "derived", |_| Ok(()));
}

#[test]
fn no_ftp_is_found_where_there_is_none() {
    check("no_ftp_is_found_where_there_is_none", "robust", |read| match read {
        Ok(dissection) if dissection.sessions.is_empty() => Ok(()),
        Ok(dissection) => Err(format!("{} sessions", dissection.sessions.len())),
        Err(_) => Ok(()),
    });
}

#[test]
fn every_broken_capture_is_read_or_refused() {
    check("every_broken_capture_is_read_or_refused", "malformed", |_| Ok(()));
}
