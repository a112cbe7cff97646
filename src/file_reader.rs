//! The bytes of a file, piece after piece: read again, decoded, holes filled or left out.

use std::fmt;
use std::ops::Range;

use crate::dissector::Dissection;
use crate::file_plan::FilePlan;
use crate::ftp::transfer_mode::{DecodeError, DecodedEnd, Decoder, LineEnds, Stop, decoder};
use crate::ftp::transfer_parameters::{FileStructure, RepresentationType, TransferMode};
use crate::limits;
use crate::session::files::{FilePiece, TransferredFile};
use crate::session::transfer::{Transfer, TransferPlace};
use crate::source::{ReadError, Source};
use crate::stream_maps::StreamMaps;

/// How a file is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Line ends of a text.
    pub line_ends: LineEnds,
    /// Whether zeros stand for bytes that are missing. Else what is behind them follows what is in front.
    pub fill_holes: bool,
}

/// Why a file was read no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// What its mode of transfer made of it breaks the rules of that mode.
    Undecodable(DecodeError),
    /// It has a hole at this byte of the data connection, behind which its mode cannot be decoded.
    Hole(u64),
    /// Its mode, or its structure, is not decoded: the bytes are those of the data connection.
    ModeNotRead,
}

impl Problem {
    /// Its stable name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Undecodable(error) => error.code.name(),
            Self::Hole(_) => "hole",
            Self::ModeNotRead => "mode_not_read",
        }
    }

    /// Byte of the data connection at which it is.
    #[must_use]
    pub fn offset(&self) -> u64 {
        match self {
            Self::Undecodable(error) => error.offset,
            Self::Hole(offset) => *offset,
            Self::ModeNotRead => 0,
        }
    }
}

/// What a transfer does to a file.
type Coding = (TransferMode, FileStructure, RepresentationType);

/// Reads a file from its beginning to its end.
pub struct FileReader {
    plan: FilePlan,
    coding: Coding,
    /// Next byte of the plan.
    at: u64,
    /// Byte of the plan behind the last one.
    end: u64,
    fill_holes: bool,
    decoder: Option<Box<dyn Decoder>>,
    is_text: bool,
    /// Whether what is behind a hole can be decoded.
    passes_holes: bool,
    /// Files on the same connection in front of this one.
    files_before: u32,
    /// Bytes that are not decoded yet, from a place on.
    input: Vec<u8>,
    taken: usize,
    is_done: bool,
    told: FileEnding,
}

/// What is known of a file once it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileEnding {
    /// Bytes that were given.
    pub bytes: u64,
    /// Ranges that were filled with zeros.
    pub filled: Vec<Range<u64>>,
    /// Ranges that were left out.
    pub skipped: Vec<Range<u64>>,
    /// Ranges beyond the cap of those two lists.
    pub holes_left_out: u64,
    /// Why it was read no further.
    pub problem: Option<Problem>,
    /// What its mode of transfer says of its end; `None` while it was not read to its end.
    pub decoded: Option<DecodedEnd>,
}

