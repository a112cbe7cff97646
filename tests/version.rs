//! One version everywhere: of the crate, of the npm package, and in the changelog.

use std::fs;

use serde_json::Value;

/// The newest heading of the changelog is the version of the crate; while changes are collected for the next one it is
/// `Unreleased`, above the heading of the crate's version if that was released. Headings of releases have a date.
#[test]
fn the_changelog_has_the_version_of_the_crate() {
    let changelog = fs::read_to_string("CHANGELOG.md").unwrap();
    let mut headings = changelog.lines().filter_map(|line| line.strip_prefix("## ")).peekable();
    let is_unreleased = headings.next_if(|heading| *heading == "Unreleased").is_some();
    let releases: Vec<(&str, &str)> =
        headings.map(|heading| heading.split_once(" – ").expect("`## VERSION – YYYY-MM-DD`")).collect();
    for (version, date) in &releases {
        assert_eq!(version.split('.').filter(|part| part.parse::<u32>().is_ok()).count(), 3, "{version}");
        let shape: String =
            date.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
        assert_eq!(shape, "0000-00-00", "{date}");
    }
    // Before the first release there is nothing but what is to come.
    let newest = releases.first().map(|(version, _)| *version);
    assert!(newest == Some(env!("CARGO_PKG_VERSION")) || (is_unreleased && newest.is_none()), "{newest:?}");
}

#[test]
fn the_packages_have_the_version_of_the_crate() {
    for path in ["www/package.json", "www/package-lock.json"] {
        let package: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"), "{path}");
    }
    let lock: Value = serde_json::from_str(&fs::read_to_string("www/package-lock.json").unwrap()).unwrap();
    assert_eq!(lock["packages"][""]["version"], env!("CARGO_PKG_VERSION"));
}
