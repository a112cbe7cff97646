//! Files in a ZIP, written one after another.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use ftpscope::export::ContentType;
use ftpscope::view::TimeView;
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::failure::Failure;
use super::destination::{Destination, Entry};
use super::folder::{make, obstacle, put, temporary_in};

/// Extensions of formats that are packed already.
const PACKED: [&str; 22] = [
    "7z", "aac", "avif", "bz2", "docx", "epub", "flac", "gif", "gz", "heic", "jpg", "lz4", "m4a", "mkv",
    "mov", "mp3", "mp4", "ogg", "png", "rar", "webp", "xz",
];

/// More do not fit where sizes have four bytes (APPNOTE 4.3.9.2); a little less, for what packing may add.
const LONGEST_PLAIN: u64 = 0xFFF0_0000;

/// A ZIP that has another name until it is whole.
pub(super) struct Archive {
    path: PathBuf,
    replaces: bool,
    file: NamedTempFile,
    /// `None` once something went wrong.
    writer: Option<ZipWriter<BufWriter<File>>>,
}

impl Archive {
    /// An archive in a folder, of the name of the capture.
    ///
    /// # Errors
    ///
    /// Where something is in the way of it, or it cannot be begun.
    pub(super) fn new(root: &Path, capture: &Path, replaces: bool) -> Result<Self, Failure> {
        let mut name = match capture.file_name() {
            Some(name) if name != "-" => name.to_owned(),
            _ => "capture".into(),
        };
        name.push(".zip");
        let path = root.join(&name);
        if let Some((obstacle, path)) = obstacle(root, &name, replaces)? {
            return Err(Failure::InTheWay(obstacle, path, 0));
        }
        make(root, |root| fs::create_dir_all(root))?;
        let begun = temporary_in(root).and_then(|file| Ok((file.reopen()?, file)));
        let (writer, file) = begun.map_err(|error| Failure::Save(path.clone(), error))?;
        Ok(Self { path, replaces, file, writer: Some(ZipWriter::new(BufWriter::new(writer))) })
    }

    fn with<T>(
        &mut self,
        write: impl FnOnce(&mut ZipWriter<BufWriter<File>>) -> io::Result<T>,
    ) -> Result<T, Failure> {
        let Some(writer) = &mut self.writer else {
            return Err(Failure::Save(self.path.clone(), io::ErrorKind::BrokenPipe.into()));
        };
        write(writer).map_err(|error| {
            // It would try to complete the archive when it is dropped, and print that it cannot. Its memory is
            // given back when the program ends, which is next.
            std::mem::forget(self.writer.take());
            Failure::Save(self.path.clone(), error)
        })
    }
}

impl Destination for Archive {
    fn begin(&mut self, entry: &Entry) -> Result<(), Failure> {
        let method = if entry.is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(entry.longest.is_none_or(|bytes| bytes > LONGEST_PLAIN))
            .last_modified_time(entry.time.and_then(date_time).unwrap_or_default());
        self.with(|writer| Ok(writer.start_file(entry.name, options)?))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.with(|writer| writer.write_all(bytes))
    }

    fn end(&mut self) -> Result<(), Failure> {
        // The next file, or the end of the archive, ends it.
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf, Failure> {
        if let Some(writer) = self.writer.take() {
            let finished = writer.finish().map_err(io::Error::from).and_then(|mut writer| writer.flush());
            finished.map_err(|error| Failure::Save(self.path.clone(), error))?;
        }
        let Self { path, replaces, file, .. } = *self;
        put(file, &path, replaces)?;
        Ok(path)
    }
}

/// Whether packing does not make files of this type smaller.
pub(super) fn is_packed(content: &ContentType) -> bool {
    content.extension.is_some_and(|extension| PACKED.contains(&extension))
        || matches!(content.extension, Some("zip" | "zst"))
}

/// A moment in UTC, as far as a ZIP can tell it: of the years 1980 to 2107.
fn date_time(time: TimeView) -> Option<DateTime> {
    let moment = jiff::Timestamp::new(time.seconds, 0).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let part = |part: i8| u8::try_from(part).ok();
    DateTime::from_date_and_time(
        u16::try_from(moment.year()).ok()?,
        part(moment.month())?,
        part(moment.day())?,
        part(moment.hour())?,
        part(moment.minute())?,
        part(moment.second())?,
    )
    .ok()
}
