//! The story of each capture, in both languages: the texts beside the captures, and what the tutorial states.
//!
//! `FTPSCOPE_BLESS=1` writes the texts anew instead; read the difference before it is kept.
#![cfg(feature = "cli")]

mod support;

use std::path::Path;
use std::process::Command;

use ftpscope::explain::{Step, Story};
use ftpscope::view::Passwords;
use serde_json::Value;

use support::captures::{self, Case};
use support::golden::each_case;
use support::scenario::scenario;

const LANGUAGES: [&str; 2] = ["en", "vi"];

/// What the program tells of a capture.
fn story(case: &Case, more: &[&str]) -> String {
    let file = case.capture.file_name().expect("a name");
    let mut program = Command::new(env!("CARGO_BIN_EXE_ftpscope"));
    let output =
        program.current_dir(&case.folder).arg("explain").arg(file).args(more).output().expect("it runs");
    assert!(output.status.success(), "{}: {}", case.name, String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn each_capture_has_its_expected_story_in_each_language() {
    for language in LANGUAGES {
        each_case(|case| {
            let golden = case.folder.join(format!("story.{language}.txt"));
            (golden, story(case, &["--language", language]))
        });
    }
}

#[test]
fn no_sentence_lacks_its_words_or_a_value() {
    let mut lacking = Vec::new();
    for case in captures::all() {
        for language in LANGUAGES {
            let told = story(&case, &["--language", language, "--reveal-passwords"]);
            // Between backticks stands what the capture says.
            let own = |line: &str| line.split('`').step_by(2).collect::<String>();
            let is_lacking = |line: &&str| {
                let own = own(line);
                own.contains(['{', '}'])
                    || ["explain.", "expert.", "reason."].iter().any(|id| own.contains(id))
            };
            lacking.extend(
                told.lines()
                    .skip(1)
                    .filter(is_lacking)
                    .map(|line| format!("{} {language}: {line}", case.name)),
            );
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn every_statement_of_the_tutorial_is_told_in_each_language() {
    let table: Value = toml::from_str(include_str!("tutorial.toml")).expect("the table is TOML");
    let mut untold = Vec::new();
    for row in table["statement"].as_array().expect("rows") {
        for capture in row["captures"].as_array().expect("captures") {
            let case = Case::named(capture.as_str().expect("a name"));
            for language in LANGUAGES {
                let fragments: Vec<_> = row[format!("told_{language}")]
                    .as_array()
                    .unwrap_or_else(|| panic!("{}: nothing to be told in {language}", row["id"]))
                    .iter()
                    .map(|fragment| fragment.as_str().expect("a text"))
                    .collect();
                let frame = row.get("frame").and_then(Value::as_u64);
                let told = story(&case, &["--language", language]);
                let is_told = |line: &str| {
                    fragments.iter().all(|fragment| line.contains(fragment))
                        && frame.is_none_or(|frame| is_of(line, frame))
                };
                if fragments.is_empty() || !told.lines().any(is_told) {
                    untold.push(format!("{} in {}, {language}: {fragments:?}", row["id"], case.name));
                }
            }
        }
    }
    assert!(untold.is_empty(), "{}", untold.join("\n"));
}

/// Whether a line is told of a packet: `- Packets 1 to 3: …`.
fn is_of(line: &str, frame: u64) -> bool {
    let Some((packets, _)) = line.split_once(": ") else { return false };
    let numbers: Vec<u64> =
        packets.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let is_run = packets.contains(" to ") || packets.contains(" đến ");
    match numbers[..] {
        [first, last] if is_run => (first..=last).contains(&frame),
        _ => numbers.contains(&frame),
    }
}

#[test]
fn a_password_is_told_only_when_asked_for() {
    let case = Case::named("login");
    for language in LANGUAGES {
        assert!(!story(&case, &["--language", language]).contains("secret1"));
        assert!(story(&case, &["--language", language, "--reveal-passwords"]).contains("`PASS secret1`"));
    }
    assert!(!story(&case, &["--json"]).contains("secret1"));
}

#[test]
fn the_steps_of_the_story_are_facts_with_values() {
    let steps: Value = serde_json::from_str(&story(&Case::named("login"), &["--json"])).expect("JSON");
    let facts =
        steps.as_array().expect("a list").iter().flat_map(|step| step["facts"].as_array().expect("facts"));
    let ports =
        facts.clone().find(|fact| fact["id"] == "explain.connection.ports").expect("the ports are told");
    assert_eq!(ports["values"]["client_port"], serde_json::json!({ "kind": "number", "value": 57927 }));
    assert_eq!(ports["frames"], serde_json::json!([[1, 1]]));
    let numbers: Vec<_> =
        steps.as_array().expect("a list").iter().map(|step| step["number"].clone()).collect();
    assert_eq!(numbers, (1..=numbers.len()).map(Value::from).collect::<Vec<_>>());
}

#[test]
fn however_much_is_said_a_step_ends_and_a_sentence_names_few_packets() {
    let mut talk = scenario().open().server("220 ready\r\n");
    for _ in 0..100 {
        talk = talk.client("USER u\r\n").server("331 password\r\n").client("PASS p\r\n").server("530 no\r\n");
    }
    for _ in 0..1000 {
        talk = talk.client("PWD\r\n").server("257 \"/\"\r\n");
    }
    let read = talk.dissect();
    let story = Story::new(&read);
    let steps = story.steps(&read, 0..usize::MAX, Passwords::Masked);
    assert_eq!(steps.len(), story.count());
    let exchanges = |step: &Step| step.exchanges.map_or(0, |[start, end]| end - start);
    assert_eq!(steps.iter().map(exchanges).max(), Some(40));
    // No exchange is told twice, none is left out.
    assert_eq!(steps.iter().map(exchanges).sum::<u32>(), 1 + 200 + 1000);
    let runs = steps.iter().flat_map(|step| &step.facts).map(|fact| fact.frames.len()).max();
    assert!(runs.is_some_and(|runs| runs <= 8), "{runs:?}");
    // A window of the story is a part of the whole.
    for start in [0, 1, 57, steps.len() - 2] {
        let window = story.steps(&read, start..start + 9, Passwords::Masked);
        assert_eq!(window, steps[start..steps.len().min(start + 9)]);
    }
}

/// Every id that the source names has its words, also those that no capture here leads to.
#[test]
fn every_id_has_words_in_each_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut ids = Vec::new();
    for file in std::fs::read_dir(folder.join("src/explain")).expect("the sources") {
        let source = std::fs::read_to_string(file.expect("a file").path()).expect("text");
        let literals = source.split('"').skip(1).step_by(2);
        let whole = literals.filter(|text| text.starts_with("explain.") && !text.contains('{'));
        ids.extend(whole.map(str::to_owned));
    }
    assert!(ids.len() > 120, "only {} ids", ids.len());
    for language in LANGUAGES {
        let words =
            std::fs::read_to_string(folder.join(format!("www/strings/{language}.json"))).expect("words");
        let words: Value = serde_json::from_str(&words).expect("JSON");
        let missing: Vec<_> =
            ids.iter().filter(|id| words.pointer(&format!("/{}", id.replace('.', "/"))).is_none()).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}
