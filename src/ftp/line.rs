//! Lines of a control connection (RFC 959 §4.1.3, RFC 854, RFC 2640 §3.1).
//!
//! A control connection speaks the Telnet language: lines end with CR LF, a
//! literal CR is sent as CR NUL, and commands that begin with the byte 255
//! (IAC) may stand anywhere between the characters.

use std::mem;

use memchr::memchr3;

const NUL: u8 = 0;
const LF: u8 = b'\n';
const CR: u8 = b'\r';
/// Suboption ends.
const SE: u8 = 240;
/// Suboption begins; what follows, up to IAC SE, belongs to it.
const SB: u8 = 250;
/// The first of WILL, WONT, DO, DONT, each followed by one option byte.
const WILL: u8 = 251;
const DONT: u8 = 254;
/// Interpret as command.
const IAC: u8 = 255;

/// A line of a control connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The line without its end, Telnet commands stripped, CR NUL as CR.
    pub text: Vec<u8>,
    /// How the line ends.
    pub end: LineEnd,
    /// Bytes that the line takes in the stream: its end, Telnet commands and
    /// what was cut included, what is missing not.
    pub length: u64,
    /// Whether Telnet commands were stripped.
    pub telnet: bool,
    /// Whether bytes are missing inside the line or directly before it, so
    /// that it may have lost its beginning.
    pub gap: bool,
    /// Whether bytes are missing inside the line, after its beginning.
    pub gap_inside: bool,
    /// Whether the line was longer than the cap, so that `text` is only its
    /// beginning.
    pub cut: bool,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineEnd {
    /// CR LF, as RFC 959 asks.
    CrLf,
    /// LF alone, as some clients and servers send it.
    Lf,
    /// The stream stops before the line ends.
    #[default]
    Missing,
}

/// Where the splitter stands in the Telnet language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Telnet {
    /// Between commands.
    #[default]
    Data,
    /// After IAC.
    Command,
    /// After IAC and one of WILL, WONT, DO, DONT.
    Option,
    /// After IAC SB.
    Suboption,
    /// After IAC inside a suboption.
    SuboptionCommand,
}

/// Cuts one direction of a control connection into lines.
///
/// A push machine: however the stream is cut into pieces, the lines are the
/// same.
///
/// ```
/// # use ftpscope::ftp::line::{LineEnd, LineSplitter};
/// let mut splitter = LineSplitter::new(8192);
/// let mut input: &[u8] = b"USER anna\r\nPA";
/// let mut lines = Vec::new();
/// while !input.is_empty() {
///     let (consumed, line) = splitter.push(input);
///     lines.extend(line);
///     input = &input[consumed..];
/// }
/// lines.extend(splitter.finish());
/// assert_eq!(lines[0].text, b"USER anna");
/// assert_eq!(lines[1].end, LineEnd::Missing);
/// ```
#[derive(Clone, Debug)]
pub struct LineSplitter {
    cap: usize,
    line: Line,
    telnet: Telnet,
    /// A CR came; the next byte tells whether it belongs to the line's end.
    carriage_return: bool,
}

impl LineSplitter {
    /// A splitter at the beginning of a stream that keeps `cap` bytes of
    /// a line's text at most.
    #[must_use]
    pub fn new(cap: usize) -> Self {
        Self { cap, line: Line::default(), telnet: Telnet::Data, carriage_return: false }
    }

    /// Takes bytes up to and including the first line end. Says how many bytes
    /// were taken, and the line if it ended; call again with the rest. Without
    /// a line all bytes were taken.
    pub fn push(&mut self, input: &[u8]) -> (usize, Option<Line>) {
        let mut rest = input;
        loop {
            if self.telnet == Telnet::Data && !self.carriage_return {
                let plain = memchr3(LF, CR, IAC, rest).unwrap_or(rest.len());
                let (text, from_special) = rest.split_at_checked(plain).unwrap_or((rest, &[]));
                self.line.length = self.line.length.saturating_add(text.len() as u64);
                self.keep(text);
                rest = from_special;
            }
            let Some((&byte, after)) = rest.split_first() else { return (input.len(), None) };
            rest = after;
            self.line.length = self.line.length.saturating_add(1);
            if let Some(end) = self.take(byte) {
                self.line.end = end;
                let consumed = input.len().saturating_sub(rest.len());
                return (consumed, Some(mem::take(&mut self.line)));
            }
        }
    }

