//! A folder as a ZIP archive that is the same whenever and wherever it is made.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::tree;

/// Files can be read by everybody, as a web server wants them.
const PERMISSIONS: u32 = 0o644;

/// Writes all files below `folder` into `archive`, by the order of their names and without the times of the disk.
///
/// # Errors
/// When a file cannot be read or the archive not be written.
pub(crate) fn write(folder: &Path, archive: &Path) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        // The first moment that the format knows.
        .last_modified_time(DateTime::default())
        .unix_permissions(PERMISSIONS);
    let file = File::create(archive).with_context(|| format!("creating {}", archive.display()))?;
    let mut writer = ZipWriter::new(BufWriter::new(file));
    for path in tree::files(folder)? {
        let source = folder.join(&path);
        let bytes = fs::read(&source).with_context(|| format!("reading {}", source.display()))?;
        writer.start_file(path, options)?;
        writer.write_all(&bytes)?;
    }
    writer.finish()?.flush().with_context(|| format!("writing {}", archive.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::time::{Duration, SystemTime};
    use zip::ZipArchive;

    #[test]
    fn an_archive_does_not_depend_on_when_its_files_were_written() {
        let top = tempfile::tempdir().unwrap();
        let made = |name: &str, seconds: u64, paths: [&str; 3]| {
            let folder = top.path().join(name);
            fs::create_dir_all(folder.join("samples")).unwrap();
            for path in paths {
                fs::write(folder.join(path), path.repeat(100)).unwrap();
                let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
                File::options().append(true).open(folder.join(path)).unwrap().set_modified(time).unwrap();
            }
            let archive = top.path().join(format!("{name}.zip"));
            write(&folder, &archive).unwrap();
            fs::read(archive).unwrap()
        };
        let first = made("first", 1_000_000_000, ["index.html", "a.js", "samples/login.pcap"]);
        let second = made("second", 1_700_000_000, ["samples/login.pcap", "index.html", "a.js"]);
        assert!(first == second);
        let mut archive = ZipArchive::new(std::io::Cursor::new(first)).unwrap();
        let names: Vec<_> = archive.file_names().map(Result::unwrap).collect();
        assert_eq!(names, ["a.js", "index.html", "samples/login.pcap"]);
        let mut text = String::new();
        archive.by_name("samples/login.pcap").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "samples/login.pcap".repeat(100));
    }
}
