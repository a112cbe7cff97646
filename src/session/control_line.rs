//! Lines of a control connection, each with the frames that carried it.

use crate::ftp::command::{Command, parse_command};
use crate::ftp::line::Line;
use crate::ftp::reply::{Separator, parse_reply_line};
use crate::tcp::{Piece, Position};
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
    /// Position in its half stream of its first byte.
    pub start: Position,
    /// Position after its last byte.
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

/// Whether what comes behind a hole is the beginning of a line, so that the
/// line in front of the hole ended in it. So it is with every line that the
/// snapshot length cut: the end of its frame is what is missing.
pub(super) fn begins_line(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let reply = parse_reply_line(line);
    let is_separated = matches!(reply.separator, Separator::Space | Separator::Hyphen);
    let is_reply = is_separated && reply.code.is_some_and(|code| code.info().is_some());
    let is_known = |command: Command| command.verb.info().is_some();
    is_reply || (!line.starts_with(b" ") && parse_command(line).is_ok_and(is_known))
}

/// The pieces that the line being read comes from.
#[derive(Default)]
pub(super) struct Sources {
    first: Option<(Piece, Position)>,
    last: Option<Piece>,
    frames: Vec<FrameNumber>,
}

impl Sources {
    pub(super) fn add(&mut self, piece: &Piece, at: Position) {
        self.first.get_or_insert((*piece, at));
        if self.last.is_none_or(|last| last.frame != piece.frame) {
            self.frames.push(piece.frame);
        }
        self.last = Some(*piece);
    }

    /// The line, done, at this end. `None` for a line without bytes, which
    /// the splitter does not make.
    pub(super) fn take(&mut self, line: Line, end: Position) -> Option<ControlLine> {
        let Self { first, last, frames } = std::mem::take(self);
        let ((first, start), last) = first.zip(last)?;
        Some(ControlLine {
            line,
            first_frame: first.frame,
            frame: last.frame,
            frames,
            time: last.time,
            start,
            end,
            acknowledged_before: first.acknowledgement,
            acknowledged: last.acknowledgement,
        })
    }
}