    /// Says that bytes of the stream are missing here. The line around the
    /// hole, or the next line if the hole lies between two, is marked; reading
    /// resumes with what is pushed next.
    pub fn gap(&mut self) {
        self.settle();
        self.line.gap = true;
        self.line.gap_inside |= self.is_inside_line();
    }

    /// Whether a line has begun and not ended.
    #[must_use]
    pub fn is_inside_line(&self) -> bool {
        self.line.length > 0
    }

    /// The line at the end of the stream that has no end of its own, if there
    /// is one. The splitter is as new afterwards.
    pub fn finish(&mut self) -> Option<Line> {
        self.settle();
        let line = mem::take(&mut self.line);
        (line.length > 0).then_some(line)
    }

    /// Decides about bytes whose meaning hung on the next one, which will not
    /// come: they are text.
    fn settle(&mut self) {
        if mem::take(&mut self.carriage_return) {
            self.keep(&[CR]);
        }
        if mem::take(&mut self.telnet) == Telnet::Command {
            self.keep(&[IAC]);
        }
    }

    /// One byte of the Telnet language.
    fn take(&mut self, byte: u8) -> Option<LineEnd> {
        match (self.telnet, byte) {
            (Telnet::Data, IAC) => self.telnet = Telnet::Command,
            (Telnet::Data, _) => return self.take_character(byte),
            (Telnet::Command, IAC) => {
                self.telnet = Telnet::Data;
                return self.take_character(IAC);
            }
            (Telnet::Command, WILL..=DONT) => self.telnet = Telnet::Option,
            (Telnet::Command, SB) => self.telnet = Telnet::Suboption,
            (Telnet::Command, SE..) => self.command_ends(),
            // No Telnet command begins so: a client that does not know Telnet
            // sent the byte 255 as part of a name, not doubled.
            (Telnet::Command, _) => {
                self.telnet = Telnet::Data;
                self.take_character(IAC);
                return self.take_character(byte);
            }
            (Telnet::Option, _) => self.command_ends(),
            (Telnet::Suboption, IAC) => self.telnet = Telnet::SuboptionCommand,
            // No suboption of use to FTP holds a line feed: one that is never
            // closed must not swallow the rest of the conversation.
            (Telnet::Suboption | Telnet::SuboptionCommand, LF) => {
                self.command_ends();
                return self.take_character(LF);
            }
            (Telnet::SuboptionCommand, SE) => self.command_ends(),
            (Telnet::Suboption | Telnet::SuboptionCommand, _) => self.telnet = Telnet::Suboption,
        }
        None
    }

    fn command_ends(&mut self) {
        self.telnet = Telnet::Data;
        self.line.telnet = true;
    }

    /// One character of the line, Telnet commands taken out.
    fn take_character(&mut self, byte: u8) -> Option<LineEnd> {
        let after_carriage_return = mem::take(&mut self.carriage_return);
        match (after_carriage_return, byte) {
            (true, LF) => return Some(LineEnd::CrLf),
            (false, LF) => return Some(LineEnd::Lf),
            (true, NUL) => self.keep(&[CR]),
            (true, CR) => {
                self.keep(&[CR]);
                self.carriage_return = true;
            }
            (true, _) => self.keep(&[CR, byte]),
            (false, CR) => self.carriage_return = true,
            (false, _) => self.keep(&[byte]),
        }
        None
    }

    /// Adds to the text what the cap leaves room for.
    fn keep(&mut self, bytes: &[u8]) {
        let room = self.cap.saturating_sub(self.line.text.len());
        let kept = bytes.get(..room).unwrap_or(bytes);
        self.line.cut |= kept.len() < bytes.len();
        self.line.text.extend_from_slice(kept);
    }
}

#[cfg(test)]
mod tests;
