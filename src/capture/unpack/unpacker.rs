//! Drives a decoder over the slices of a file.

use std::fmt;

use super::decode::{Decode, MemberState};
use super::decoders::decoder;
use crate::capture::Compression;
use crate::capture::compression::LONGEST_MAGIC;
use crate::capture::{OpenError, OpenErrorCode};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::limits;

/// Bytes that a decoder is shown at a time, but for the last ones of the file. What some of them give in front of
/// damage depends on how much they are shown; pieces of one length make it depend on the file alone.
const PIECE: usize = 4 * 1024;

/// A decoder may pass from one part of a member to the next one without taking or giving a byte, but not
/// for ever.
const MOST_IDLE_STEPS: u32 = 8;

/// What comes out of a compressed file.
pub(in crate::capture) enum Unpacked<'a> {
    /// The next bytes of the capture.
    Bytes(&'a [u8]),
    /// Something odd about the file that held them.
    Expert(ExpertInfo),
}

/// Who takes it.
type Take<'a> = dyn FnMut(Unpacked<'_>) -> Result<(), OpenError> + 'a;

/// Unpacks a file that is pushed into it in slices of any size.
pub(in crate::capture) struct Unpacker {
    compression: Compression,
    decoder: Box<dyn Decode>,
    place: Place,
    /// The beginning of a piece whose rest has not come yet.
    held: Vec<u8>,
    /// Bytes of the file that were taken.
    consumed: u64,
    /// Bytes that were unpacked.
    unpacked: u64,
}

/// Where in the file the unpacker is.
enum Place {
    /// In a member.
    Member,
    /// Behind a member, with the bytes that may begin the next one.
    Between(Vec<u8>),
    /// Behind the last member, in bytes that are none; where they begin.
    Trailing(u64),
    /// Behind what cannot be unpacked, or where too much came out.
    Stopped,
    /// At the end of the file, which is not that of a member.
    Cut,
}

impl Unpacker {
    /// An unpacker at the beginning of a file.
    ///
    /// # Errors
    ///
    /// Where this build does not unpack such files.
    pub(in crate::capture) fn new(compression: Compression) -> Result<Self, OpenError> {
        let Some(decoder) = decoder(compression) else {
            let detail = Some(compression.name());
            return Err(OpenError { code: OpenErrorCode::Compressed, offset: 0, detail });
        };
        Ok(Self { compression, decoder, place: Place::Member, held: Vec::new(), consumed: 0, unpacked: 0 })
    }

    pub(in crate::capture) fn compression(&self) -> Compression {
        self.compression
    }

    /// Why the file cannot be opened, where nothing but this error came of
    /// what was unpacked.
    pub(in crate::capture) fn open_error(&self, error: OpenError) -> OpenError {
        let code = match self.place {
            Place::Stopped => OpenErrorCode::CompressionInvalid,
            Place::Member | Place::Cut => OpenErrorCode::HeaderCut,
            Place::Between(_) | Place::Trailing(_) => return error,
        };
        OpenError { code, offset: self.consumed, detail: Some(self.compression.name()) }
    }

    /// Unpacks the next slice of the file.
    ///
    /// # Errors
    ///
    /// Those of `take`.
    pub(in crate::capture) fn push(
        &mut self,
        mut slice: &[u8],
        take: &mut Take<'_>,
    ) -> Result<(), OpenError> {
        while !slice.is_empty() {
            let missing = PIECE.saturating_sub(self.held.len());
            let (more, rest) = slice.split_at_checked(missing).unwrap_or((slice, &[]));
            slice = rest;
            if more.len() == PIECE {
                self.piece(more, take)?;
                continue;
            }
            self.held.extend_from_slice(more);
            if self.held.len() == PIECE {
                self.held_piece(take)?;
            }
        }
        Ok(())
    }

    fn held_piece(&mut self, take: &mut Take<'_>) -> Result<(), OpenError> {
        let mut held = std::mem::take(&mut self.held);
        self.piece(&held, take)?;
        held.clear();
        self.held = held;
        Ok(())
    }

    fn piece(&mut self, mut piece: &[u8], take: &mut Take<'_>) -> Result<(), OpenError> {
        loop {
            let consumed = match self.place {
                Place::Member => self.member(piece, take)?,
                Place::Between(_) => self.between(piece, take)?,
                Place::Trailing(_) | Place::Stopped | Place::Cut => None,
            };
            let Some(consumed) = consumed else { return Ok(()) };
            piece = piece.get(consumed..).unwrap_or_default();
        }
    }

