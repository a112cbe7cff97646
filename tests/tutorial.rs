//! What the tutorial states about its captures stands in the reports of ours:
//! every row of `tests/tutorial.toml`.

mod support;

use serde_json::Value;

use support::captures::Case;
use support::read::{dissect, report};

/// The rows of the table.
fn statements() -> Vec<Value> {
    let table: Value = toml::from_str(include_str!("tutorial.toml")).expect("the table is TOML");
    table["statement"].as_array().expect("rows").clone()
}

#[test]
fn every_statement_of_the_tutorial_stands_in_the_report() {
    let mut missing = Vec::new();
    for row in statements() {
        for capture in row["captures"].as_array().expect("a list of captures") {
            let capture = capture.as_str().expect("the name of a capture");
            let report = report(&dissect(&Case::named(capture).bytes()));
            let pairs = [("ours", "report"), ("frame", "report_frame")];
            for (value, pointer) in pairs.into_iter().filter(|(_, pointer)| row.get(pointer).is_some()) {
                let place = row[pointer].as_str().expect("a JSON Pointer");
                let found = report.pointer(place);
                if found != Some(&row[value]) {
                    missing.push(format!("{} in {capture}: {place} is {found:?}", row["id"]));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_row_says_where_its_value_stands() {
    let rows = statements();
    assert!(rows.len() >= 20, "only {} rows", rows.len());
    for row in &rows {
        let id = row["id"].as_str().expect("a name");
        assert!(row["captures"].as_array().is_some_and(|captures| !captures.is_empty()), "{id}");
        assert!(row["report"].is_string() && !row["ours"].is_null(), "{id}");
        assert_eq!(row.get("frame").is_some(), row.get("report_frame").is_some(), "{id}");
    }
    let mut ids: Vec<_> = rows.iter().map(|row| row["id"].to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), rows.len(), "two rows have one name");
}
