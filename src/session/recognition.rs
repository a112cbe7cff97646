//! Which connections are control connections of FTP, and who is who on them.

use super::control_line::ControlLine;
use super::control_stream::control_stream;
use crate::address::Side;
use crate::ftp::command::parse_command;
use crate::ftp::recognise::{Recognition, recognise, roles};
use crate::ftp::reply::parse_reply_line;
use crate::ftp::tls::{HEADER_BYTES, Sight, see_record};
use crate::tcp::{Connection, Content};

/// The port of FTP servers (RFC 959 §8).
pub const FTP_PORT: u16 = 21;

/// The port of FTP servers that speak TLS from the first byte on.
pub const IMPLICIT_TLS_PORT: u16 = 990;

/// Lines of a side that are looked at: what is not told by then never is.
const FIRST_LINES: usize = 16;

/// How the two sides of a control connection were told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RolesBy {
    /// Who opened the connection is the client.
    Syn,
    /// Who sends commands is the client.
    Content,
    /// Whose port is 21, else whose port is the lower one, is the server.
    Port,
}

/// How a connection was found to be FTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecognisedBy {
    /// By what is said on it.
    Content,
    /// By port 21 alone, or 990 where TLS is spoken.
    Port,
}

/// What is known of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A control connection.
    Control {
        /// The client.
        client: Side,
        /// How the client was told from the server.
        roles_by: RolesBy,
        /// How it was found to be FTP.
        recognised_by: RecognisedBy,
    },
    /// Something else.
    Other,
    /// Nothing that tells has been said.
    Undecided,
}

/// Looks at what has been said on a connection. `ended` tells that no more
/// will come: then the port decides what the content leaves open.
#[must_use]
pub fn recognise_connection(connection: &Connection, ended: bool) -> Kind {
    let first = [Side::A, Side::B].map(|side| first_bytes(connection, side));
    if let Some(kind) = recognise_tls(connection, &first, ended) {
        return kind;
    }
    if !has_port(connection, FTP_PORT)
        && [Side::A, Side::B]
            .into_iter()
            .zip(&first)
            .any(|(side, bytes)| connection.halves.get(side).has_syn() && is_binary(bytes))
    {
        return Kind::Other;
    }
    let a = first_lines(connection, Side::A);
    let b = first_lines(connection, Side::B);
    let (client, roles_by) = tell_roles(connection, &a, &b);
    let (from_client, from_server) = match client {
        Side::A => (a, b),
        Side::B => (b, a),
    };
    let has_ftp_port = connection.endpoints.get(client.other()).port == FTP_PORT;
    let control = |recognised_by| Kind::Control { client, roles_by, recognised_by };
    match recognise(&from_client, &from_server, has_ftp_port) {
        Recognition::NotFtp(_) if !ended && begins_later(connection, &first) => Kind::Undecided,
        Recognition::NotFtp(_) => Kind::Other,
        Recognition::Ftp if has_ftp_port => control(RecognisedBy::Port),
        Recognition::Ftp => control(RecognisedBy::Content),
        Recognition::Undecided if !ended => Kind::Undecided,
        Recognition::Undecided if has_ftp_port && !is_noise(&from_client) && !is_noise(&from_server) => {
            control(RecognisedBy::Port)
        }
        Recognition::Undecided => Kind::Other,
    }
}

fn has_port(connection: &Connection, port: u16) -> bool {
    [connection.endpoints.a, connection.endpoints.b].iter().any(|end| end.port == port)
}

/// A connection that begins with TLS: FTP on port 990, and on port 21 where the
/// capture begins after AUTH. `None` where it begins with something else.
fn recognise_tls(connection: &Connection, first: &[Vec<u8>; 2], ended: bool) -> Option<Kind> {
    let begins =
        |wanted: fn(Sight) -> bool| first.iter().any(|bytes| !bytes.is_empty() && wanted(see_record(bytes)));
    if !begins(|sight| matches!(sight, Sight::Record(_))) {
        return (!ended && begins(|sight| sight == Sight::Unclear)).then_some(Kind::Undecided);
    }
    let began_before = connection.began_before_capture();
    if !(has_port(connection, IMPLICIT_TLS_PORT) || (began_before && has_port(connection, FTP_PORT))) {
        return Some(Kind::Other);
    }
    let (client, roles_by) = tell_roles(connection, &[], &[]);
    Some(Kind::Control { client, roles_by, recognised_by: RecognisedBy::Port })
}

/// The first bytes of a side, as many as tell TLS from text; none where its
/// beginning is not in the capture so far.
fn first_bytes(connection: &Connection, side: Side) -> Vec<u8> {
    let half = connection.halves.get(side);
    let mut first = Vec::new();
    for (position, _, bytes) in half.content().into_iter().flat_map(Content::pieces) {
        let is_next = position == half.start().saturating_add_unsigned(first.len() as u64);
        if !is_next || first.len() >= HEADER_BYTES {
            break;
        }
        first.extend_from_slice(bytes.get(..HEADER_BYTES).unwrap_or(bytes));
    }
    first
}

/// Whether bytes of a side are here whose beginning may come yet, in a segment that was overtaken: what stands
/// behind the hole may be the middle of anything.
fn begins_later(connection: &Connection, first: &[Vec<u8>; 2]) -> bool {
    [Side::A, Side::B].into_iter().zip(first).any(|(side, first)| {
        let half = connection.halves.get(side);
        half.has_syn() && first.is_empty() && half.assembler().length() > 0
    })
}

/// Whether what a side begins with is a byte that neither a verb, nor a reply code, nor
/// a Telnet command begins with. Most connections that are not FTP are told by
/// this at once, without looking for lines.
fn is_binary(first: &[u8]) -> bool {
    const TELNET_COMMAND: u8 = 0xFF;
    let is_text = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(*byte, b' ' | TELNET_COMMAND);
    first.first().is_some_and(|byte| !is_text(byte))
}

/// Whether a side says nothing but bytes that no text has, or nothing but
/// Telnet commands, as a Telnet server on port 21 does.
fn is_noise(lines: &[ControlLine]) -> bool {
    let is_binary = lines.iter().any(|line| line.line.text.contains(&0));
    let is_telnet = lines.iter().all(|line| line.line.telnet && line.line.text.is_empty());
    !lines.is_empty() && (is_binary || is_telnet) && !lines.iter().any(is_ftp_line)
}

fn is_ftp_line(line: &ControlLine) -> bool {
    let has_code = parse_reply_line(&line.line.text).code.is_some();
    has_code || parse_command(&line.line.text).is_ok_and(|command| command.verb.info().is_some())
}

fn tell_roles(connection: &Connection, a: &[ControlLine], b: &[ControlLine]) -> (Side, RolesBy) {
    if let Some(opener) = connection.opener() {
        return (opener, RolesBy::Syn);
    }
    if let Some(client) = roles(a, b) {
        return (client, RolesBy::Content);
    }
    let (a, b) = (connection.endpoints.a.port, connection.endpoints.b.port);
    let server_is_a = a == FTP_PORT || (b != FTP_PORT && a < b);
    (if server_is_a { Side::B } else { Side::A }, RolesBy::Port)
}

fn first_lines(connection: &Connection, side: Side) -> Vec<ControlLine> {
    control_stream(connection.halves.get(side), FIRST_LINES).lines
}
