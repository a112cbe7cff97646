//! Captures of many other programs, where there is a folder of them: each
//! gives a report or says what is wrong, soon, and never panics.
//!
//! The folder is named by `FTPSCOPE_CORPUS`, else it is `../shared/corpus`. It
//! holds `ftp` (FTP in every file), `derived` (one capture transformed in many
//! ways), `robust` (no FTP in any file) and `malformed`.

mod support;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use ftpscope::capture::{OpenError, OpenErrorCode};
use ftpscope::dissector::Dissection;
use ftpscope::expert::ExpertCode;

use support::read::{report_text, try_dissect};
use support::skip::skip;

/// More than any of the files takes, even on a slow machine: none is longer than
/// a few hundred kilobytes.
const LONG: Duration = Duration::from_secs(10);

/// The files of a part of the corpus; `None`, said as a skipped test, where
/// there is no corpus.
fn files(test: &str, part: &str) -> Option<Vec<PathBuf>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = env::var_os("FTPSCOPE_CORPUS").map_or_else(beside, PathBuf::from);
    let Ok(entries) = fs::read_dir(corpus.join(part)) else {
        skip(test, &format!("no captures in {}", corpus.join(part).display()));
        return None;
    };
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    // Tables about the captures stand beside them.
    files.retain(|file| file.extension().is_none_or(|extension| extension != "tsv"));
    files.sort();
    assert!(!files.is_empty(), "{part} is empty");
    Some(files)
}

/// Reads every file and checks what comes out; names all files that fail.
fn check(test: &str, part: &str, expected: impl Fn(&Result<Dissection, OpenError>) -> Result<(), String>) {
    let Some(files) = files(test, part) else { return };
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
        Err(error) if error.code == OpenErrorCode::Compressed && error.detail == Some("gzip") => Ok(()),
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
