//! Results that are held against files beside the captures.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::captures::{self, Case};

/// Holds what each case gives against a file of it.
#[track_caller]
pub(crate) fn each_case(give: impl Fn(&Case) -> (PathBuf, String)) {
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
