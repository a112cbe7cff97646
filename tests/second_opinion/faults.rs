//! What tshark is known to say wrong.

use std::fmt;

use super::ours::Line;
use super::tshark::{Fields, Said};

/// A way in which tshark is wrong, or says something in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// It knows control connections by port 21 alone.
    OtherPort,
    /// It does not look into a segment that it takes for one sent again or late.
    SentAgain,
    /// It takes a part of a line for a line.
    SplitLine,
    /// It has Telnet commands as part of the command.
    Telnet,
    /// It has no field for an argument or text without a byte.
    EmptyText,
    /// It drops spaces in front of an argument.
    LeadingSpaces,
    /// It reads text as ASCII.
    NotAscii,
    /// It ends text at a byte of value 0.
    NulByte,
    /// It shows an acknowledgement number where the ACK flag says that there is none.
    NoAcknowledgement,
    /// It does not carry a part of a second that is more than a second.
    LongFraction,
    /// It looks into Teredo, which this program does not: no FTP is in it.
    Teredo,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherPort => "no FTP seen on another port than 21",
            Self::SentAgain => "no FTP seen in a segment taken for one sent again or late",
            Self::SplitLine => "a part of a line taken for a line",
            Self::Telnet => "Telnet commands taken for the command",
            Self::EmptyText => "no field for an argument without a byte",
            Self::LeadingSpaces => "spaces in front of an argument dropped",
            Self::NotAscii => "text read as ASCII",
            Self::NulByte => "text ended at a byte of value 0",
            Self::NoAcknowledgement => "an acknowledgement number without the ACK flag",
            Self::LongFraction => "a part of a second that is more than a second",
            Self::Teredo => "Teredo is looked into",
        })
    }
}

fn has(theirs: &Fields, name: &str, value: &str) -> bool {
    theirs.get(name).is_some_and(|values| values.iter().any(|found| found == value))
}

/// What explains that a field differs.
pub(crate) fn explain(name: &str, theirs: &Fields, found: &[String]) -> Option<Fault> {
    let is_missing = found.is_empty();
    match name {
        "tcp.ack" if is_missing && has(theirs, "tcp.flags.ack", "0") => Some(Fault::NoAcknowledgement),
        "frame.time_epoch" if nanoseconds(theirs.get(name)?) == nanoseconds(found) => {
            Some(Fault::LongFraction)
        }
        _ if is_missing && name.starts_with("ipv6.") && is_teredo(theirs) => Some(Fault::Teredo),
        _ => None,
    }
}

/// A moment that is written as seconds and nanoseconds.
fn nanoseconds(moment: &[String]) -> Option<i64> {
    let (seconds, nanoseconds) = moment.first()?.split_once('.')?;
    Some(seconds.parse::<i64>().ok()? * 1_000_000_000 + nanoseconds.parse::<i64>().ok()?)
}

fn is_teredo(theirs: &Fields) -> bool {
    theirs.get("frame.protocols").is_some_and(|protocols| protocols[0].contains(":udp:teredo:"))
}

/// What explains that it says another line than the first one of the segment.
pub(crate) fn explain_ftp(said: Option<&Said>, theirs: &Fields, lines: &[Line]) -> Option<Fault> {
    let first = lines.first()?;
    let Some(said) = said else {
        return match () {
            () if !has(theirs, "tcp.port", "21") => Some(Fault::OtherPort),
            () if is_sent_again(theirs) => Some(Fault::SentAgain),
            () if first.is_split => Some(Fault::SplitLine),
            () => None,
        };
    };
    let ([start, rest], [our_start, our_rest]) = (said.parts(), first.said.parts());
    if start == our_start {
        let is_same = |change: fn(&str) -> String| rest.map(change) == our_rest.map(change);
        match our_rest {
            Some("") if rest.is_none() => return Some(Fault::EmptyText),
            Some(text) if text.starts_with(' ') && rest == Some(text.trim_start()) => {
                return Some(Fault::LeadingSpaces);
            }
            Some(text) if rest.is_some() && text.split_once('\0').map(|(before, _)| before) == rest => {
                return Some(Fault::NulByte);
            }
            Some(text) if !text.is_ascii() && is_same(ascii) => return Some(Fault::NotAscii),
            _ => {}
        }
    }
    // What it shows must be in the text of the lines all the same.
    let text: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
    let is_part = [start, rest].into_iter().flatten().all(|part| text.contains(part));
    let is_telnet = start.is_some_and(|start| start.contains(char::REPLACEMENT_CHARACTER));
    match () {
        () if first.is_split && is_part => Some(Fault::SplitLine),
        () if is_telnet => Some(Fault::Telnet),
        () => None,
    }
}

fn is_sent_again(theirs: &Fields) -> bool {
    let flags = ["retransmission", "fast_retransmission", "spurious_retransmission", "out_of_order"];
    flags.iter().any(|flag| theirs.contains_key(&format!("tcp.analysis.{flag}")))
}

/// Text as who reads it as ASCII sees it.
fn ascii(text: &str) -> String {
    let mut ascii = String::new();
    for character in text.chars() {
        let bytes = if character == char::REPLACEMENT_CHARACTER { 1 } else { character.len_utf8() };
        match character.is_ascii() {
            true => ascii.push(character),
            false => ascii.extend(std::iter::repeat_n(char::REPLACEMENT_CHARACTER, bytes)),
        }
    }
    ascii
}
