//! The push parser of capture files, compressed or not.

use super::compression::LONGEST_MAGIC;
use super::frame::FrameSink;
use super::plain_reader::PlainReader;
use super::unpack::{Unpacked, Unpacker};
use super::{Annotations, ByteOrder, Compression, Format, Interface, OpenError, OpenErrorCode};

/// Reads a capture file that is pushed into it in slices of any size. The
/// same file gives the same frames however it is sliced. A compressed file is
/// unpacked on the way; offsets of frames are then those in the unpacked
/// capture.
///
/// A record that lies within a slice is read where it is; only one that
/// straddles two slices is copied, so no more than one record is ever held.
#[derive(Debug, Default)]
pub struct CaptureReader {
    packing: Packing,
    plain: PlainReader,
    /// Bytes pushed.
    bytes: u64,
}

#[derive(Debug)]
enum Packing {
    /// The first bytes, too few to tell.
    Undecided(Vec<u8>),
    Plain,
    Compressed(Box<Unpacker>),
}

impl Default for Packing {
    fn default() -> Self {
        Self::Undecided(Vec::new())
    }
}

impl CaptureReader {
    /// A reader at the beginning of a file.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the next slice of the file.
    ///
    /// # Errors
    ///
    /// Where the file is no capture or one that cannot be read. Nothing can
    /// be pushed after an error.
    pub fn push(&mut self, mut slice: &[u8], sink: &mut impl FrameSink) -> Result<(), OpenError> {
        self.bytes = self.bytes.saturating_add(slice.len() as u64);
        if let Packing::Undecided(head) = &mut self.packing {
            let (more, rest) = slice.split_at_checked(LONGEST_MAGIC).unwrap_or((slice, &[]));
            head.extend_from_slice(more);
            if head.len() < LONGEST_MAGIC {
                return Ok(());
            }
            let head = std::mem::take(head);
            self.decide(&head)?;
            if head.len() > more.len() {
                // It came in several slices.
                self.pass(&head, sink)?;
                slice = rest;
            }
        }
        self.pass(slice, sink)
    }

    /// Tells that the file ends here, and says so where it ends too early.
    ///
    /// # Errors
    ///
    /// Where the file is too short to be a capture.
    pub fn finish(&mut self, sink: &mut impl FrameSink) -> Result<(), OpenError> {
        if let Packing::Undecided(head) = &mut self.packing {
            let head = std::mem::take(head);
            self.decide(&head)?;
            self.pass(&head, sink)?;
        }
        if let Packing::Compressed(unpacker) = &mut self.packing {
            let plain = &mut self.plain;
            let finished = unpacker.finish(self.bytes, &mut |unpacked| hand_on(unpacked, plain, sink));
            finished.map_err(nested)?;
        }
        let finished = self.plain.finish(sink);
        finished.map_err(|error| match &self.packing {
            Packing::Compressed(unpacker) if self.plain.is_short() => unpacker.open_error(error),
            Packing::Compressed(_) => nested(error),
            _ => error,
        })
    }

    /// The interfaces described so far, those of earlier sections included.
    #[must_use]
    pub fn interfaces(&self) -> &[Interface] {
        self.plain.interfaces()
    }

    /// Takes what was said besides frames.
    pub fn take_annotations(&mut self) -> Annotations {
        self.plain.take_annotations()
    }

    /// The format, once it is known.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        self.plain.format()
    }

    /// Byte order of the file, in pcapng of its first section, once it is known.
    #[must_use]
    pub fn byte_order(&self) -> Option<ByteOrder> {
        self.plain.byte_order()
    }

    /// How the file is compressed, once it is known to be, and how many bytes
    /// were unpacked so far.
    #[must_use]
    pub fn compression(&self) -> Option<(Compression, u64)> {
        match &self.packing {
            Packing::Compressed(unpacker) => Some((unpacker.compression(), self.plain.bytes())),
            Packing::Plain | Packing::Undecided(_) => None,
        }
    }

    /// Bytes of the file pushed so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Frames read so far.
    #[must_use]
    pub fn frames(&self) -> u32 {
        self.plain.frames()
    }

    fn decide(&mut self, head: &[u8]) -> Result<(), OpenError> {
        self.packing = match Compression::told_by(head) {
            Some(compression) => Packing::Compressed(Box::new(Unpacker::new(compression)?)),
            None => Packing::Plain,
        };
        Ok(())
    }

    fn pass(&mut self, slice: &[u8], sink: &mut impl FrameSink) -> Result<(), OpenError> {
        let plain = &mut self.plain;
        match &mut self.packing {
            Packing::Compressed(unpacker) => {
                unpacker.push(slice, &mut |unpacked| hand_on(unpacked, plain, sink)).map_err(nested)
            }
            _ => plain.push(slice, sink),
        }
    }
}

fn hand_on(
    unpacked: Unpacked<'_>,
    plain: &mut PlainReader,
    sink: &mut impl FrameSink,
) -> Result<(), OpenError> {
    match unpacked {
        Unpacked::Bytes(bytes) => {
            sink.unpacked(bytes);
            plain.push(bytes, sink)?;
        }
        Unpacked::Expert(info) => sink.expert(info),
    }
    Ok(())
}

/// What is compressed twice has to be unpacked once by hand.
fn nested(error: OpenError) -> OpenError {
    match error.code {
        OpenErrorCode::Compressed => OpenError { code: OpenErrorCode::CompressedTwice, ..error },
        _ => error,
    }
}
