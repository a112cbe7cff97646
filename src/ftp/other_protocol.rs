//! Lines that only protocols other than FTP have.

use super::command::parse_command;
use super::reply::Reply;

/// What a stream is that is not FTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OtherProtocol {
    /// Mail transfer (RFC 5321).
    Smtp,
    /// Local mail transfer (RFC 2033).
    Lmtp,
    /// Mail retrieval (RFC 1939).
    Pop3,
    /// Mail access (RFC 9051).
    Imap,
    /// News (RFC 3977).
    Nntp,
    /// The web (RFC 9112).
    Http,
    /// Secure shell (RFC 4253).
    Ssh,
    /// A TLS record from the first byte on (RFC 8446): perhaps FTP inside.
    Tls,
    /// Chat (RFC 1459).
    Irc,
    /// Dictionaries (RFC 2229).
    Dict,
    /// Faxes (HylaFAX), in a language that began as FTP.
    HylaFax,
    /// Consoles of VMware's virtual machines, port 902.
    VmwareAuthentication,
    /// Nothing that is known here.
    Unknown,
}

/// The protocol that a reply shows, if it is another than FTP. A line without
/// a code shows one only where it is the first.
pub(super) fn other_protocol_of_server(
    reply: &Reply<impl AsRef<[u8]>>,
    is_first: bool,
) -> Option<OtherProtocol> {
    if let Some(code) = reply.code {
        return reply.texts().find_map(|text| other_protocol_of_greeting(code.value(), text));
    }
    let line = reply.lines.first().filter(|_| is_first)?.as_ref();
    either_side(line).or(match line {
        [b'+', b'O', b'K', rest @ ..] if ends_word(rest) => Some(OtherProtocol::Pop3),
        [b'-', b'E', b'R', b'R', rest @ ..] if ends_word(rest) => Some(OtherProtocol::Pop3),
        [b'*', b' ', b'O', b'K', rest @ ..] if ends_word(rest) => Some(OtherProtocol::Imap),
        [b':', ..] | [b'N', b'O', b'T', b'I', b'C', b'E', b' ', ..] => Some(OtherProtocol::Irc),
        _ => None,
    })
}

/// Words in greetings of protocols with reply codes like those of FTP.
const GREETINGS: &[(&[u16], &[u8], OtherProtocol)] = &[
    (&[220], b"LMTP", OtherProtocol::Lmtp),
    (&[220], b"SMTP", OtherProtocol::Smtp),
    (&[220], b"ESMTP", OtherProtocol::Smtp),
    (&[220], b"dictd", OtherProtocol::Dict),
    (&[220], b"HylaFAX", OtherProtocol::HylaFax),
    (&[220], b"VMware", OtherProtocol::VmwareAuthentication),
    (&[200, 201], b"NNTP", OtherProtocol::Nntp),
    (&[200, 201], b"NNRP", OtherProtocol::Nntp),
    (&[200, 201], b"InterNetNews", OtherProtocol::Nntp),
];

fn other_protocol_of_greeting(code: u16, text: &[u8]) -> Option<OtherProtocol> {
    let mut words = text.split(|byte| !byte.is_ascii_alphanumeric());
    words.find_map(|word| {
        let row = GREETINGS.iter().find(|(codes, known, _)| codes.contains(&code) && *known == word);
        row.map(|(_, _, protocol)| *protocol)
    })
}

/// Verbs that FTP has not.
const VERBS: &[(&str, OtherProtocol)] = &[
    ("EHLO", OtherProtocol::Smtp),
    ("HELO", OtherProtocol::Smtp),
    ("STARTTLS", OtherProtocol::Smtp),
    ("LHLO", OtherProtocol::Lmtp),
    ("UIDL", OtherProtocol::Pop3),
    ("CAPA", OtherProtocol::Pop3),
    ("APOP", OtherProtocol::Pop3),
    ("STLS", OtherProtocol::Pop3),
    ("TOP", OtherProtocol::Pop3),
    ("GROUP", OtherProtocol::Nntp),
    ("ARTICLE", OtherProtocol::Nntp),
    ("XOVER", OtherProtocol::Nntp),
    ("NEWGROUPS", OtherProtocol::Nntp),
    ("AUTHINFO", OtherProtocol::Nntp),
    ("CAPABILITIES", OtherProtocol::Nntp),
    ("NICK", OtherProtocol::Irc),
    ("JOIN", OtherProtocol::Irc),
    ("PRIVMSG", OtherProtocol::Irc),
    ("DEFINE", OtherProtocol::Dict),
    ("MATCH", OtherProtocol::Dict),
];

/// Verbs that FTP has, too, with a first word of the argument that FTP has not.
const ARGUMENTS: &[(&str, &[u8], OtherProtocol)] = &[
    ("AUTH", b"LOGIN", OtherProtocol::Smtp),
    ("AUTH", b"PLAIN", OtherProtocol::Smtp),
    ("AUTH", b"CRAM-MD5", OtherProtocol::Smtp),
    ("AUTH", b"XOAUTH2", OtherProtocol::Smtp),
    ("MODE", b"READER", OtherProtocol::Nntp),
];

/// The protocol that a line of the client shows, if it is another than FTP.
pub(super) fn other_protocol_of_client(line: &[u8], is_first: bool) -> Option<OtherProtocol> {
    if let Some(other) = either_side(line).filter(|&other| is_first || other == OtherProtocol::Http) {
        return Some(other);
    }
    let command = parse_command(line).ok()?;
    let argument = command.argument.as_deref().unwrap_or_default().trim_ascii();
    let words: Vec<_> = argument.split(|byte| *byte == b' ').collect();
    let first = words.first().copied().unwrap_or_default();
    let is = |verb: &str| command.verb.is(verb);
    let begins =
        |start: &[u8]| argument.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    if let Some((_, protocol)) = VERBS.iter().find(|(verb, _)| is(verb)) {
        return Some(*protocol);
    }
    let row = ARGUMENTS.iter().find(|(verb, word, _)| is(verb) && first.eq_ignore_ascii_case(word));
    if let Some((_, _, protocol)) = row {
        return Some(*protocol);
    }
    if (is("MAIL") && begins(b"FROM:")) || (is("RCPT") && begins(b"TO:")) {
        return Some(OtherProtocol::Smtp);
    }
    // `USER name mode unused :real name`
    if is("USER") && words.get(3).is_some_and(|word| word.starts_with(b":")) {
        return Some(OtherProtocol::Irc);
    }
    // `tag LOGIN name password`, the tag being any word.
    let is_imap = [&b"CAPABILITY"[..], b"LOGIN"].iter().any(|word| first.eq_ignore_ascii_case(word));
    is_imap.then_some(OtherProtocol::Imap)
}

/// Protocols whose two sides begin alike.
fn either_side(line: &[u8]) -> Option<OtherProtocol> {
    match line {
        [b'S', b'S', b'H', b'-', ..] => Some(OtherProtocol::Ssh),
        // Content type handshake or alert, version 3.x.
        [0x15 | 0x16, 0x03, 0x00..=0x04, ..] => Some(OtherProtocol::Tls),
        _ if line.starts_with(b"HTTP/") || is_http_request(line) => Some(OtherProtocol::Http),
        _ => None,
    }
}

fn is_http_request(line: &[u8]) -> bool {
    let version = line.rsplit(|&byte| byte == b' ').next().unwrap_or_default();
    line.contains(&b' ') && (version.starts_with(b"HTTP/1.") || version == b"HTTP/2.0")
}

fn ends_word(rest: &[u8]) -> bool {
    matches!(rest.first(), None | Some(b' '))
}
