//! Where the parts of a line stand in its half stream.

use crate::ftp::line::LineEnd;
use crate::ftp::reply::parse_reply_line;
use crate::session::line_index::SaidLine;
use crate::tcp::Extent;

/// The two parts of a line: the verb and the argument of a command, or the
/// code and the text of a reply. The range of a part is that of the whole line
/// where Telnet commands, a hole or a cut moved its bytes.
pub(super) struct LineParts<'a> {
    /// Verb or code.
    pub(super) first: Option<(&'a [u8], Extent)>,
    /// Argument or text.
    pub(super) rest: Option<(&'a [u8], Extent)>,
}

impl<'a> LineParts<'a> {
    pub(super) fn new(said: &SaidLine<'a>) -> Self {
        let text = said.line.line.text.as_slice();
        let place = |at: usize, part: &'a [u8]| (part, place(said, at, part.len()));
        if said.reply.is_some() {
            let parsed = parse_reply_line(text);
            let at = text.len().saturating_sub(parsed.text.len());
            return Self {
                first: parsed.code.and_then(|_| text.get(..3)).map(|code| place(0, code)),
                rest: Some(place(at, parsed.text)),
            };
        }
        let Some(command) = &said.exchange.command else {
            return Self { first: None, rest: Some(place(0, text)) };
        };
        let argument_length = command.argument.as_ref().map_or(0, Vec::len);
        let (before, argument) = text.split_at(text.len().saturating_sub(argument_length));
        let verb = before.trim_ascii();
        let spaces = before.len().saturating_sub(before.trim_ascii_start().len());
        Self {
            first: Some(place(spaces, verb)),
            rest: command.argument.is_some().then(|| place(before.len(), argument)),
        }
    }
}

/// The range in the half stream of a part of a line's text.
fn place(said: &SaidLine<'_>, at: usize, length: usize) -> Extent {
    let line = &said.line.line;
    let end = match line.end {
        LineEnd::CrLf => 2,
        LineEnd::Lf => 1,
        LineEnd::Missing => 0,
    };
    let is_as_sent = !line.gap && line.length == (line.text.len() as u64).saturating_add(end);
    if !is_as_sent {
        return Extent { start: said.line.start, end: said.line.end };
    }
    let start = said.line.start.saturating_add_unsigned(at as u64);
    Extent { start, end: start.saturating_add_unsigned(length as u64) }
}
