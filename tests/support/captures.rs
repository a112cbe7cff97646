//! The captures of this repository.

use std::fs;
use std::path::{Path, PathBuf};

/// A capture with the folder that holds all of its case.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// Name of the folder.
    pub(crate) name: String,
    /// The folder.
    pub(crate) folder: PathBuf,
    /// The capture file.
    pub(crate) capture: PathBuf,
}

impl Case {
    /// The case of this name.
    #[track_caller]
    pub(crate) fn named(name: &str) -> Self {
        Self::at(&captures().join(name)).unwrap_or_else(|| panic!("no capture in tests/captures/{name}"))
    }

    /// The bytes of the capture.
    #[track_caller]
    pub(crate) fn bytes(&self) -> Vec<u8> {
        fs::read(&self.capture).unwrap_or_else(|error| panic!("{}: {error}", self.capture.display()))
    }

    /// The report that the capture gives.
    pub(crate) fn expected(&self) -> PathBuf {
        self.folder.join("expected.json")
    }

    /// What its packets are.
    pub(crate) fn packets(&self) -> PathBuf {
        self.folder.join("packets.jsonl")
    }

    fn at(folder: &Path) -> Option<Self> {
        let files = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
        let capture =
            files.into_iter().find(|file| file.file_stem().is_some_and(|stem| stem == "capture"))?;
        let name = folder.file_name()?.to_string_lossy().into_owned();
        Some(Self { name, folder: folder.to_owned(), capture })
    }
}

/// All cases, by name.
#[track_caller]
pub(crate) fn all() -> Vec<Case> {
    let folders = fs::read_dir(captures()).expect("tests/captures is there").filter_map(Result::ok);
    let mut cases: Vec<_> = folders.filter_map(|entry| Case::at(&entry.path())).collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(cases.len() >= 30, "only {} captures in tests/captures", cases.len());
    cases
}

fn captures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures")
}
