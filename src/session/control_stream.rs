//! A half stream of a control connection → its lines and its stretches of TLS.

use super::control_line::{ControlLine, Sources, begins_line};
use crate::ftp::line::LineSplitter;
use crate::ftp::tls::{ContentType, RecordHeader, Sight, see_record};
use crate::limits;
use crate::tcp::{HalfStream, Piece, Position};
use crate::units::FrameNumber;

/// What one side said, in clear and encrypted.
#[derive(Clone, Debug, Default)]
pub struct ControlStream {
    /// The lines, in order.
    pub lines: Vec<ControlLine>,
    /// The stretches of TLS, in order.
    pub tls: Vec<TlsStretch>,
}

/// Bytes of a half stream that are records of TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsStretch {
    /// Position of the first byte.
    pub start: Position,
    /// Frame that carried it.
    pub first_frame: FrameNumber,
    /// Frame that carried the last byte.
    pub last_frame: FrameNumber,
    /// Handshake messages in clear, without the headers of their records, up to a cap.
    pub handshake: Vec<u8>,
    /// The first alert in clear.
    pub alert: Option<Alert>,
    /// Whether a record of encrypted data was sent: lines of FTP, or from TLS 1.3 on the rest of the
    /// handshake.
    pub has_application_data: bool,
    /// Frame that carried the first byte in clear after it.
    pub cleared: Option<FrameNumber>,
    /// Whether nothing that follows is in clear.
    encrypts: bool,
}

/// An alert (RFC 8446 §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Frame that carried it.
    pub frame: FrameNumber,
    /// Its number in the registry of TLS: 40 is `handshake_failure`.
    pub description: u8,
}

/// `close_notify`: the sender ends TLS in due form.
const CLOSE_NOTIFY: u8 = 0;

impl TlsStretch {
    /// The alert in clear that says what went wrong.
    #[must_use]
    pub fn failure(&self) -> Option<Alert> {
        self.alert.filter(|alert| alert.description != CLOSE_NOTIFY)
    }
}

/// Reads a half stream whose bytes were kept, `most` lines at most.
#[must_use]
pub fn control_stream(half: &HalfStream, most: usize) -> ControlStream {
    let mut reader = Reader { most, ..Reader::default() };
    let Some(content) = half.content() else { return reader.stream };
    let mut expected = half.start();
    for (position, piece, bytes) in content.pieces() {
        if position > expected {
            // What follows may be cut into any segments.
            let next: Vec<_> = content.bytes_from(position).take(limits::LINE_BYTES).collect();
            reader.gap(position.saturating_sub(expected), piece, position, &next);
        }
        reader.piece(piece, position, bytes);
        expected = position.saturating_add_unsigned(bytes.len() as u64);
        if reader.stream.lines.len() >= most {
            return reader.stream;
        }
    }
    reader.finish(expected)
}

/// What is read at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Lines in clear.
    #[default]
    Clear,
    /// A record, of which so many bytes are to come.
    Record(RecordHeader, u64),
    /// Between two records.
    Between,
    /// Records whose beginnings are lost in a hole.
    Lost,
}

struct Reader {
    most: usize,
    stream: ControlStream,
    splitter: LineSplitter,
    sources: Sources,
    state: State,
    /// Bytes that may be the header of a record, and where they come from.
    sight: Vec<(Piece, Position, u8)>,
    /// Content of the alert being read.
    alert: Vec<u8>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            most: 0,
            stream: ControlStream::default(),
            splitter: LineSplitter::new(limits::LINE_BYTES),
            sources: Sources::default(),
            state: State::Clear,
            sight: Vec::new(),
            alert: Vec::new(),
        }
    }
}

impl Reader {
    /// Bytes are missing, and these follow.
    fn gap(&mut self, missing: i64, piece: &Piece, position: Position, next: &[u8]) {
        let begins_record = matches!(see_record(next), Sight::Record(_));
        if self.state == State::Clear {
            self.as_text();
            self.splitter.gap();
            if self.splitter.is_inside_line() && (begins_record || begins_line(next)) {
                self.end_line(position);
            }
            return;
        }
        self.state = match self.state {
            State::Record(header, left) => match left.checked_sub(missing.unsigned_abs()) {
                Some(0) => State::Between,
                Some(left) => State::Record(header, left),
                None => State::Lost,
            },
            _ => State::Lost,
        };
        self.sight.clear();
        if let Some(stretch) = self.stream.tls.last_mut() {
            // Messages with a hole in them cannot be read on.
            stretch.encrypts = true;
        }
        self.find_again(piece, next);
    }

    /// Segments begin with records, or else with lines.
    fn find_again(&mut self, piece: &Piece, bytes: &[u8]) {
        if self.state != State::Lost {
            return;
        }
        if matches!(see_record(bytes), Sight::Record(_)) {
            self.state = State::Between;
        } else if begins_line(bytes) {
            self.clear(piece.frame);
        }
    }

    /// TLS ends in front of a byte that this frame carried.
    fn clear(&mut self, frame: FrameNumber) {
        if let Some(stretch) = self.stream.tls.last_mut().filter(|_| self.state != State::Clear) {
            stretch.cleared = Some(frame);
        }
        self.state = State::Clear;
    }

