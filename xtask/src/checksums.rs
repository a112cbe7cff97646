//! `SHA256SUMS`, in the form that `sha256sum --check` reads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The name of the list.
const LIST: &str = "SHA256SUMS";

/// Writes the list of all files below `folder` into it.
///
/// # Errors
/// When a file cannot be read or the list not be written.
pub(crate) fn write(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let mut lines = Vec::new();
    for file in files {
        let name = file.strip_prefix(folder)?;
        if name == Path::new(LIST) {
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        // Forward slashes on every system, as the sums are checked anywhere.
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        lines.push(format!("{}  {}\n", hexadecimal(&Sha256::digest(&bytes)), name.join("/")));
    }
    lines.sort_by(|a, b| a.get(64..).cmp(&b.get(64..)));
    fs::write(folder.join(LIST), lines.concat()).with_context(|| format!("writing {LIST}"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_line_sorted_by_name() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        fs::write(folder.path().join("site/b"), "abc").unwrap();
        fs::write(folder.path().join("a"), "").unwrap();
        // Twice: the list itself is not part of the list.
        write(folder.path()).unwrap();
        write(folder.path()).unwrap();
        let text = fs::read_to_string(folder.path().join(LIST)).unwrap();
        // The digests of nothing and of "abc", FIPS 180-2 appendix B.
        assert_eq!(
            text,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  site/b\n"
        );
    }
}
