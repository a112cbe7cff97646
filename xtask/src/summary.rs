//! The closing summary of a test run.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

/// A test that did not run, and why.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Skip {
    pub(crate) name: String,
    pub(crate) reason: String,
}

/// What a part of the run came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// The names of failed tests, as far as they are known.
    pub(crate) failures: Vec<String>,
    pub(crate) skipped: Vec<Skip>,
}

impl Tally {
    /// One check that passed.
    pub(crate) fn one() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    fn line(&self) -> String {
        let (passed, failed, skipped) = (self.passed, self.failed, self.skipped.len());
        format!("{passed} passed, {failed} failed, {skipped} skipped")
    }
}

struct Part {
    name: &'static str,
    tally: Tally,
    time: Duration,
}

/// All parts that have run, in their order.
#[derive(Default)]
pub(crate) struct Summary {
    parts: Vec<Part>,
}

impl Summary {
    /// Runs a part and keeps what it came to; an error is one failure. Returns whether all went well.
    pub(crate) fn part(&mut self, name: &'static str, run: impl FnOnce() -> Result<Tally>) -> bool {
        eprintln!("\n== {name}");
        let started = Instant::now();
        let tally = run().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Tally { failed: 1, failures: vec![format!("{error:#}")], ..Tally::default() }
        });
        let went_well = tally.failed == 0;
        self.parts.push(Part { name, tally, time: started.elapsed() });
        went_well
    }

    /// Notes that a part could not run.
    pub(crate) fn skip(&mut self, name: &'static str, reason: &str) {
        let skip = Skip { name: name.to_owned(), reason: reason.to_owned() };
        let tally = Tally { skipped: vec![skip], ..Tally::default() };
        self.parts.push(Part { name, tally, time: Duration::ZERO });
    }

    /// Whether the run as a whole failed. With `strict`, a skip is a failure too.
    pub(crate) fn failed(&self, strict: bool) -> bool {
        let total = self.total();
        total.failed > 0 || total.passed == 0 || (strict && !total.skipped.is_empty())
    }

    /// The summary as text: a paragraph a part, and the totals alone on the last line.
    pub(crate) fn text(&self, strict: bool) -> String {
        let width = self.parts.iter().map(|part| part.name.len()).max().unwrap_or(0);
        let mut text = String::from("\nSummary\n");
        let mut time = Duration::ZERO;
        for part in &self.parts {
            time += part.time;
            let seconds = part.time.as_secs_f64();
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  {:width$}  {seconds:6.1} s  {}", part.name, part.tally.line());
            for failure in &part.tally.failures {
                let _ = writeln!(text, "      failed: {failure}");
            }
            for skip in &part.tally.skipped {
                let _ = writeln!(text, "      skipped: {} ({})", skip.name, skip.reason);
            }
        }
        let _ = writeln!(text, "  {:width$}  {:6.1} s", "in all", time.as_secs_f64());
        let total = self.total();
        if strict && !total.skipped.is_empty() {
            text.push_str("  with --all a skip is a failure\n");
        }
        text.push_str(&total.line());
        text
    }

    fn total(&self) -> Tally {
        let mut total = Tally::default();
        for Part { tally, .. } in &self.parts {
            total.passed += tally.passed;
            total.failed += tally.failed;
            for Skip { name, reason } in &tally.skipped {
                total.skipped.push(Skip { name: name.clone(), reason: reason.clone() });
            }
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    fn mixed() -> Summary {
        let mut summary = Summary::default();
        assert!(summary.part("format", || Ok(Tally::one())));
        assert!(summary.part("Rust tests", || Ok(Tally {
            passed: 41,
            skipped: vec![Skip { name: "corpus".into(), reason: "takes long".into() }],
            ..Tally::default()
        })));
        summary
    }

    #[test]
    fn the_last_line_holds_the_totals_alone() {
        let text = mixed().text(false);
        assert_eq!(text.lines().last(), Some("42 passed, 0 failed, 1 skipped"));
        assert!(text.contains("skipped: corpus (takes long)"), "{text}");
    }

    #[test]
    fn a_skip_fails_only_a_strict_run() {
        assert!(!mixed().failed(false));
        assert!(mixed().failed(true));
        assert!(mixed().text(true).contains("a skip is a failure"));
        assert!(!mixed().text(false).contains("a skip is a failure"));
    }

    #[test]
    fn an_error_is_a_failure_with_its_reason() {
        let mut summary = mixed();
        assert!(!summary.part("site", || bail!("too large")));
        assert!(summary.failed(false));
        let text = summary.text(false);
        assert!(text.contains("failed: too large"), "{text}");
        assert_eq!(text.lines().last(), Some("42 passed, 1 failed, 1 skipped"));
    }

    #[test]
    fn failed_tests_are_failures_too_and_are_named() {
        let mut summary = Summary::default();
        let failures = vec!["opens".to_owned()];
        assert!(!summary.part("tests", || Ok(Tally { passed: 3, failed: 1, failures, ..Tally::default() })));
        assert!(summary.failed(false));
        assert!(summary.text(false).contains("failed: opens"));
    }

    #[test]
    fn a_part_that_could_not_run_is_a_skip() {
        let mut summary = mixed();
        summary.skip("browser tests", "no site");
        assert!(summary.text(false).contains("skipped: browser tests (no site)"));
        assert_eq!(summary.text(false).lines().last(), Some("42 passed, 0 failed, 2 skipped"));
    }

    #[test]
    fn a_run_in_which_nothing_passed_is_no_success() {
        assert!(Summary::default().failed(false));
    }
}
