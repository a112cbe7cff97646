//! Each capture gives exactly the report beside it.
//!
//! `FTPSCOPE_BLESS=1` writes the reports anew instead; read the difference
//! before it is kept.

mod support;

use std::{env, fs};

use support::captures::{self, Case};
use support::read::{dissect, report_text};

#[test]
fn each_capture_gives_its_expected_report() {
    let bless = env::var_os("FTPSCOPE_BLESS").is_some_and(|value| value == "1");
    let mut differing = Vec::new();
    for case in captures::all() {
        let report = report_text(&dissect(&case.bytes()));
        if bless {
            fs::write(case.expected(), &report).expect("the report can be written");
        } else if let Err(difference) = compare(&case, &report) {
            differing.push(difference);
        }
    }
    assert!(differing.is_empty(), "{}\n{} differ; see tests/captures", differing.join("\n"), differing.len());
}

fn compare(case: &Case, report: &str) -> Result<(), String> {
    let expected = fs::read_to_string(case.expected())
        .map_err(|error| format!("{}: {error}", case.expected().display()))?;
    if expected == report {
        return Ok(());
    }
    let same = expected.lines().zip(report.lines()).take_while(|(one, other)| one == other).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    Err(format!("{}, line {}: expected {}, found {}", case.name, same + 1, line(&expected), line(report)))
}
