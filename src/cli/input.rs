//! From a file or standard input to a dissection, and to the bytes that are read again.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use ftpscope::dissector::{Dissection, Dissector};
use ftpscope::second_look::look_again;
use ftpscope::source::{ReadError, Source};

use super::failure::Failure;
use super::progress::Progress;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

/// Reads a capture; `-` is standard input.
pub(super) fn dissect(path: &Path, progress: &mut Progress) -> Result<(Dissection, FileSource), Failure> {
    let is_standard_input = path.as_os_str() == "-";
    let mut input: Box<dyn Read> = if is_standard_input {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(Failure::Input)?)
    };
    let mut dissector = Dissector::new();
    // What cannot be read again: what comes from standard input, and what was unpacked.
    let (mut input_spool, mut unpacked) = (Spool::default(), Spool::default());
    let mut chunk = vec![0; CHUNK];
    let mut bytes = 0_u64;
    loop {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => {
                let slice = &chunk[..read];
                bytes += read as u64;
                progress.tell(|| format!("{} MB of the capture are read", bytes / 1_000_000));
                dissector.push_and_spool(slice, &mut |bytes| unpacked.keep(bytes)).map_err(Failure::Open)?;
                if is_standard_input {
                    input_spool.keep(slice);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Failure::Input(error)),
        }
    }
    let mut dissection =
        dissector.finish_and_spool(&mut |bytes| unpacked.keep(bytes)).map_err(Failure::Open)?;
    let source = match dissection.compression {
        Some(_) => unpacked.into_source(),
        None if is_standard_input => input_spool.into_source(),
        None => File::open(path).map(FileSource::new),
    };
    let source = source.map_err(Failure::Input)?;
    look_again(&mut dissection, &source).map_err(Failure::Source)?;
    Ok((dissection, source))
}

/// A file that is read again in pieces.
#[derive(Debug)]
pub(super) struct FileSource(RefCell<File>);

impl FileSource {
    fn new(file: File) -> Self {
        Self(RefCell::new(file))
    }
}

impl Source for FileSource {
    fn read(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let mut file = self.0.borrow_mut();
        let mut bytes = vec![0; length];
        let read = file.seek(SeekFrom::Start(offset)).and_then(|_| file.read_exact(&mut bytes));
        read.map(|()| bytes).map_err(|_| ReadError { offset })
    }
}

/// A temporary file that begins with the first bytes.
#[derive(Debug, Default)]
struct Spool {
    file: Option<File>,
    failed: Option<io::Error>,
}

impl Spool {
    fn keep(&mut self, bytes: &[u8]) {
        if self.failed.is_some() {
            return;
        }
        let file = match self.file.take() {
            Some(file) => Ok(file),
            None => tempfile::tempfile(),
        };
        let written = file.and_then(|mut file| file.write_all(bytes).map(|()| file));
        match written {
            Ok(file) => self.file = Some(file),
            Err(error) => self.failed = Some(error),
        }
    }

    fn into_source(self) -> io::Result<FileSource> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.file.map_or_else(tempfile::tempfile, Ok).map(FileSource::new)
    }
}
