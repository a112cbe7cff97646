//! Two codings of one connection, one around the other.

use super::decoder::{DecodeError, DecodedEnd, Decoder, EndMark, Progress, Stop};

/// Bytes that the outer decoder gives at a time.
const AT_ONCE: usize = 16 * 1024;

/// Undoes the coding that the connection has, then the one inside it.
pub struct Chain {
    outer: Box<dyn Decoder>,
    inner: Box<dyn Decoder>,
    /// What the outer decoder gave and the inner one has not taken.
    between: Vec<u8>,
    /// Bytes of it that were taken.
    taken: usize,
    /// Why the outer decoder stopped after that. An error is told when what
    /// it gave before is taken.
    stop: Result<Stop, DecodeError>,
    /// Bytes of the connection that were taken.
    offset: u64,
    /// Whether the inner coding marked the end of the file. The outer one may
    /// have more to say, but no more bytes of the file.
    has_ended: bool,
    /// Bytes that the outer decoder gave behind that end.
    trailing: u64,
}

impl Chain {
    /// A decoder at the beginning of a connection.
    #[must_use]
    pub fn new(outer: Box<dyn Decoder>, inner: Box<dyn Decoder>) -> Self {
        let between = Vec::with_capacity(AT_ONCE);
        Self {
            outer,
            inner,
            between,
            taken: 0,
            stop: Ok(Stop::Room),
            offset: 0,
            has_ended: false,
            trailing: 0,
        }
    }

    /// Pushes what lies between into the inner decoder; whether it took all of it.
    fn push_inner(&mut self, room: usize, output: &mut Vec<u8>) -> Result<bool, DecodeError> {
        if !self.has_ended {
            let rest = self.between.get(self.taken..).unwrap_or_default();
            // The inner decoder counts bytes that are none of the connection's.
            let at_connection = |error| DecodeError { offset: self.offset, ..error };
            let progress = self.inner.push(rest, room, output).map_err(at_connection)?;
            self.taken = self.taken.saturating_add(progress.consumed);
            self.has_ended = progress.stop == Stop::FileEnd;
            if progress.stop == Stop::Room {
                return Ok(false);
            }
        }
        let left = self.between.len().saturating_sub(self.taken);
        self.trailing = self.trailing.saturating_add(left as u64);
        self.between.clear();
        self.taken = 0;
        Ok(true)
    }
}

impl Decoder for Chain {
    fn push(&mut self, input: &[u8], room: usize, output: &mut Vec<u8>) -> Result<Progress, DecodeError> {
        let full = output.len().saturating_add(room);
        let mut consumed = 0_usize;
        loop {
            if !self.push_inner(full.saturating_sub(output.len()), output)? {
                return Ok(Progress { consumed, stop: Stop::Room });
            }
            let rest = input.get(consumed..).unwrap_or_default();
            match self.stop? {
                Stop::Input if rest.is_empty() => return Ok(Progress { consumed, stop: Stop::Input }),
                Stop::FileEnd => {
                    self.stop = Ok(Stop::Room);
                    return Ok(Progress { consumed, stop: Stop::FileEnd });
                }
                Stop::Input | Stop::Room => {}
            }
            self.stop = self.outer.push(rest, AT_ONCE, &mut self.between).map(|progress| {
                consumed = consumed.saturating_add(progress.consumed);
                self.offset = self.offset.saturating_add(progress.consumed as u64);
                progress.stop
            });
        }
    }

    fn finish(&mut self, output: &mut Vec<u8>) -> DecodedEnd {
        let outer = self.outer.finish(&mut self.between);
        // An error was told by the push in which it was found; nothing is in between that could give another one.
        let _ = self.push_inner(usize::MAX, output);
        let inner = self.inner.finish(output);
        self.stop = self.stop.map(|_| Stop::Room);
        self.has_ended = false;
        let trailing = std::mem::take(&mut self.trailing);
        let mark = match (outer.mark, inner.mark) {
            (EndMark::Cut, _) | (_, EndMark::Cut) => EndMark::Cut,
            (EndMark::Marked, _) | (_, EndMark::Marked) => EndMark::Marked,
            (EndMark::Unmarked, EndMark::Unmarked) => EndMark::Unmarked,
        };
        DecodedEnd {
            mark,
            output_bytes: inner.output_bytes,
            records: outer.records.saturating_add(inner.records),
            trailing_bytes: outer.trailing_bytes.saturating_add(trailing),
            text: inner.text,
            ..outer
        }
    }
}
