//! The comparison itself: each statement of an expected result that is
//! changed, one at a time, is a difference.

use serde_json::{Value, json};

use super::exceptions::{EXCEPTIONS, Wrong, except};
use super::facts::{Difference, Facts, sha256};
use super::oracle::Oracle;
use super::ours::Ours;
use crate::support::scenario::{Scenario, scenario};

use ftpscope::session::dialogue::Speaker::Server;

/// What is not compared: the name of the capture; and where in its half stream
/// a transfer has its hole, which is compared where the half stream itself is.
const NOT_COMPARED: [&str; 2] = ["/file", "/reference/transfers/0/gaps/0/0"];

/// A login and a download with a hole; one reply is there twice. The expected
/// result beside this file was written by hand.
fn capture() -> Scenario {
    scenario()
        .open()
        .server("220-hello\r\n220 ready\r\n")
        .client("USER anna\r\n")
        .server("331 password\r\n")
        .client("PASS secret\r\n")
        .server("230 in\r\n")
        .client("PASV\r\n")
        .server("227 Entering Passive Mode (192,0,2,20,195,81)\r\n")
        .connection(50_002, 50_001)
        .open()
        .on(0)
        .client(b"RETR caf\xE9\r\n")
        .server("150 Opening\r\n")
        .on(1)
        .server("first part ")
        .skip(Server, 5)
        .server("third part")
        .close_from(Server)
        .on(0)
        .server("226 done\r\n")
        .again(Server, 10, "226 done\r\n")
}

fn expected() -> Value {
    let text = include_str!("self_test.json");
    let mut expected: Value = serde_json::from_str(text).expect("the expected result is JSON");
    expected["sha256"] = sha256(&capture().pcap()).into();
    expected
}

/// The differences; `None` where the expected result is not of its form.
fn differences(expected: &Value) -> Option<Vec<Difference>> {
    let oracle: Oracle = serde_json::from_value(expected.clone()).ok()?;
    let ours = Ours::read(&capture().pcap()).expect("the capture opens");
    Some(Facts::differences(&oracle.facts(), &ours.facts()))
}

#[test]
fn the_unchanged_expected_result_agrees() {
    let differences = differences(&expected()).expect("an expected result");
    let lines: Vec<_> = differences.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn each_changed_statement_is_a_difference() {
    let mut unnoticed = Vec::new();
    let mut changed = 0;
    let mut pointers = statements("", &expected());
    pointers.retain(|pointer| !NOT_COMPARED.contains(&pointer.as_str()));
    for pointer in pointers {
        let mut expected = expected();
        let value = expected.pointer_mut(&pointer).expect("a place in it");
        *value = other(value);
        changed += 1;
        if differences(&expected).is_some_and(|differences| differences.is_empty()) {
            unnoticed.push(pointer);
        }
    }
    assert!(unnoticed.is_empty(), "{unnoticed:?}");
    assert!(changed > 150, "only {changed} statements");
}

#[test]
fn each_item_that_is_missing_is_a_difference() {
    let lists = ["streams", "control", "control/0/events", "control/0/credentials", "transfers"];
    let gaps = ["streams/1/server/gaps", "transfers/0/gaps"];
    for list in lists.into_iter().chain(gaps).map(|list| format!("/reference/{list}")) {
        let length = expected().pointer(&list).and_then(Value::as_array).expect("a list").len();
        assert!(length > 0, "{list} is empty");
        for place in 0..length {
            let mut expected = expected();
            expected.pointer_mut(&list).and_then(Value::as_array_mut).expect("a list").remove(place);
            let differences = differences(&expected).expect("an expected result");
            assert!(!differences.is_empty(), "{list} without item {place}");
        }
    }
}

#[test]
fn two_bytes_in_other_order_are_a_difference() {
    let bytes = b"first part third part";
    assert_eq!(expected()["reference"]["streams"][1]["server"]["sha256"], sha256(bytes));
    let mut swapped = *bytes;
    swapped.swap(0, 1);
    let mut expected = expected();
    expected["reference"]["streams"][1]["server"]["sha256"] = sha256(&swapped).into();
    assert_eq!(differences(&expected).expect("an expected result").len(), 1);
}

#[test]
fn an_exception_that_does_not_occur_is_a_difference() {
    for row in EXCEPTIONS {
        if let Wrong::Values(values) = row.wrong {
            assert_eq!(except(row.file, Vec::new()).len(), values.len());
        }
    }
}

/// Pointers to all that is neither list nor object.
fn statements(at: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, value)| statements(&format!("{at}/{name}"), value)).collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.flat_map(|(place, value)| statements(&format!("{at}/{place}"), value)).collect()
        }
        _ => vec![at.to_owned()],
    }
}

/// Another value of the same kind.
fn other(value: &Value) -> Value {
    match value {
        Value::Bool(value) => json!(!value),
        Value::Number(value) => json!(value.as_u64().expect("a whole number") + 1),
        Value::String(value) => {
            let mut text = value.clone();
            let last = text.pop();
            text.push(if last == Some('0') { '1' } else { '0' });
            json!(text)
        }
        // Where there is nothing, something: a text or a number, whatever fits.
        _ => json!("0"),
    }
}
