//! Whether two streams are FTP, and which of them is the client's.
//!
//! Other protocols greet with 220 too (SMTP, LMTP, NNTP), know USER, PASS, LIST
//! and RETR (POP3), or HELP and QUIT (all). So a line counts only for what no
//! other protocol says, and one line that only another protocol says settles
//! the matter. A capture may begin in the middle and may hold one direction
//! alone: either direction is enough if it is clear.

use crate::address::Side;

use super::command::{Direction, parse_command};
use super::command_info::GREETING_REPLIES;
use super::extended_port::{parse_229, parse_eprt, parse_epsv_argument};
use super::host_port::{parse_227, parse_host_port};
use super::long_port::parse_228;
use super::other_protocol::{other_protocol_of_client, other_protocol_of_server};
use super::reply::{Reply, ReplyAssembler, Separator, parse_reply_line};
use super::reply_code::ReplyCode;
use super::security::{Mechanism, is_base64, parse_auth, parse_prot};
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
    /// Lines that look as only FTP's do, but could be text.
    hinting: usize,
    /// Lines that only FTP has.
    telling: usize,
}

impl Evidence {
    fn gather(weights: impl Iterator<Item = Weight>) -> Self {
        let mut evidence = Self::default();
        for weight in weights {
            // What is strange after FTP is encrypted, or damaged.
            if weight == Weight::Strange && evidence.telling > 0 {
                continue;
            }
            evidence.fitting = evidence.fitting.saturating_add(usize::from(weight >= Weight::Fitting));
            evidence.strange = evidence.strange.saturating_add(usize::from(weight == Weight::Strange));
            evidence.hinting = evidence.hinting.saturating_add(usize::from(weight == Weight::Hinting));
            evidence.telling = evidence.telling.saturating_add(usize::from(weight == Weight::Telling));
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

/// What one line says, the more the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Nothing: it is empty, or text of a reply.
    Nothing,
    /// FTP has no such line.
    Strange,
    /// FTP has it, and so have others.
    Fitting,
    /// It begins as only FTP's do; the rest is free, so it could be text.
    Hinting,
    /// Only FTP has it, to its last character.
    Telling,
}

/// Decides from the first lines of both directions, without their ends, whether
/// they are FTP. `port_hint` says that the server's port is one of FTP: then
/// lines that fit are enough, while without it one must tell.
///
/// A first line that never ended is welcome, so that protocols without lines
/// are seen as such.
#[must_use]
pub fn recognise<L: AsRef<[u8]> + Clone>(
    client_lines: &[L],
    server_lines: &[L],
    port_hint: bool,
) -> Recognition {
    let client_lines = &client_lines.iter().map(AsRef::as_ref).collect::<Vec<_>>();
    let replies = &join(server_lines);
    let server_other = first_other(replies, other_protocol_of_server, weigh_reply);
    let client_other =
        first_other(client_lines, |line, first| other_protocol_of_client(line, first), weigh_command);
    if let Some(other) = server_other.or(client_other) {
        return Recognition::NotFtp(other);
    }
    let client = Evidence::gather(client_lines.iter().map(weigh_command));
    let server = Evidence::gather(replies.iter().map(weigh_reply));
    let hints = client.hinting.saturating_add(server.hinting) > 0;
    let several = client.fitting.saturating_add(server.fitting) > 1;
    let tells = client.telling > 0 || server.telling > 0 || (hints && several) || goes_on_as_ftp(replies);
    let contradicted = client.is_strange() || server.is_strange();
    if !contradicted {
        // Verbs and codes together are FTP: SMTP shares no verb that moves it
        // on, POP3 has no codes, NNTP greets with 200 or 201.
        let both = client.fits() && server.fits() && begins_as_ftp(client_lines, replies);
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

fn join<L: AsRef<[u8]> + Clone>(lines: &[L]) -> Vec<Reply<L>> {
    let mut assembler = ReplyAssembler::new(lines.len());
    let mut replies: Vec<_> = lines.iter().flat_map(|line| assembler.push(line.clone())).collect();
    replies.extend(assembler.finish());
    replies
}

/// The first protocol other than FTP that shows in one direction, before
/// anything that looks like FTP: what follows AUTH TLS is TLS, and a file may
/// be called anything. `other` is told what is the first.
fn first_other<T>(
    items: &[T],
    other: impl Fn(&T, bool) -> Option<OtherProtocol>,
    weigh: impl Fn(&T) -> Weight,
) -> Option<OtherProtocol> {
    for (place, item) in items.iter().enumerate() {
        let found = other(item, place == 0);
        if found.is_some() || weigh(item) >= Weight::Hinting {
            return found;
        }
    }
    None
}

/// Which side is the client, by what the two say: verbs against codes. `None`
/// if that is even.
#[must_use]
pub fn roles<L: AsRef<[u8]>>(a_lines: &[L], b_lines: &[L]) -> Option<Side> {
    let a_asks = count(a_lines, is_command).saturating_add(count(b_lines, is_reply));
    let b_asks = count(b_lines, is_command).saturating_add(count(a_lines, is_reply));
    match a_asks.cmp(&b_asks) {
        std::cmp::Ordering::Greater => Some(Side::A),
        std::cmp::Ordering::Less => Some(Side::B),
        std::cmp::Ordering::Equal => None,
    }
}

fn count(lines: &[impl AsRef<[u8]>], is: impl Fn(&[u8]) -> bool) -> usize {
    lines.iter().filter(|line| is(line.as_ref())).count()
}

/// A line of the client begins with its verb; a line of HELP that lists verbs
/// begins with a space.
fn is_command(line: &[u8]) -> bool {
    !line.starts_with(b" ") && parse_command(line).is_ok_and(|command| command.verb.info().is_some())
}

fn is_reply(line: &[u8]) -> bool {
    let line = parse_reply_line(line);
    line.separator != Separator::Other && line.code.is_some_and(|code| code.info().is_some())
}

/// Whether the client logs in and the first reply can be a greeting of FTP.
fn begins_as_ftp(client_lines: &[&[u8]], replies: &[Reply<impl AsRef<[u8]>>]) -> bool {
    let is_login = |line: &&[u8]| {
        parse_command(line).is_ok_and(|command| ["USER", "PASS"].iter().any(|verb| command.verb.is(verb)))
    };
    let first = replies.iter().find_map(known_code);
    first.is_some_and(|code| GREETING_REPLIES.contains(&code.value())) && client_lines.iter().any(is_login)
}

/// Whether a server that greets with 220 goes on with a code that no other
/// protocol that greets so has.
fn goes_on_as_ftp(replies: &[Reply<impl AsRef<[u8]>>]) -> bool {
    let mut codes = replies.iter().filter_map(known_code).map(ReplyCode::value);
    codes.next() == Some(220) && codes.any(|code| matches!(code, 215 | 230))
}

fn known_code(reply: &Reply<impl AsRef<[u8]>>) -> Option<ReplyCode> {
    reply.code.filter(|code| code.info().is_some() && !reply.faults.missing_space)
}

fn weigh_command(line: &&[u8]) -> Weight {
    let Ok(command) = parse_command(line) else {
        return if line.is_empty() { Weight::Nothing } else { Weight::Strange };
    };
    let Some(info) = command.verb.info() else { return Weight::Strange };
    let argument = command.argument.as_deref();
    let text = argument.unwrap_or_default();
    let is_number = text.iter().all(u8::is_ascii_digit);
    let (weight, holds) = match info.verb {
        "PORT" => (Weight::Telling, parse_host_port(text).is_ok()),
        "EPRT" => (Weight::Telling, parse_eprt(text).is_ok()),
        "EPSV" => (Weight::Telling, argument.is_none() || parse_epsv_argument(text).is_ok()),
        "TYPE" => (Weight::Telling, parse_type(text).is_ok()),
        "MODE" => (Weight::Telling, parse_mode(text).is_ok()),
        "STRU" => (Weight::Telling, parse_stru(text).is_ok()),
        "PROT" => (Weight::Telling, parse_prot(text).is_some()),
        // Mail knows AUTH GSSAPI too.
        "AUTH" => (Weight::Telling, matches!(parse_auth(text), Mechanism::Tls | Mechanism::TlsWithData)),
        "PASV" | "LPSV" | "SYST" | "FEAT" | "CDUP" | "XPWD" | "XCUP" => (Weight::Telling, text.is_empty()),
        "ADAT" | "MIC" | "CONF" | "ENC" => (Weight::Hinting, is_base64(text)),
        "CWD" | "XCWD" | "MDTM" | "SIZE" | "MKD" | "RMD" | "RNFR" | "RNTO" | "MLST" | "MLSD" | "PBSZ" => {
            (Weight::Hinting, !text.is_empty())
        }
        // POP3 has RETR and DELE too, with the number of a message.
        "RETR" | "DELE" => (Weight::Hinting, !is_number),
        _ => (Weight::Hinting, info.transfer() == Some(Direction::Upload)),
    };
    if holds { weight } else { Weight::Fitting }
}

fn weigh_reply(reply: &Reply<impl AsRef<[u8]>>) -> Weight {
    let Some(code) = known_code(reply) else {
        // Text without its code may be the rest of a reply whose beginning was
        // not captured.
        let is_text =
            reply.lines.iter().map(AsRef::as_ref).all(|line| line.is_empty() || line.starts_with(b" "));
        return if is_text { Weight::Nothing } else { Weight::Strange };
    };
    let (weight, holds) = match code.value() {
        220 => (Weight::Telling, reply.texts().any(|text| contains_ignore_case(text, b"ftp"))),
        227 => (Weight::Telling, reply.find(parse_227).is_some()),
        228 => (Weight::Telling, reply.find(parse_228).is_some()),
        229 => (Weight::Telling, reply.find(parse_229).is_some()),
        code => (Weight::Hinting, matches!(code, 125 | 150 | 226 | 257 | 331 | 332 | 350 | 425 | 426)),
    };
    if holds { weight } else { Weight::Fitting }
}

/// Whether a text holds a word, in any case.
fn contains_ignore_case(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests;
