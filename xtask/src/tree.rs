//! The files of a folder, in one order on every machine.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The paths of all files below a folder, sorted, with forward slashes on every system.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    collect(folder, "", &mut paths)?;
    paths.sort();
    Ok(paths)
}

fn collect(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_found_sorted_by_their_whole_path() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("b/c")).unwrap();
        fs::create_dir(folder.path().join("empty")).unwrap();
        for path in ["b/c/d", "b/a", "b.txt", "a"] {
            fs::write(folder.path().join(path), "").unwrap();
        }
        assert_eq!(files(folder.path()).unwrap(), ["a", "b.txt", "b/a", "b/c/d"]);
        assert!(files(&folder.path().join("absent")).is_err());
    }
}
