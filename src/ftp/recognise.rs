//! Whether two streams are FTP, and which of them is the client's.
//!
//! Other protocols greet with 220 too (SMTP, LMTP, NNTP), know USER, PASS, LIST
//! and RETR (POP3), or HELP and QUIT (all). So a line counts only for what no
//! other protocol says, and one line that only another protocol says settles
//! the matter. A capture may begin in the middle and may hold one direction
//! alone: either direction is enough if it is clear.

use crate::address::Side;

use super::command::{Command, Direction, parse_command};
use super::extended_port::{parse_229, parse_eprt, parse_epsv_argument};
use super::host_port::{parse_227, parse_host_port};
use super::other_protocol::{other_protocol_of_client, other_protocol_of_server};
use super::path::parse_257;
use super::reply::{ReplyLine, Separator, parse_reply_line};
use super::reply_code::ReplyCode;
use super::security::{Mechanism, parse_auth};
use super::transfer_parameters::{parse_mode, parse_stru, parse_type};

pub use super::other_protocol::OtherProtocol;

/// What two streams are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recognition {
    /// A control connection of FTP.
    Ftp,
    /// Something else.
    NotFtp(OtherProtocol),
    /// Nothing yet that tells; more lines may.
    Undecided,
}

/// Lines of one direction after which one that never looked like FTP is given
/// up.
const LINES_TO_DECIDE: usize = 8;

/// What the lines of one direction say.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Lines that FTP has.
    fitting: usize,
    /// Lines that FTP has not.
    strange: usize,
    /// Lines that FTP has and no other protocol.
    telling: usize,
}

impl Evidence {
    fn gather(lines: &[&[u8]], weigh: impl Fn(&[u8]) -> Weight) -> Self {
        let mut evidence = Self::default();
        for line in lines {
            let count = match weigh(line) {
                Weight::Nothing => continue,
                Weight::Strange => &mut evidence.strange,
                Weight::Fitting => &mut evidence.fitting,
                Weight::Telling => {
                    evidence.telling = evidence.telling.saturating_add(1);
                    &mut evidence.fitting
                }
            };
            *count = count.saturating_add(1);
        }
        evidence
    }

    /// Whether the direction has lines, and most of them fit.
    fn fits(self) -> bool {
        self.fitting > self.strange
    }

    /// Whether the direction has lines, and none fits.
    fn is_strange(self) -> bool {
        self.fitting == 0 && self.strange > 0
    }
}

/// What one line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Nothing,
    Strange,
    Fitting,
    Telling,
}

/// Decides from the first lines of both directions, without their ends, whether
/// they are FTP. `port_hint` says that the server's port is one of FTP: then
/// lines that fit are enough, while without it one must tell.
///
/// A first line that never ended is welcome, so that protocols without lines
/// are seen as such.
#[must_use]
pub fn recognise(client_lines: &[&[u8]], server_lines: &[&[u8]], port_hint: bool) -> Recognition {
    let other = server_lines.iter().find_map(|line| other_protocol_of_server(line));
    if let Some(other) = other.or_else(|| client_lines.iter().find_map(|line| other_protocol_of_client(line)))
    {
        return Recognition::NotFtp(other);
    }
    let client = Evidence::gather(client_lines, weigh_command);
    let server = Evidence::gather(server_lines, weigh_reply);
    let tells = client.telling.saturating_add(server.telling) > 0;
    let contradicted = client.is_strange() || server.is_strange();
    if !contradicted {
        // Verbs and codes together are FTP: SMTP shares no verb that moves it
        // on, POP3 has no codes, NNTP greets with 200 or 201.
        let both = client.fits() && server.fits() && begins_as_ftp(client_lines, server_lines);
        let one = (client.fits() || server.fits()) && (tells || port_hint);
        if both || one {
            return Recognition::Ftp;
        }
    }
    let given_up = |evidence: Evidence| evidence.is_strange() && evidence.strange >= LINES_TO_DECIDE;
    if given_up(client) || given_up(server) {
        return Recognition::NotFtp(OtherProtocol::Unknown);
    }
    Recognition::Undecided
}

