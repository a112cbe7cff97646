//! The programs in `examples/`, each run on a capture.

use std::path::Path;
use std::process::Command;

/// What an example prints.
fn run(name: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--all-features", "--example", name, "--"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn conversation_prints_commands_and_replies() {
    let text = run("conversation", &["tests/captures/login/capture.pcap"]);
    let lines: Vec<&str> = text.lines().collect();
    for line in ["> USER user1", "> PASS (masked)"] {
        assert!(lines.contains(&line), "{line} is not in {text}");
    }
    let codes: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("< ")?.get(..3)).collect();
    assert!(codes.starts_with(&["220"]) && codes.ends_with(&["331", "230"]), "{codes:?}");
}

#[test]
fn files_prints_the_hash_of_each_file() {
    let text = run("files", &["tests/captures/download-by-curl/capture.pcap"]);
    let originals = std::fs::read_to_string("tests/captures/download-by-curl/files.toml").unwrap();
    let originals: toml::Table = originals.parse().unwrap();
    let wanted = originals["file"].as_array().unwrap()[0]["sha256"].as_str().unwrap();
    assert!(text.lines().any(|line| line.split(' ').nth(1) == Some(wanted)), "{text}");
}

#[test]
fn schema_prints_what_is_checked_in() {
    let printed: serde_json::Value = serde_json::from_str(&run("schema", &[])).unwrap();
    let text = std::fs::read_to_string("www/types/report.schema.json").unwrap();
    assert_eq!(printed, serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

/// An example that is added needs a test here.
#[test]
fn each_example_is_run() {
    let tested = include_str!("examples.rs");
    for entry in Path::new("examples").read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(tested.contains(&format!("run(\"{name}\"")), "{name} is not run");
    }
}
