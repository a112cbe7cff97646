//! Public captures and their expected results: each is read, and everything
//! that the expected result states is compared.
//!
//! The folder is named by `FTPSCOPE_CORPUS`, else `../shared/corpus`; any
//! folder of that form will do. It holds `oracle/<name>.json`, the expected
//! results, each of which names its capture.

mod corpus {
    pub(crate) mod comparison;
    pub(crate) mod exceptions;
    pub(crate) mod facts;
    mod malformed;
    pub(crate) mod not_yet;
    pub(crate) mod oracle;
    pub(crate) mod ours;
    mod peers;
    mod robust;
    mod self_test;
    pub(crate) mod streams;
    pub(crate) mod wording;
}
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};

use corpus::comparison::{Outcome, compare};
use corpus::exceptions::{EXCEPTIONS, MOST};
use corpus::oracle::Oracle;

#[test]
fn each_capture_is_read_as_expected() {
    let Some(oracles) = support::corpus::files("each_capture_is_read_as_expected", "oracle") else { return };
    let folder = oracles[0].parent().and_then(|folder| folder.parent()).expect("the folder of the corpus");
    let (mut passed, mut failed) = (0, 0);
    let mut not_yet = BTreeMap::<_, u32>::new();
    let mut lines = Vec::new();
    for path in &oracles {
        let oracle: Oracle = serde_json::from_slice(&fs::read(path).expect("the file can be read"))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = oracle.file.clone();
        match compare(folder, oracle) {
            Outcome::Passed => passed += 1,
            Outcome::NotYet(code) => *not_yet.entry(code).or_default() += 1,
            Outcome::Failed(differences) => {
                failed += 1;
                lines.extend(differences.iter().map(|difference| format!("{file}: {difference}")));
            }
        }
    }
    lines.push(format!("corpus: {passed} passed, {failed} failed"));
    lines.extend(not_yet.iter().map(|(code, count)| format!("corpus: {count} not read yet: {code}")));
    let text = lines.join("\n");
    // Past the test program's capture of output: what was compared is worth knowing each time.
    io::stderr().write_all(format!("{text}\n").as_bytes()).expect("standard error can be written");
    assert_eq!(failed, 0, "{failed} captures differ from their expected results");
    assert!(passed > 0, "no capture was compared");
}

#[test]
fn there_are_few_exceptions() {
    assert!(EXCEPTIONS.len() <= MOST);
}