/// Which side is the client, by what the two say: verbs against codes. `None`
/// if that is even.
#[must_use]
pub fn roles(a_lines: &[&[u8]], b_lines: &[&[u8]]) -> Option<Side> {
    let a_asks = count(a_lines, is_command).saturating_add(count(b_lines, is_reply));
    let b_asks = count(b_lines, is_command).saturating_add(count(a_lines, is_reply));
    match a_asks.cmp(&b_asks) {
        std::cmp::Ordering::Greater => Some(Side::A),
        std::cmp::Ordering::Less => Some(Side::B),
        std::cmp::Ordering::Equal => None,
    }
}

fn count(lines: &[&[u8]], is: impl Fn(&[u8]) -> bool) -> usize {
    lines.iter().filter(|line| is(line)).count()
}

/// A line of the client begins with its verb; a line of HELP that lists verbs
/// begins with a space.
fn is_command(line: &[u8]) -> bool {
    !line.starts_with(b" ") && parse_command(line).is_ok_and(|command| command.verb.info().is_some())
}

fn is_reply(line: &[u8]) -> bool {
    known_code(&parse_reply_line(line)).is_some()
}

fn known_code(line: &ReplyLine) -> Option<ReplyCode> {
    line.code.filter(|code| code.info().is_some() && line.separator != Separator::Other)
}

/// Whether the first known verb and code of two directions that both fit can
/// be FTP's.
fn begins_as_ftp(client_lines: &[&[u8]], server_lines: &[&[u8]]) -> bool {
    let code = server_lines.iter().find_map(|line| known_code(&parse_reply_line(line)));
    let is_login = |line: &&[u8]| {
        parse_command(line).is_ok_and(|command| ["USER", "PASS"].iter().any(|verb| command.verb.is(verb)))
    };
    let greeted = code.is_some_and(|code| matches!(code.value(), 120 | 220));
    greeted && client_lines.iter().any(is_login)
}

fn weigh_command(line: &[u8]) -> Weight {
    let Ok(command) = parse_command(line) else {
        return if line.is_empty() { Weight::Nothing } else { Weight::Strange };
    };
    match command.verb.info() {
        None => Weight::Strange,
        Some(_) if is_telling_command(&command) => Weight::Telling,
        Some(_) => Weight::Fitting,
    }
}

/// Whether only FTP has the command, its argument included.
fn is_telling_command(command: &Command) -> bool {
    let argument = command.argument.as_deref();
    let text = argument.unwrap_or_default();
    let is_number = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    match command.verb.name().as_ref() {
        "PORT" => parse_host_port(text).is_ok(),
        "EPRT" => parse_eprt(text).is_ok(),
        "EPSV" => argument.is_none() || parse_epsv_argument(text).is_ok(),
        "TYPE" => parse_type(text).is_ok(),
        "MODE" => parse_mode(text).is_ok(),
        "STRU" => parse_stru(text).is_ok(),
        "AUTH" => !matches!(parse_auth(text), Mechanism::Other(_) | Mechanism::Gssapi),
        "PASV" | "LPSV" | "SYST" | "FEAT" | "CDUP" | "XPWD" | "XCUP" => argument.is_none_or(<[u8]>::is_empty),
        "CWD" | "XCWD" | "MDTM" | "SIZE" | "MKD" | "RMD" | "RNFR" | "RNTO" | "MLST" | "MLSD" | "PBSZ" => {
            argument.is_some()
        }
        // POP3 has RETR and DELE too, with the number of a message.
        "RETR" | "DELE" => argument.is_some() && !is_number,
        _ => command.verb.info().and_then(|info| info.transfer()) == Some(Direction::Upload),
    }
}

fn weigh_reply(line: &[u8]) -> Weight {
    let reply = parse_reply_line(line);
    let Some(code) = known_code(&reply) else {
        // Inside a multi-line reply anything may stand.
        return if line.is_empty() || line.starts_with(b" ") { Weight::Nothing } else { Weight::Strange };
    };
    let tells = match code.value() {
        227 => parse_227(reply.text).is_ok(),
        229 => parse_229(reply.text).is_ok(),
        257 => parse_257(reply.text).is_ok(),
        220 => contains_ignore_case(reply.text, b"ftp"),
        125 | 150 | 226 | 228 | 331 | 332 | 350 | 425 | 426 => true,
        _ => false,
    };
    if tells { Weight::Telling } else { Weight::Fitting }
}

/// Whether a text holds a word, in any case.
pub(super) fn contains_ignore_case(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests;
