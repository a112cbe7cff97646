//! How large the whole program and the page that is one file may be.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::download::gzip_size;
use crate::tree;
use crate::workspace::Workspace;

/// The most that all of the site may weigh but the full module, the page that is one file and captures, in bytes, each
/// file after gzip -9.
const PROGRAM_LIMIT: usize = 450_000;

/// The most that the page that is one file may weigh, in bytes.
const FILE_LIMIT: usize = 450_000;

/// The page that is one file, in [`Workspace::dist`] and, to make lessons of, in the site.
const SINGLE: &str = "ftpscope.html";

/// Has a limit of its own.
const FULL_MODULE: &str = "ftpscope_full_bg.wasm";

/// How the names of captures go on after the last dot, or before the ending of a compressor.
const CAPTURES: [&str; 3] = ["pcap", "pcapng", "cap"];

/// Prints how large the program and the page that is one file are. As with the first visit, a limit is not enforced
/// where the standard library was made elsewhere.
///
/// # Errors
/// When a file cannot be read, when there is no page that is one file, or when one of them is too large.
pub(crate) fn check(workspace: &Workspace, enforced: bool) -> Result<()> {
    let single = workspace.dist().join(SINGLE);
    let single = fs::metadata(&single).with_context(|| format!("looking at {}", single.display()))?.len();
    let sizes = [
        (
            "the site without full module and captures, after gzip -9,",
            program(&workspace.site())?,
            PROGRAM_LIMIT,
        ),
        ("the page that is one file", usize::try_from(single)?, FILE_LIMIT),
    ];
    for (what, bytes, limit) in sizes {
        println!("{bytes:>9}  {what} in all, at most {limit}");
    }
    for (what, bytes, limit) in sizes {
        verdict(what, bytes, limit, enforced)?;
    }
    Ok(())
}

/// How many bytes the program files of a site have after gzip -9.
fn program(site: &Path) -> Result<usize> {
    let mut bytes = 0;
    for path in tree::files(site)? {
        if is_of_the_program(&path) {
            let file = site.join(&path);
            bytes += gzip_size(&fs::read(&file).with_context(|| format!("reading {}", file.display()))?)?;
        }
    }
    Ok(bytes)
}

fn is_of_the_program(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_capture = name.split('.').skip(1).any(|ending| CAPTURES.contains(&ending));
    name != FULL_MODULE && name != SINGLE && !is_capture
}

fn verdict(what: &str, bytes: usize, limit: usize, enforced: bool) -> Result<()> {
    let Some(more) = bytes.checked_sub(limit).filter(|more| *more > 0) else { return Ok(()) };
    let excess = format!("{what} has {bytes} bytes, {more} more than allowed");
    if enforced {
        bail!(excess);
    }
    println!("{excess}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_allowed_and_one_byte_more_is_not() {
        assert!(verdict("it", 10, 10, true).is_ok());
        let error = verdict("it", 11, 10, true).unwrap_err();
        assert_eq!(error.to_string(), "it has 11 bytes, 1 more than allowed");
        assert!(verdict("it", 11, 10, false).is_ok());
    }

    #[test]
    fn what_has_a_limit_of_its_own_and_captures_are_not_counted() {
        for path in
            ["samples/a.pcap", "a.pcapng.gz", "deep/er/a.cap", "ftpscope_full_bg.wasm", "ftpscope.html"]
        {
            assert!(!is_of_the_program(path), "{path}");
        }
        for path in ["ftp-capture.js", "ftpscope_bg.wasm", "samples/cap", "ftp.cap.d/style.css"] {
            assert!(is_of_the_program(path), "{path}");
        }
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("samples")).unwrap();
        fs::write(site.path().join("samples/a.pcap"), vec![0; 1000]).unwrap();
        fs::write(site.path().join("index.html"), "abc").unwrap();
        assert_eq!(program(site.path()).unwrap(), gzip_size(b"abc").unwrap());
    }
}
