//! Captures of many other programs, in a folder that is named by
//! `FTPSCOPE_CORPUS`, else `../shared/corpus`. Tests that need it are skipped
//! where it is not.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::skip::skip;

/// The files of a part of the corpus; `None`, said as a skipped test, where
/// there is no corpus.
pub(crate) fn files(test: &str, part: &str) -> Option<Vec<PathBuf>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = env::var_os("FTPSCOPE_CORPUS").map_or_else(beside, PathBuf::from);
    let Ok(entries) = fs::read_dir(corpus.join(part)) else {
        skip(test, &format!("no captures in {}", corpus.join(part).display()));
        return None;
    };
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    // Tables about the captures stand beside them.
    files.retain(|file| file.extension().is_none_or(|extension| extension != "tsv"));
    files.sort();
    assert!(!files.is_empty(), "{part} is empty");
    Some(files)
}
