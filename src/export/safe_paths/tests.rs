use std::path::{Component, Path};

use proptest::prelude::*;

use super::*;
use crate::export::LONGEST_NAME;
use crate::export::file_name::tests::{fault, path};

fn added(paths: &[&str]) -> Vec<String> {
    let mut safe = SafePaths::new();
    paths.iter().map(|path| safe.add(path.as_bytes())).collect()
}

#[test]
fn paths_stay_below_the_folder() {
    let found = added(&["/pub/a.txt", "../../etc/passwd", "C:\\Temp\\x", "/", "~/b", "./con/d"]);
    assert_eq!(found, ["pub/a.txt", "etc/passwd", "C/Temp/x", "unnamed", "%7E/b", "con_/d"]);
}

#[test]
fn the_same_name_twice_gets_a_number() {
    assert_eq!(
        added(&["a.txt", "a.txt", "a (2).txt", "a.txt", "b/a.txt"]),
        ["a.txt", "a (2).txt", "a (2) (2).txt", "a (3).txt", "b/a.txt"]
    );
    assert_eq!(
        added(&["Dir/a", "dir/A", "caf\u{E9}", "CAFE\u{301}"]),
        ["Dir/a", "dir/A (2)", "caf\u{E9}", "CAFE\u{301} (2)"]
    );
    // As bytes that are written in the same way as other characters.
    assert_eq!(added(&["a:b", "a%3Ab"]), ["a%3Ab", "a%3Ab (2)"]);
}

#[test]
fn a_name_is_a_file_or_a_folder() {
    assert_eq!(added(&["a", "a/b", "c/d", "C", "x/A/y/z"]), ["a", "b", "c/d", "C (2)", "x/A/y/z"]);
    assert_eq!(added(&["x/a", "x/A/y/z", "x"]), ["x/a", "y/z", "x (2)"]);
}

#[test]
fn deep_and_long_paths_keep_what_is_innermost() {
    let deep = "d/".repeat(2_000) + "name";
    assert_eq!(added(&[&deep]), ["d/".repeat(MOST_FOLDERS) + "name"]);
    let folder = "f".repeat(60);
    let long = format!("outer/{folder}/{folder}/{}", "n".repeat(4_096));
    assert_eq!(added(&[&long]), [format!("outer/{folder}/{folder}/{}", "n".repeat(200))]);
    let long = format!("another/{folder}/{folder}/name");
    assert_eq!(added(&[&long]), [format!("{folder}/{folder}/name")]);
}

#[test]
fn many_of_the_same_name_take_no_longer_each() {
    let mut safe = SafePaths::new();
    let last = (0..20_000).map(|_| safe.add(b"same")).last();
    assert_eq!(last.as_deref(), Some("same (20000)"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_paths_are_safe_and_each_is_its_own(paths in prop::collection::vec(path(), 1..12)) {
        let mut safe = SafePaths::new();
        let mut keys = BTreeSet::new();
        let mut all = Vec::new();
        for path in &paths {
            let path = safe.add(path);
            prop_assert!(Path::new(&path).components().all(|part| matches!(part, Component::Normal(_))));
            prop_assert!(path.len() <= LONGEST_FOLDERS + LONGEST_NAME);
            for name in path.split('/') {
                prop_assert_eq!(fault(name), None, "{:?}", name);
            }
            prop_assert!(keys.insert(path.to_lowercase()), "{:?} twice", path);
            prop_assert_eq!(SafePaths::new().add(path.as_bytes()), path.clone());
            all.push(path);
        }
        for path in &all {
            let within = format!("{}/", path.to_lowercase());
            prop_assert!(!all.iter().any(|other| other.to_lowercase().starts_with(&within)));
        }
    }
}