    /// Tells that the file ends here, and says so where it ends too early.
    ///
    /// # Errors
    ///
    /// Those of `take`.
    pub(in crate::capture) fn finish(&mut self, bytes: u64, take: &mut Take<'_>) -> Result<(), OpenError> {
        self.held_piece(take)?;
        if let Place::Between(held) = &self.place
            && !held.is_empty()
        {
            self.place = Place::Trailing(self.consumed.saturating_sub(held.len() as u64));
        }
        match &self.place {
            Place::Member => {
                self.decoder.end_early();
                self.member(&[], take)?;
                self.place = Place::Cut;
                let info = self.expert(ExpertCode::CompressedCut);
                take(Unpacked::Expert(info.found(self.unpacked)))
            }
            Place::Trailing(from) => {
                let info = ExpertInfo::new(ExpertCode::CompressedTrailing).at_offset(*from);
                take(Unpacked::Expert(info.found(bytes.saturating_sub(*from))))
            }
            Place::Between(_) | Place::Stopped | Place::Cut => Ok(()),
        }
    }

    fn expert(&self, code: ExpertCode) -> ExpertInfo {
        ExpertInfo::new(code).at_offset(self.consumed).text(self.compression.name())
    }

    /// Runs the decoder until it needs more input or the member ends. What is
    /// consumed of the slice; `None` where it is used up.
    fn member(&mut self, slice: &[u8], take: &mut Take<'_>) -> Result<Option<usize>, OpenError> {
        let mut consumed = 0_usize;
        let mut idle = 0_u32;
        loop {
            let rest = slice.get(consumed..).unwrap_or_default();
            let step = self.decoder.step(rest);
            consumed = consumed.saturating_add(step.consumed);
            self.consumed = self.consumed.saturating_add(step.consumed as u64);
            let bytes = self.decoder.unpacked();
            self.unpacked = self.unpacked.saturating_add(bytes.len() as u64);
            idle = if step.consumed == 0 && bytes.is_empty() { idle.saturating_add(1) } else { 0 };
            if !bytes.is_empty() {
                take(Unpacked::Bytes(bytes))?;
            }
            match step.state {
                MemberState::Running if idle > 0 && rest.is_empty() => return Ok(None),
                MemberState::Running if idle < MOST_IDLE_STEPS => {}
                MemberState::Running => {
                    self.after_member(MemberState::Invalid, take)?;
                    return Ok(None);
                }
                state => {
                    self.after_member(state, take)?;
                    return Ok(Some(consumed));
                }
            }
            if self.unpacked > allowed(self.consumed) {
                self.place = Place::Stopped;
                let info = self.expert(ExpertCode::UnpackedTooMuch);
                take(Unpacked::Expert(info.expected(allowed(self.consumed)).found(self.unpacked)))?;
                return Ok(None);
            }
        }
    }

    fn after_member(&mut self, state: MemberState, take: &mut Take<'_>) -> Result<(), OpenError> {
        match state {
            MemberState::Running | MemberState::Ended => self.place = Place::Between(Vec::new()),
            MemberState::ChecksumDiffers => {
                self.place = Place::Between(Vec::new());
                take(Unpacked::Expert(self.expert(ExpertCode::CompressedChecksum)))?;
            }
            MemberState::Invalid => {
                self.place = Place::Stopped;
                let info = self.expert(ExpertCode::CompressedInvalid);
                take(Unpacked::Expert(info.found(self.unpacked)))?;
            }
        }
        Ok(())
    }

    /// Looks for the next member. Zeros in front of it are padding.
    fn between(&mut self, slice: &[u8], take: &mut Take<'_>) -> Result<Option<usize>, OpenError> {
        let Place::Between(held) = &mut self.place else { return Ok(None) };
        let padding = match held.is_empty() {
            true => slice.iter().take_while(|byte| **byte == 0).count(),
            false => 0,
        };
        let slice = slice.get(padding..).unwrap_or_default();
        let missing = LONGEST_MAGIC.saturating_sub(held.len());
        let more = slice.get(..missing).unwrap_or(slice);
        held.extend_from_slice(more);
        let consumed = padding.saturating_add(more.len());
        self.consumed = self.consumed.saturating_add(consumed as u64);
        if held.len() < LONGEST_MAGIC {
            return Ok(None);
        }
        let head = std::mem::take(held);
        let begin = self.consumed.saturating_sub(head.len() as u64);
        if self.compression.begins_member(&head) {
            // The decoder reads its magic number itself.
            self.consumed = begin;
            self.place = Place::Member;
            self.decoder.restart();
            self.member(&head, take)?;
        } else {
            self.place = Place::Trailing(begin);
        }
        Ok(Some(consumed))
    }
}

/// Bytes that may come out of so many bytes of a file.
fn allowed(consumed: u64) -> u64 {
    let by_ratio = consumed.saturating_mul(limits::UNPACK_RATIO).max(limits::UNPACK_FREELY_BYTES);
    by_ratio.min(limits::UNPACKED_BYTES)
}

impl fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Unpacker");
        shown.field("compression", &self.compression).field("consumed", &self.consumed);
        shown.field("unpacked", &self.unpacked).finish_non_exhaustive()
    }
}
