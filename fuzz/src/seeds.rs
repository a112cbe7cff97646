//! Inputs to begin with: the captures of this repository, cut into what each target takes.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use ftpscope::dissector::{Dissection, Dissector};

/// The variable that names the folder to write seeds to.
const FOLDER: &str = "FTPSCOPE_SEEDS";

/// The captures, by name.
///
/// # Panics
///
/// Where they cannot be read.
#[must_use]
pub fn captures() -> Vec<Vec<u8>> {
    // In a crate of the tests the folder is beside the manifest, in the fuzzer's own one level up.
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [manifest.join("tests/captures"), manifest.join("../tests/captures")];
    let folder = folders.iter().find(|folder| folder.is_dir()).expect("tests/captures is there");
    let files = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.expect("a folder that can be read").path()).collect()
    };
    let cases = files(folder);
    let mut captures: Vec<_> = cases.iter().flat_map(|case| files(case)).collect();
    captures.retain(|file| file.file_stem().is_some_and(|stem| stem == "capture"));
    captures.sort();
    captures.iter().map(|file| fs::read(file).expect("a capture that can be read")).collect()
}

/// The captures, read.
///
/// # Panics
///
/// Where one cannot be read.
#[must_use]
pub fn dissections() -> Vec<Dissection> {
    let read = |capture: Vec<u8>| {
        let mut dissector = Dissector::new();
        dissector.push(&capture).expect("a capture that opens");
        dissector.finish().expect("a capture that opens")
    };
    captures().into_iter().map(read).collect()
}

/// Writes seeds to the folder that the variable names, where it is set. They are named by their places.
///
/// # Panics
///
/// Where they cannot be written.
pub fn write_if_asked(seeds: fn() -> Vec<Vec<u8>>) {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).expect("a folder for the seeds");
    let seeds: BTreeSet<_> = seeds().into_iter().collect();
    for (place, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{place}")), seed).expect("a folder that takes the seeds");
    }
}
