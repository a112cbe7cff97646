//! Replies of the server (RFC 959 §4.2): lines, and how they join.
//!
//! A reply is one line, `220 text`, or several: the first has a hyphen after
//! the code, `220-text`, and the last is the next line that begins with the
//! same code and a space. Lines between may begin with anything, other codes
//! included.

use std::mem;

use super::reply_code::ReplyCode;

/// A line of the server, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplyLine<'a> {
    /// The code; `None` where the line does not begin with exactly three digits.
    pub code: Option<ReplyCode>,
    /// What follows the code.
    pub separator: Separator,
    /// What follows the separator; from the first byte after the code where
    /// that is no separator; the whole line where there is no code.
    pub text: &'a [u8],
}

/// What stands between a reply code and the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// A space: a reply of one line, or the last line of several.
    Space,
    /// A hyphen: the first of several lines.
    Hyphen,
    /// The line ends after the code. Stands for a space.
    End,
    /// Something else, against RFC 959 §4.2; or there is no code.
    Other,
}

/// A reply, whole or as much of it as there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<L> {
    /// The code of the first line; `None` where it has none.
    pub code: Option<ReplyCode>,
    /// The lines in order, at least one.
    pub lines: Vec<L>,
    /// Whether the reply has the form of several lines (`nnn-`).
    pub multiline: bool,
    /// Lines that were left out because of the cap.
    pub lines_left_out: u64,
    /// What is wrong with the reply.
    pub faults: ReplyFaults,
}

/// What can be wrong with a reply. Each was read in the one way that makes
/// sense.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReplyFaults {
    /// The first digit is 0, which no class of replies has.
    pub code_below_100: bool,
    /// The line does not begin with three digits.
    pub no_code: bool,
    /// Neither space nor hyphen follows the code.
    pub missing_space: bool,
    /// The last line of a multi-line reply never came.
    pub unclosed: bool,
    /// The reply had more lines than the cap.
    pub cut: bool,
}

/// Takes a line of the server apart, without its end (RFC 959 §4.2).
#[must_use]
pub fn parse_reply_line(line: &[u8]) -> ReplyLine<'_> {
    let no_code = ReplyLine { code: None, separator: Separator::Other, text: line };
    let Some((code, rest)) = line.split_at_checked(3) else { return no_code };
    if !code.iter().all(u8::is_ascii_digit) {
        return no_code;
    }
    let value = code.iter().fold(0_u16, |value, digit| {
        value.saturating_mul(10).saturating_add(u16::from(digit.saturating_sub(b'0')))
    });
    let (separator, text) = match rest.split_first() {
        None => (Separator::End, rest),
        Some((b' ', text)) => (Separator::Space, text),
        Some((b'-', text)) => (Separator::Hyphen, text),
        // A longer number is part of a text, not a code.
        Some((b'0'..=b'9', _)) => return no_code,
        // A line that ends with CR CR LF keeps one CR too many.
        Some((b'\r', [])) => (Separator::End, rest),
        Some(_) => (Separator::Other, rest),
    };
    ReplyLine { code: ReplyCode::new(value), separator, text }
}

impl<L: AsRef<[u8]>> Reply<L> {
    /// The texts of the lines, the reply's own code and separator taken off
    /// where a line has them.
    pub fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.lines.iter().map(|line| {
            let parsed = parse_reply_line(line.as_ref());
            if parsed.code == self.code { parsed.text } else { line.as_ref() }
        })
    }

    /// What `parse` finds on the first line on which it finds something: a
    /// server may put the address of 227, say, on any line of a multi-line
    /// reply.
    pub fn find<'a, T, E>(&'a self, parse: impl Fn(&'a [u8]) -> Result<T, E>) -> Option<T> {
        self.texts().find_map(|text| parse(text).ok())
    }
}

/// Joins the lines of a server into replies. `L` is whatever the caller keeps
/// of a line.
///
/// A multi-line reply whose last line never comes would swallow all that
/// follows, and its inner lines may look like replies; only what the client
/// does tells the two apart. So the caller says when a command was sent
/// ([`command_follows`](Self::command_follows)) or when lines may be missing
/// ([`gap`](Self::gap)): if the reply still does not end after that, but
/// a line comes that begins another reply, then it had ended before, and what
/// was held is read again line by line.
#[derive(Clone, Debug)]
pub struct ReplyAssembler<L> {
    cap: usize,
    open: Option<OpenReply<L>>,
}

/// A multi-line reply that waits for its last line.
#[derive(Clone, Debug)]
struct OpenReply<L> {
    code: ReplyCode,
    lines: Vec<L>,
    left_out: u64,
    /// A command was sent, or lines are missing, since the first line.
    doubtful: bool,
    /// The reply is preliminary, and a line looks like the final one.
    final_seen: bool,
}

impl<L: AsRef<[u8]>> ReplyAssembler<L> {
    /// An assembler that keeps `cap_lines` lines of a reply and its last one.
    #[must_use]
    pub fn new(cap_lines: usize) -> Self {
        Self { cap: cap_lines, open: None }
    }

