//! Runs the program.

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs the program; `input` is its standard input.
pub(crate) fn run<A: AsRef<OsStr>>(arguments: &[A], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ftpscope"));
    program.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A program that does not read its standard input ends first.
    let written = pipe.write_all(input);
    drop(pipe);
    let output = child.wait_with_output().expect("the program ends");
    assert!(written.is_ok() || input.is_empty() || !output.status.success());
    output
}

/// What a successful run prints.
#[track_caller]
pub(crate) fn printed<A: AsRef<OsStr>>(arguments: &[A], input: &[u8]) -> String {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stderr, b"");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The one line that a failing run prints on standard error.
#[track_caller]
pub(crate) fn complaint<A: AsRef<OsStr>>(arguments: &[A], input: &[u8]) -> String {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(text.matches('\n').count(), 1, "{text:?}");
    assert!(text.starts_with("ftpscope: ") && text.ends_with('\n'), "{text:?}");
    text
}
