//! The JavaScript tests: running them and reading the counts that Node's test runner leaves.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::summary::{Skip, Tally};
use crate::workspace::Workspace;

/// How reasons begin that are no lack: what a browser or a shape of the page cannot be asked, and is asked elsewhere.
const DOES_NOT_APPLY: &str = "does not apply:";

/// Runs a command that starts `node --test` once, its results readable on the screen and as TAP in a
/// file, from which they are counted.
///
/// # Errors
/// When no test ran, or the command failed without a test having failed.
pub(crate) fn run(workspace: &Workspace, command: &mut Command) -> Result<Tally> {
    fs::create_dir_all(workspace.target())?;
    let results = workspace.target().join("results.tap");
    // What an earlier run left must not count.
    if results.exists() {
        fs::remove_file(&results)?;
    }
    command.env("NODE_OPTIONS", reporters(&results.to_string_lossy()));
    let status = process::watch(command, |_| {})?;
    let text = fs::read_to_string(&results).context("the tests left no results")?;
    let tally = read(&text)?;
    if !status.success() && tally.failed == 0 {
        process::succeeded(command, status)?;
    }
    if tally == Tally::default() {
        bail!("no test ran");
    }
    Ok(tally)
}

/// Two reporters for whatever `node --test` the script starts, so that the script need not know.
fn reporters(file: &str) -> String {
    // NODE_OPTIONS takes quoted words with backslashes escaped.
    let file = file.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "--test-reporter=spec --test-reporter-destination=stdout \
         --test-reporter=tap --test-reporter-destination=\"{file}\""
    )
}

/// Reads the totals at the end (`# pass 3`) and each skip with its reason (`ok 2 - name # SKIP why`).
fn read(tap: &str) -> Result<Tally> {
    // A test that was cancelled or marked as still to do has not shown anything.
    let failed = total(tap, "fail")? + total(tap, "cancelled")? + total(tap, "todo")?;
    let mut skipped: Vec<Skip> = tap.lines().filter_map(skip).collect();
    if skipped.len() != total(tap, "skipped")? {
        bail!("the skips in the results do not add up");
    }
    skipped.retain(|skip| !skip.reason.starts_with(DOES_NOT_APPLY));
    let failures = tap.lines().filter_map(failure).collect();
    Ok(Tally { passed: total(tap, "pass")?, failed, failures, skipped })
}

fn total(tap: &str, word: &str) -> Result<usize> {
    tap.lines()
        .rev()
        .find_map(|line| line.strip_prefix("# ")?.strip_prefix(word)?.strip_prefix(' '))
        .and_then(|number| number.parse().ok())
        .with_context(|| format!("the results hold no line `# {word} N`"))
}

/// The name in `not ok 3 - name`; groups that hold a failed test are among them.
fn failure(line: &str) -> Option<String> {
    let (_, name) = line.trim_start().strip_prefix("not ok ")?.split_once(" - ")?;
    Some(name.to_owned())
}

fn skip(line: &str) -> Option<Skip> {
    let (number_and_name, reason) = line.trim_start().strip_prefix("ok ")?.split_once(" # SKIP")?;
    let (_, name) = number_and_name.split_once(" - ")?;
    let reason = match reason.trim() {
        "" => "no reason given",
        reason => reason,
    };
    Some(Skip { name: name.to_owned(), reason: reason.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAP: &str = "\
TAP version 13
# Subtest: opens
ok 1 - opens
  ---
  duration_ms: 1.6
  ...
# Subtest: group
    # Subtest: leaves nothing
    ok 1 - leaves nothing # SKIP needs root
    # Subtest: quiet
    ok 2 - quiet # SKIP
    1..2
ok 2 - group
not ok 3 - breaks
1..3
# tests 5
# suites 0
# pass 2
# fail 1
# cancelled 0
# skipped 2
# todo 0
# duration_ms 268.05
";

    #[test]
    fn totals_and_reasons_are_read() {
        let tally = read(TAP).unwrap();
        assert_eq!((tally.passed, tally.failed), (2, 1));
        assert_eq!(tally.failures, ["breaks"]);
        assert_eq!(tally.skipped[0].name, "leaves nothing");
        assert_eq!(tally.skipped[0].reason, "needs root");
        assert_eq!(tally.skipped[1].reason, "no reason given");
    }

    #[test]
    fn what_does_not_apply_is_no_skip() {
        let tally = read(&TAP.replace("needs root", "does not apply: it has no server")).unwrap();
        assert_eq!(tally.skipped.iter().map(|skip| &*skip.name).collect::<Vec<_>>(), ["quiet"]);
    }

    #[test]
    fn cancelled_and_unfinished_tests_are_failures() {
        let text = TAP.replace("# cancelled 0", "# cancelled 3").replace("# todo 0", "# todo 4");
        assert_eq!(read(&text).unwrap().failed, 8);
    }

    #[test]
    fn results_that_end_early_are_an_error() {
        assert!(read("TAP version 13\nok 1 - opens\n").is_err());
    }

    #[test]
    fn skips_that_do_not_add_up_are_an_error() {
        assert!(read(&TAP.replace("# skipped 2", "# skipped 3")).is_err());
    }

    #[test]
    fn a_path_with_a_space_stays_one_word() {
        assert!(reporters("/a b/c.tap").ends_with("destination=\"/a b/c.tap\""));
    }
}
