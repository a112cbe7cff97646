//! What a visitor downloads until the rows of the login sample are on the screen.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Deserialize;

use crate::limits;
use crate::toolchain::WasmCompiler;
use crate::workspace::Workspace;

/// The most that a first visit may download, in bytes after gzip -9, the sample not counted.
const LIMIT: usize = 150_000;

/// The list that the build of the site leaves beside it; paths are relative to the site.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstVisit {
    /// Everything that belongs to the program: page, scripts, module, styles, words.
    page: Vec<String>,
    /// The sample that the visitor opens.
    sample: Vec<String>,
}

/// A file with its size on disk and after gzip -9, in bytes.
struct Sized {
    path: String,
    plain: usize,
    gzip: usize,
}

/// Prints the files of a first visit with their sizes, and what the whole program weighs. A standard library that was made
/// elsewhere makes the module larger, whatever the crate does: then the limit is told and not enforced.
///
/// # Errors
/// When a file is missing, or when the page or the program is larger than allowed.
pub(crate) fn check(workspace: &Workspace, compiler: WasmCompiler) -> Result<()> {
    let list = workspace.dist().join("first-visit.json");
    let text = fs::read(&list).with_context(|| format!("reading {}", list.display()))?;
    let visit: FirstVisit =
        serde_json::from_slice(&text).with_context(|| format!("reading {}", list.display()))?;
    let page = sizes(&workspace.site(), &visit.page)?;
    let sample = sizes(&workspace.site(), &visit.sample)?;
    print!("{}", table(&page, &sample));
    limits::check(workspace, compiler.builds_library())?;
    verdict(&page, compiler.builds_library())
}

fn sizes(site: &Path, paths: &[String]) -> Result<Vec<Sized>> {
    paths.iter().map(|path| size(site, path)).collect()
}

fn size(site: &Path, path: &str) -> Result<Sized> {
    let bytes = fs::read(site.join(path))
        .with_context(|| format!("{path} belongs to the first visit but is not in the site"))?;
    Ok(Sized { path: path.to_owned(), plain: bytes.len(), gzip: gzip_size(&bytes)? })
}

/// How many bytes these have after gzip -9.
///
/// # Errors
/// Never, as long as there is memory.
pub(crate) fn gzip_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn total(files: &[Sized]) -> usize {
    files.iter().map(|file| file.gzip).sum()
}

fn table(page: &[Sized], sample: &[Sized]) -> String {
    let mut text = String::from("First visit, bytes (file, after gzip -9):\n");
    let mut row = |plain: &str, gzip: usize, name: &str| {
        text.push_str(&format!("{plain:>9} {gzip:>9}  {name}\n"));
    };
    for file in page {
        row(&file.plain.to_string(), file.gzip, &file.path);
    }
    row("", total(page), &format!("in all, at most {LIMIT}"));
    for file in sample {
        row(&file.plain.to_string(), file.gzip, &format!("{} (sample, not counted)", file.path));
    }
    text
}

fn verdict(page: &[Sized], enforced: bool) -> Result<()> {
    if page.is_empty() {
        bail!("the list of the first visit is empty");
    }
    let Some(more) = total(page).checked_sub(LIMIT).filter(|more| *more > 0) else { return Ok(()) };
    let excess = format!("a first visit downloads {} bytes, {more} more than allowed", total(page));
    if enforced {
        bail!(excess);
    }
    println!("{excess}; with `rustup component add rust-src` the module becomes smaller");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, gzip: usize) -> Sized {
        Sized { path: path.to_owned(), plain: 2 * gzip, gzip }
    }

    #[test]
    fn the_limit_itself_is_allowed_and_one_byte_more_is_not() {
        assert!(verdict(&[file("a", LIMIT - 1), file("b", 1)], true).is_ok());
        let error = verdict(&[file("a", LIMIT), file("b", 1)], true).unwrap_err();
        assert_eq!(error.to_string(), "a first visit downloads 150001 bytes, 1 more than allowed");
    }

    #[test]
    fn a_library_made_elsewhere_may_be_larger() {
        assert!(verdict(&[file("a", LIMIT), file("b", 1)], false).is_ok());
    }

    #[test]
    fn an_empty_list_is_no_success() {
        assert!(verdict(&[], true).is_err());
        assert!(verdict(&[], false).is_err());
    }

    #[test]
    fn the_table_names_every_file_and_counts_the_sample_apart() {
        let text = table(&[file("index.html", 10), file("a.wasm", 20)], &[file("login.pcap", 5)]);
        let rows: Vec<Vec<&str>> =
            text.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(rows[0], ["20", "10", "index.html"]);
        assert_eq!(rows[1], ["40", "20", "a.wasm"]);
        assert_eq!(rows[2][0], "30");
        assert_eq!(rows[3][..3], ["10", "5", "login.pcap"]);
    }

    #[test]
    fn sizes_are_those_after_compression() {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join("a.js"), vec![b'x'; 10_000]).unwrap();
        let files = sizes(site.path(), &["a.js".to_owned()]).unwrap();
        assert_eq!(files[0].plain, 10_000);
        assert!((20..200).contains(&files[0].gzip), "{}", files[0].gzip);
        assert!(sizes(site.path(), &["missing.js".to_owned()]).is_err());
    }
}
