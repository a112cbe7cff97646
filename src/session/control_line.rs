//! Lines of a control connection, each with the frames that carried it.

use crate::ftp::line::{Line, LineSplitter};
use crate::limits;
use crate::tcp::{HalfStream, Piece, Position};
use crate::units::{FrameNumber, Timestamp};

/// A line of a control connection and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlLine {
    /// The line.
    pub line: Line,
    /// Frame that carried its first byte.
    pub first_frame: FrameNumber,
    /// Frame that carried its last byte; before `first_frame` where a late
    /// segment filled a hole.
    pub frame: FrameNumber,
    /// All frames that carried bytes of it, in the order of the stream.
    pub frames: Vec<FrameNumber>,
    /// Time of `frame`.
    pub time: Timestamp,
    /// Position in its half stream after its last byte.
    pub end: Position,
    /// What its sender had got of the other half stream when it sent the first byte.
    pub acknowledged_before: Option<u32>,
    /// The same when it sent the last byte.
    pub acknowledged: Option<u32>,
}

impl AsRef<[u8]> for ControlLine {
    fn as_ref(&self) -> &[u8] {
        &self.line.text
    }
}

/// The lines of a half stream whose bytes were kept.
#[must_use]
pub fn control_lines(half: &HalfStream) -> Vec<ControlLine> {
    let Some(content) = half.content() else { return Vec::new() };
    let mut lines = Vec::new();
    let mut splitter = LineSplitter::new(limits::LINE_BYTES);
    let mut sources = Sources::default();
    let mut expected = half.start();
    for (position, piece, bytes) in content.pieces() {
        if position > expected {
            splitter.gap();
        }
        let mut rest = bytes;
        let mut at = position;
        while !rest.is_empty() {
            let (consumed, line) = splitter.push(rest);
            at = at.saturating_add_unsigned(consumed as u64);
            sources.add(piece);
            if let Some(line) = line {
                lines.extend(sources.take(line, at));
            }
            rest = rest.get(consumed..).unwrap_or_default();
        }
        expected = at;
    }
    if let Some(line) = splitter.finish() {
        lines.extend(sources.take(line, expected));
    }
    lines
}

/// The pieces that the line being read comes from.
#[derive(Default)]
struct Sources {
    first: Option<Piece>,
    last: Option<Piece>,
    frames: Vec<FrameNumber>,
}

impl Sources {
    fn add(&mut self, piece: &Piece) {
        self.first.get_or_insert(*piece);
        if self.last.is_none_or(|last| last.frame != piece.frame) {
            self.frames.push(piece.frame);
        }
        self.last = Some(*piece);
    }

    /// The line, done, at this end. `None` for a line without bytes, which
    /// the splitter does not make.
    fn take(&mut self, line: Line, end: Position) -> Option<ControlLine> {
        let Self { first, last, frames } = std::mem::take(self);
        let (first, last) = first.zip(last)?;
        Some(ControlLine {
            line,
            first_frame: first.frame,
            frame: last.frame,
            frames,
            time: last.time,
            end,
            acknowledged_before: first.acknowledgement,
            acknowledged: last.acknowledgement,
        })
    }
}