impl FileReader {
    /// A reader at the beginning of a file.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn of_file(
        dissection: &Dissection,
        source: &dyn Source,
        file: &TransferredFile,
        options: ReadOptions,
    ) -> Result<Self, ReadError> {
        Self::of_file_in(&mut StreamMaps::default(), dissection, source, file, options)
    }

    /// The same with maps of streams that may have been made before.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn of_file_in(
        maps: &mut StreamMaps,
        dissection: &Dissection,
        source: &dyn Source,
        file: &TransferredFile,
        options: ReadOptions,
    ) -> Result<Self, ReadError> {
        let first = file.pieces.first().and_then(|piece| get(dissection, piece.place));
        match (first, file.pieces.as_slice()) {
            // Offsets in what has to be decoded are none of the file.
            (Some(transfer), [piece]) if transfer.is_coded() => {
                let alone = FilePiece::alone(piece.place);
                let plan = FilePlan::of_pieces(dissection, source, &[alone], maps)?;
                Ok(Self::new(plan, 0, Some(transfer), options))
            }
            (first, _) => {
                let plan = FilePlan::of_pieces(dissection, source, &file.pieces, maps)?;
                Ok(Self::new(plan, file.bytes.unwrap_or(0), first, options))
            }
        }
    }

    /// A reader at the beginning of what one transfer carried.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn of_transfer(
        dissection: &Dissection,
        source: &dyn Source,
        place: TransferPlace,
        options: ReadOptions,
    ) -> Result<Self, ReadError> {
        Self::of_transfer_in(&mut StreamMaps::default(), dissection, source, place, options)
    }

    /// The same with maps of streams that may have been made before.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn of_transfer_in(
        maps: &mut StreamMaps,
        dissection: &Dissection,
        source: &dyn Source,
        place: TransferPlace,
        options: ReadOptions,
    ) -> Result<Self, ReadError> {
        let plan = FilePlan::of_pieces(dissection, source, &[FilePiece::alone(place)], maps)?;
        let transfer = get(dissection, place);
        let length = transfer.and_then(|transfer| transfer.data).map_or(0, |data| data.length);
        Ok(Self::new(plan, length, transfer, options))
    }

    fn new(plan: FilePlan, length: u64, transfer: Option<&Transfer>, options: ReadOptions) -> Self {
        let (mode, structure, representation) = coding(transfer);
        let decoder = decoder(mode, structure, representation, options.line_ends);
        let mut told = FileEnding::default();
        if decoder.is_none() {
            told.problem = Some(Problem::ModeNotRead);
        }
        let data = transfer.and_then(|transfer| transfer.data);
        Self {
            coding: (mode, structure, representation),
            at: 0,
            end: plan.end().max(length),
            plan,
            fill_holes: options.fill_holes,
            decoder,
            is_text: matches!(representation, RepresentationType::Ascii(_)),
            passes_holes: transfer.is_none_or(|transfer| !transfer.is_coded()),
            files_before: data.map_or(0, |data| data.files_before),
            input: Vec::new(),
            taken: 0,
            is_done: false,
            told,
        }
    }

    /// After a file was read to its end, a reader of the one behind it on the same connection. `None` where that is
    /// coded in another way, or this one broke the rules of its own.
    #[must_use]
    pub fn next_file(self, transfer: &Transfer) -> Option<Self> {
        let is_next = self.is_done && self.told.problem.is_none() && self.coding == coding(Some(transfer));
        is_next.then(|| Self { is_done: false, told: FileEnding::default(), ..self })
    }

    /// Goes on at this byte of the file. Only where its bytes are those of the data connection is that a byte of the
    /// file; else it does nothing.
    pub fn skip_to(&mut self, offset: u64) {
        if self.passes_holes {
            self.at = offset.min(self.end);
        }
    }

    /// The next bytes, about a megabyte at most; `None` at the end.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn next(
        &mut self,
        dissection: &Dissection,
        source: &dyn Source,
    ) -> Result<Option<Vec<u8>>, ReadError> {
        let mut output = Vec::new();
        while output.is_empty() && !self.is_done {
            if self.taken >= self.input.len() {
                self.taken = 0;
                self.input = self.next_input(dissection, source)?;
            }
            self.decode(&mut output);
        }
        self.told.bytes = self.told.bytes.saturating_add(output.len() as u64);
        Ok(Some(output).filter(|output| !output.is_empty()))
    }

    /// Whether it was sent as text (TYPE A).
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.is_text
    }

    /// Whether bytes of the data connection lie behind the end of the file that was read.
    #[must_use]
    pub fn has_bytes_behind(&self) -> bool {
        self.taken < self.input.len() || self.plan.next_captured(self.at).is_some()
    }

    /// What is known of the file, as far as it was read.
    #[must_use]
    pub fn ending(&self) -> &FileEnding {
        &self.told
    }

    /// The next bytes of the plan, or zeros for what is missing; none at its end.
    fn next_input(&mut self, dissection: &Dissection, source: &dyn Source) -> Result<Vec<u8>, ReadError> {
        while self.at < self.end {
            let next = self.plan.next_captured(self.at).unwrap_or(self.end);
            if next <= self.at {
                let bytes = self.plan.read(dissection, source, self.at, limits::READ_BYTES)?;
                if bytes.is_empty() {
                    return Err(ReadError { offset: 0 });
                }
                self.at = self.at.saturating_add(bytes.len() as u64);
                return Ok(bytes);
            }
            if !self.passes_holes {
                self.told.problem = Some(Problem::Hole(self.at));
                self.at = self.end;
                break;
            }
            if let Some(zeros) = self.pass_hole(next) {
                return Ok(zeros);
            }
        }
        Ok(Vec::new())
    }

    /// Goes on behind a hole that ends here, or fills the beginning of it.
    fn pass_hole(&mut self, next: u64) -> Option<Vec<u8>> {
        // Where REST says it, a hole can have all bytes that there are numbers for.
        let fills = self.fill_holes && next.saturating_sub(self.at) <= limits::FILLED_BYTES;
        let ranges = if fills { &mut self.told.filled } else { &mut self.told.skipped };
        if ranges.last().is_none_or(|last| last.end != self.at) {
            if ranges.len() < limits::MISSING_RANGES {
                ranges.push(self.at..self.at);
            } else {
                self.told.holes_left_out = self.told.holes_left_out.saturating_add(1);
            }
        }
        let missing = next.saturating_sub(self.at);
        let length = if fills { missing.min(limits::READ_BYTES as u64) } else { missing };
        if let Some(last) = ranges.last_mut().filter(|last| last.end == self.at) {
            last.end = self.at.saturating_add(length);
        }
        self.at = self.at.saturating_add(length);
        fills.then(|| vec![0; usize::try_from(length).unwrap_or(0)])
    }

    fn decode(&mut self, output: &mut Vec<u8>) {
        let Some(decoder) = &mut self.decoder else {
            output.append(&mut self.input);
            self.is_done = output.is_empty();
            return;
        };
        let input = self.input.get(self.taken..).unwrap_or_default();
        match decoder.push(input, limits::READ_BYTES, output) {
            Err(error) => {
                self.told.problem = Some(Problem::Undecodable(error));
                self.told.decoded = Some(decoder.finish(output));
                self.is_done = true;
            }
            Ok(progress) => {
                self.taken = self.taken.saturating_add(progress.consumed);
                let is_end =
                    progress.stop == Stop::FileEnd || (progress.stop == Stop::Input && input.is_empty());
                if !is_end {
                    if self.files_before > 0 {
                        output.clear();
                    }
                    return;
                }
                let end = decoder.finish(output);
                if self.files_before > 0 && progress.stop == Stop::FileEnd {
                    self.files_before = self.files_before.saturating_sub(1);
                    output.clear();
                    return;
                }
                if self.files_before > 0 {
                    // The connection ended before this file began.
                    output.clear();
                }
                self.told.decoded = Some(end);
                self.is_done = true;
            }
        }
    }
}

fn coding(transfer: Option<&Transfer>) -> Coding {
    (
        transfer.map_or(TransferMode::Stream, |transfer| transfer.transfer_mode),
        transfer.map_or(FileStructure::File, |transfer| transfer.file_structure),
        transfer.and_then(|transfer| transfer.representation_type).unwrap_or(RepresentationType::Image),
    )
}

impl fmt::Debug for FileReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileReader").field("at", &self.at).field("end", &self.end).finish_non_exhaustive()
    }
}

fn get(dissection: &Dissection, place: TransferPlace) -> Option<&Transfer> {
    dissection.sessions.get(place.session)?.transfers.get(place.transfer)
}