    /// Says that the client sent a command after the last line pushed.
    pub fn command_follows(&mut self) {
        self.doubt();
    }

    /// Says that lines are missing after the last line pushed.
    pub fn gap(&mut self) {
        self.doubt();
    }

    /// Takes the next line. Gives the replies that are complete with it: none,
    /// one, or more when it shows that an earlier one was never closed.
    pub fn push(&mut self, line: L) -> Vec<Reply<L>> {
        let mut replies = Vec::new();
        let parsed = parse_reply_line(line.as_ref());
        let was_unclosed = self.open.as_ref().is_some_and(|open| open.is_unclosed_before(&parsed));
        if was_unclosed {
            self.read_again(&mut replies);
        }
        self.accept(line, &mut replies);
        replies
    }

    /// Gives what is held at the end of the stream. The assembler is as new
    /// afterwards.
    pub fn finish(&mut self) -> Vec<Reply<L>> {
        let mut replies = Vec::new();
        if self.open.as_ref().is_some_and(|open| open.doubtful || open.final_seen) {
            self.read_again(&mut replies);
        }
        replies.extend(self.open.take().map(OpenReply::give_up));
        replies
    }

    fn doubt(&mut self) {
        if let Some(open) = &mut self.open {
            open.doubtful = true;
        }
    }

    /// One line by the rules of RFC 959 §4.2.
    fn accept(&mut self, line: L, replies: &mut Vec<Reply<L>>) {
        let parsed = parse_reply_line(line.as_ref());
        let (code, separator) = (parsed.code, parsed.separator);
        match (&mut self.open, code) {
            (Some(open), _) => {
                if open.is_closed_by(&parsed) {
                    open.lines.push(line);
                    replies.extend(self.open.take().map(OpenReply::close));
                    return;
                }
                open.final_seen |=
                    open.code.is_preliminary() && open.is_other_reply(&parsed, ReplyCode::is_final);
                if open.lines.len() < self.cap {
                    open.lines.push(line);
                } else {
                    open.left_out = open.left_out.saturating_add(1);
                }
            }
            (None, Some(code)) if separator == Separator::Hyphen => {
                self.open = Some(OpenReply {
                    code,
                    lines: vec![line],
                    left_out: 0,
                    doubtful: false,
                    final_seen: false,
                });
            }
            (None, _) => {
                let faults = ReplyFaults {
                    code_below_100: is_below_100(code),
                    no_code: code.is_none(),
                    missing_space: code.is_some() && separator == Separator::Other,
                    ..ReplyFaults::default()
                };
                replies.push(Reply { code, lines: vec![line], multiline: false, lines_left_out: 0, faults });
            }
        }
    }

    /// Reads what is held as replies of which the first was never closed: each
    /// line that begins another reply does begin one.
    fn read_again(&mut self, replies: &mut Vec<Reply<L>>) {
        let Some(mut first) = self.open.take() else { return };
        let left_out = mem::take(&mut first.left_out);
        for line in first.lines {
            let parsed = parse_reply_line(line.as_ref());
            if self.open.as_ref().is_some_and(|open| open.is_other_reply(&parsed, |_| true)) {
                replies.extend(self.open.take().map(OpenReply::give_up));
            }
            self.accept(line, replies);
        }
        // What was left out came last.
        if let Some(open) = &mut self.open {
            open.left_out = left_out;
        } else if let Some(reply) = replies.last_mut() {
            reply.lines_left_out = left_out;
            reply.faults.cut = left_out > 0;
        }
        replies.extend(self.open.take().map(OpenReply::give_up));
    }
}

impl<L: AsRef<[u8]>> OpenReply<L> {
    fn is_closed_by(&self, line: &ReplyLine) -> bool {
        line.code == Some(self.code) && matches!(line.separator, Separator::Space | Separator::End)
    }

    /// Whether the line can be the beginning of another reply: a code that is
    /// defined, not this one's, in due form.
    fn is_other_reply(&self, line: &ReplyLine, fits: impl Fn(ReplyCode) -> bool) -> bool {
        let other = line.code.filter(|&code| code != self.code && code.info().is_some());
        other.is_some_and(fits) && line.separator != Separator::Other
    }

    /// Whether this line shows that the reply had ended before.
    fn is_unclosed_before(&self, line: &ReplyLine) -> bool {
        // `150-`, `226 `, a command, `150 `: the second 150 answers the command.
        self.doubtful
            && (self.final_seen || (!self.is_closed_by(line) && self.is_other_reply(line, |_| true)))
    }

    fn close(self) -> Reply<L> {
        let faults = ReplyFaults {
            code_below_100: is_below_100(Some(self.code)),
            cut: self.left_out > 0,
            ..ReplyFaults::default()
        };
        Reply {
            code: Some(self.code),
            lines: self.lines,
            multiline: true,
            lines_left_out: self.left_out,
            faults,
        }
    }

    fn give_up(self) -> Reply<L> {
        let mut reply = self.close();
        reply.faults.unclosed = true;
        reply
    }
}

fn is_below_100(code: Option<ReplyCode>) -> bool {
    code.is_some_and(|code| code.value() < 100)
}

#[cfg(test)]
mod tests;
