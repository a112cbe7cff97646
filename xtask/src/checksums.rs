//! `SHA256SUMS`, in the form that `sha256sum --check` reads.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::tree;

/// The name of the list.
const LIST: &str = "SHA256SUMS";

/// Writes the list of what is released in `folder` into it: all files below it but those that are told in `made_on_the_way`,
/// files and folders at its top.
///
/// # Errors
/// When a file cannot be read or the list not be written.
pub(crate) fn write(folder: &Path, made_on_the_way: &[&str]) -> Result<()> {
    let mut lines = String::new();
    for path in tree::files(folder)? {
        let top = path.split('/').next().unwrap_or(&path);
        if path == LIST || made_on_the_way.contains(&top) {
            continue;
        }
        let file = folder.join(&path);
        let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        lines.push_str(&format!("{}  {path}\n", hexadecimal(&Sha256::digest(&bytes))));
    }
    fs::write(folder.join(LIST), lines).with_context(|| format!("writing {LIST}"))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_is_released_has_a_line_sorted_by_name() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        fs::create_dir(folder.path().join("npm")).unwrap();
        fs::write(folder.path().join("npm/a"), "").unwrap();
        fs::write(folder.path().join("list.json"), "").unwrap();
        fs::write(folder.path().join("site/b"), "abc").unwrap();
        fs::write(folder.path().join("a"), "").unwrap();
        // Twice: the list itself is not part of the list.
        write(folder.path(), &["npm", "list.json"]).unwrap();
        write(folder.path(), &["npm", "list.json"]).unwrap();
        let text = fs::read_to_string(folder.path().join(LIST)).unwrap();
        // The digests of nothing and of "abc", FIPS 180-2 appendix B.
        assert_eq!(
            text,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  site/b\n"
        );
    }
}
