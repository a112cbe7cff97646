//! What the usual programs write, where they are installed, with the options
//! that change the format.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use crate::sound::long_capture;
use crate::support::read::dissect;
use crate::support::skip::skip;
use crate::{content, opened};

/// What a program writes when it is given these bytes; `None` where it is not installed.
fn piped(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<Vec<u8>> {
    let mut command = Command::new(program);
    let mut child = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let bytes = bytes.to_vec();
    let writer = thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("no panic").expect("it reads all");
    assert!(output.status.success(), "{program} {arguments:?}");
    Some(output.stdout)
}

#[track_caller]
fn each(test: &str, program: &str, options: &[&[&str]]) {
    let capture = long_capture();
    let expected = content(&dissect(&capture));
    for arguments in options {
        let Some(file) = piped(program, arguments, &capture) else {
            skip(test, &format!("no {program} here"));
            return;
        };
        assert_eq!(content(&opened(&file)), expected, "{program} {arguments:?}");
    }
}

#[test]
fn gzip_at_every_level() {
    each("gzip_at_every_level", "gzip", &[&["-1c"], &["-6c"], &["-9c"], &["-c", "--rsyncable"]]);
}

#[cfg(feature = "full")]
#[test]
fn zstd_with_its_options() {
    let options: [&[&str]; 5] =
        [&["-1c"], &["-c", "--fast=5"], &["-19c", "--no-check"], &["--ultra", "-22c"], &["-c", "--long=27"]];
    each("zstd_with_its_options", "zstd", &options);
}

#[cfg(feature = "full")]
#[test]
fn lz4_with_its_options() {
    let options: [&[&str]; 5] =
        [&["-1c"], &["-9c", "-BD"], &["-c", "-B4", "-BX"], &["-c", "-B7", "-BD"], &["-c", "--no-frame-crc"]];
    each("lz4_with_its_options", "lz4", &options);
}

#[cfg(feature = "full")]
#[test]
fn bzip2_at_both_ends() {
    each("bzip2_at_both_ends", "bzip2", &[&["-1c"], &["-9c"]]);
}

#[cfg(feature = "full")]
#[test]
fn xz_with_its_options() {
    let options: [&[&str]; 7] = [
        &["-0c"],
        &["-9ec"],
        &["-c", "--check=none"],
        &["-c", "--check=crc32"],
        &["-c", "--check=sha256"],
        &["-c", "-T2", "--block-size=65536"],
        &["-c", "--delta=dist=4", "--lzma2"],
    ];
    each("xz_with_its_options", "xz", &options);
}
