//! The Rust tests: running them and reading what `cargo test` prints.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::summary::{Skip, Tally};
use crate::workspace::Workspace;

/// The variable that names a file to which a test that cannot run here appends a line
/// `its name: the reason`, before it returns.
const SKIP_LOG: &str = "FTPSCOPE_SKIP_LOG";

/// The packages one by one: together they would share the features of their dependencies, and those of
/// this program would be compiled again with the features that only the crate asks for.
const PACKAGES: [&[&str]; 2] = [&["--package", "ftpscope", "--all-features"], &["--package", "xtask"]];

/// Runs all Rust tests, with `all` those marked `#[ignore]` too.
///
/// # Errors
/// When cargo fails without a test having failed: the tests do not compile, or one ended the process.
pub(crate) fn run(workspace: &Workspace, all: bool) -> Result<Tally> {
    let log = workspace.target().join("skipped-tests");
    fs::create_dir_all(workspace.target())?;
    fs::write(&log, "").with_context(|| format!("writing {}", log.display()))?;
    let mut tally = Tally::default();
    for package in PACKAGES {
        let mut command = process::cargo(workspace.root());
        command.args(["test", "--no-fail-fast"]).args(package).env(SKIP_LOG, &log);
        if all {
            command.args(["--", "--include-ignored"]);
        }
        let failed_before = tally.failed;
        let status = process::watch(&mut command, |line| read_line(&mut tally, line))?;
        if !status.success() && tally.failed == failed_before {
            process::succeeded(&command, status)?;
        }
    }
    read_skip_log(&mut tally, &fs::read_to_string(&log)?)?;
    if tally.passed + tally.failed == 0 {
        bail!("no test ran");
    }
    Ok(tally)
}

/// Takes in one line of libtest's output: the totals of a test program, an ignored or a failed test.
fn read_line(tally: &mut Tally, line: &str) {
    if let Some(result) = line.strip_prefix("test result: ") {
        tally.passed += count(result, "passed");
        tally.failed += count(result, "failed");
    } else if let Some((name, outcome)) = line.strip_prefix("test ").and_then(|test| test.split_once(" ... "))
    {
        if outcome == "FAILED" {
            tally.failures.push(name.to_owned());
        } else if let Some(reason) = outcome.strip_prefix("ignored") {
            let reason = reason.strip_prefix(", ").unwrap_or("marked #[ignore] without a reason");
            tally.skipped.push(Skip { name: name.to_owned(), reason: reason.to_owned() });
        }
    }
}

/// The number before `word` in "ok. 3 passed; 0 failed; …".
fn count(result: &str, word: &str) -> usize {
    let words: Vec<&str> = result.split([' ', ';']).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// Moves the tests that said they could not run from the passed to the skipped ones.
fn read_skip_log(tally: &mut Tally, log: &str) -> Result<()> {
    for line in log.lines() {
        // A path in a test's name has `::`, so the first colon with a space ends the name.
        let (name, reason) = line
            .split_once(": ")
            .with_context(|| format!("a line of {SKIP_LOG} without a reason: {line}"))?;
        tally.skipped.push(Skip { name: name.to_owned(), reason: reason.to_owned() });
        tally.passed = tally.passed.checked_sub(1).context("more skips than tests")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "\
running 4 tests
test a::one ... ok
test corpus ... ignored, reads every file of the corpus
test b::two ... FAILED
test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s

running 2 tests
test src/lib.rs - parse (line 3) ... ignored
test result: ok. 10 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.20s
all doctests ran in 0.31s; merged doctests compilation took 0.29s
";

    fn read(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| read_line(&mut tally, line));
        tally
    }

    #[test]
    fn the_programs_are_added_up() {
        let tally = read(OUTPUT);
        assert_eq!((tally.passed, tally.failed), (12, 1));
        assert_eq!(tally.failures, ["b::two"]);
    }

    #[test]
    fn an_ignored_test_is_skipped_with_its_reason() {
        let skipped = read(OUTPUT).skipped;
        assert_eq!(skipped.len(), 2);
        assert_eq!(skipped[0].name, "corpus");
        assert_eq!(skipped[0].reason, "reads every file of the corpus");
        assert_eq!(skipped[1].name, "src/lib.rs - parse (line 3)");
    }

    #[test]
    fn a_logged_skip_is_no_longer_a_pass() {
        let mut tally = read(OUTPUT);
        read_skip_log(&mut tally, "net::lo: needs root: not root\n").unwrap();
        assert_eq!(tally.passed, 11);
        assert_eq!(tally.skipped[2].name, "net::lo");
        assert_eq!(tally.skipped[2].reason, "needs root: not root");
    }

    #[test]
    fn a_skip_without_a_reason_or_a_test_is_an_error() {
        assert!(read_skip_log(&mut read(OUTPUT), "net::lo\n").is_err());
        assert!(read_skip_log(&mut Tally::default(), "net::lo: no network\n").is_err());
    }
}