    fn piece(&mut self, piece: &Piece, position: Position, bytes: &[u8]) {
        self.find_again(piece, bytes);
        let mut rest = bytes;
        let mut at = position;
        while !rest.is_empty() && self.stream.lines.len() < self.most {
            let consumed = match self.state {
                State::Clear if self.splitter.is_inside_line() => self.text(piece, at, rest),
                State::Clear | State::Between => self.look(piece, at, rest),
                State::Record(header, left) => self.record(header, left, piece, rest),
                State::Lost => rest.len(),
            };
            at = at.saturating_add_unsigned(consumed as u64);
            rest = rest.get(consumed..).unwrap_or_default();
        }
        if let Some(stretch) = self.stream.tls.last_mut().filter(|_| self.state != State::Clear) {
            stretch.last_frame = piece.frame;
        }
    }

    /// Bytes of a line, up to its end. Says how many.
    fn text(&mut self, piece: &Piece, at: Position, bytes: &[u8]) -> usize {
        let (consumed, line) = self.splitter.push(bytes);
        self.sources.add(piece, at);
        if let Some(line) = line {
            let end = at.saturating_add_unsigned(consumed as u64);
            self.stream.lines.extend(self.sources.take(line, end));
        }
        consumed
    }

    /// Where a line or a record begins: one byte more that may tell which. Says how many were taken.
    fn look(&mut self, piece: &Piece, at: Position, bytes: &[u8]) -> usize {
        let Some(&byte) = bytes.first() else { return 0 };
        // So nearly all lines begin.
        if self.state == State::Clear && self.sight.is_empty() && see_record(&[byte]) == Sight::Other {
            return self.text(piece, at, bytes);
        }
        self.sight.push((*piece, at, byte));
        let seen: Vec<u8> = self.sight.iter().map(|(.., byte)| *byte).collect();
        match see_record(&seen) {
            Sight::Unclear => {}
            Sight::Record(header) => self.begin_record(header),
            Sight::Other if self.state == State::Clear || is_text(&seen) => self.as_text(),
            // Neither a record nor a line: something was read wrong.
            Sight::Other => {
                self.sight.clear();
                self.state = State::Lost;
                return bytes.len();
            }
        }
        1
    }

    fn begin_record(&mut self, header: RecordHeader) {
        let Some(&(first, start, _)) = self.sight.first() else { return };
        if self.state == State::Clear {
            self.stream.tls.push(TlsStretch {
                start,
                first_frame: first.frame,
                last_frame: first.frame,
                handshake: Vec::new(),
                alert: None,
                has_application_data: false,
                cleared: None,
                encrypts: false,
            });
        }
        if let Some(stretch) = self.stream.tls.last_mut() {
            match header.content_type {
                ContentType::ChangeCipherSpec => stretch.encrypts = true,
                ContentType::ApplicationData => {
                    (stretch.encrypts, stretch.has_application_data) = (true, true)
                }
                // Its own header is that of a message, nearly: what it says is not read.
                ContentType::Alert | ContentType::Handshake | ContentType::OldHello => {}
            }
        }
        self.sight.clear();
        self.alert.clear();
        self.state = State::Record(header, header.length.into());
    }

    /// Bytes of a record. Says how many.
    fn record(&mut self, header: RecordHeader, left: u64, piece: &Piece, bytes: &[u8]) -> usize {
        let count = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
        let content = bytes.get(..count).unwrap_or_default();
        let after = left.saturating_sub(count as u64);
        self.state = if after == 0 { State::Between } else { State::Record(header, after) };
        let Some(stretch) = self.stream.tls.last_mut().filter(|stretch| !stretch.encrypts) else {
            return count;
        };
        match header.content_type {
            ContentType::Handshake => {
                let room = limits::HANDSHAKE_BYTES.saturating_sub(stretch.handshake.len());
                stretch.handshake.extend_from_slice(content.get(..room).unwrap_or(content));
            }
            // An encrypted one is longer.
            ContentType::Alert if header.length == 2 => {
                self.alert.extend_from_slice(content);
                if let [_level, description] = *self.alert {
                    stretch.alert.get_or_insert(Alert { frame: piece.frame, description });
                }
            }
            _ => {}
        }
        count
    }

    /// What might have been the header of a record is text.
    fn as_text(&mut self) {
        let bytes = std::mem::take(&mut self.sight);
        if let Some((piece, ..)) = bytes.first() {
            self.clear(piece.frame);
        }
        for (piece, at, byte) in bytes {
            self.text(&piece, at, &[byte]);
        }
    }

    /// The line whose end was not captured, without the CR of its CR LF where that was.
    fn end_line(&mut self, end: Position) {
        let Some(mut line) = self.splitter.finish() else { return };
        line.text.truncate(line.text.strip_suffix(b"\r").unwrap_or(&line.text).len());
        self.stream.lines.extend(self.sources.take(line, end));
    }

    fn finish(mut self, end: Position) -> ControlStream {
        if self.state == State::Clear {
            self.as_text();
        }
        self.end_line(end);
        self.stream
    }
}

/// Whether bytes are text of a line, or Telnet commands.
fn is_text(bytes: &[u8]) -> bool {
    const TELNET_COMMAND: u8 = 0xFF;
    bytes.iter().all(|byte| matches!(*byte, b' '..=b'~' | b'\r' | b'\n' | TELNET_COMMAND))
}
