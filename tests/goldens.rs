//! Each capture gives exactly the report and the packets beside it.
//!
//! `FTPSCOPE_BLESS=1` writes both anew instead; read the difference
//! before it is kept.

mod support;

use std::path::{Path, PathBuf};
use std::{env, fs};

use support::captures::{self, Case};
use support::read::{dissect, packets_text, report_text};

#[test]
fn each_capture_gives_its_expected_report() {
    each_case(|case| (case.expected(), report_text(&dissect(&case.bytes()))));
}

#[test]
fn each_capture_gives_its_expected_packets() {
    each_case(|case| {
        let capture = case.bytes();
        (case.packets(), packets_text(&dissect(&capture), &capture))
    });
}

/// Holds what each case gives against a file of it.
fn each_case(give: impl Fn(&Case) -> (PathBuf, String)) {
    let bless = env::var_os("FTPSCOPE_BLESS").is_some_and(|value| value == "1");
    let mut differing = Vec::new();
    for case in captures::all() {
        let (file, found) = give(&case);
        if bless {
            fs::write(file, &found).expect("the golden can be written");
        } else if let Err(difference) = compare(&case.name, &file, &found) {
            differing.push(difference);
        }
    }
    assert!(differing.is_empty(), "{}\n{} differ; see tests/captures", differing.join("\n"), differing.len());
}

fn compare(name: &str, file: &Path, found: &str) -> Result<(), String> {
    let expected = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    if expected == found {
        return Ok(());
    }
    let same = expected.lines().zip(found.lines()).take_while(|(one, other)| one == other).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    Err(format!("{name}, line {}: expected {}, found {}", same + 1, line(&expected), line(found)))
}
