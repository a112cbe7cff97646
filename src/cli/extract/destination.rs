//! Where files go.

use std::io::{self, Write};
use std::path::PathBuf;

use ftpscope::view::TimeView;

use super::super::failure::Failure;

/// A folder or an archive. One file is written at a time.
pub(super) trait Destination {
    /// Begins a file.
    fn begin(&mut self, entry: &Entry) -> Result<(), Failure>;

    /// Writes the next bytes of it.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure>;

    /// Ends it: it is whole.
    fn end(&mut self) -> Result<(), Failure>;

    /// All is written; gives where.
    fn finish(self: Box<Self>) -> Result<PathBuf, Failure>;
}

/// A file that is to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// Its path below the folder, safe on every system.
    pub(super) name: &'a str,
    /// When it was transferred.
    pub(super) time: Option<TimeView>,
    /// It has no more bytes than that.
    pub(super) longest: Option<u64>,
    /// Whether packing does not make it smaller.
    pub(super) is_packed: bool,
}

impl<'a> Entry<'a> {
    /// A text that was not transferred.
    pub(super) fn text(name: &'a str) -> Self {
        Self { name, time: None, longest: None, is_packed: false }
    }
}

/// Writes to the file that was begun.
pub(super) struct EntryWriter<'a> {
    destination: &'a mut dyn Destination,
    failure: Option<Failure>,
}

impl<'a> EntryWriter<'a> {
    pub(super) fn new(destination: &'a mut dyn Destination) -> Self {
        Self { destination, failure: None }
    }

    /// What went wrong, which an error of input and output cannot hold.
    pub(super) fn take_failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }
}

impl Write for EntryWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.destination.write(bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(failure) => {
                self.failure = Some(failure);
                Err(io::Error::other("a file cannot be saved"))
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
