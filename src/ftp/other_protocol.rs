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

/// Protocols with reply codes like those of FTP.
fn other_protocol_of_greeting(code: u16, text: &[u8]) -> Option<OtherProtocol> {
    let has_word = |word: &[u8]| text.split(|byte| !byte.is_ascii_alphanumeric()).any(|part| part == word);
    match code {
        220 if has_word(b"LMTP") => Some(OtherProtocol::Lmtp),
        220 if has_word(b"SMTP") || has_word(b"ESMTP") => Some(OtherProtocol::Smtp),
        200 | 201 if has_word(b"NNTP") || has_word(b"NNRP") || has_word(b"InterNetNews") => {
            Some(OtherProtocol::Nntp)
        }
        _ => None,
    }
}

/// The protocol that a line of the client shows, if it is another than FTP.
pub(super) fn other_protocol_of_client(line: &[u8], is_first: bool) -> Option<OtherProtocol> {
    if let Some(other) = either_side(line).filter(|&other| is_first || other == OtherProtocol::Http) {
        return Some(other);
    }
    let command = parse_command(line).ok()?;
    let argument = command.argument.as_deref().unwrap_or_default().trim_ascii().to_ascii_uppercase();
    let first_word = argument.split(|&byte| byte == b' ').next().unwrap_or_default();
    match command.verb.name().to_ascii_uppercase().as_str() {
        "EHLO" | "HELO" | "STARTTLS" => Some(OtherProtocol::Smtp),
        "LHLO" => Some(OtherProtocol::Lmtp),
        "MAIL" if argument.starts_with(b"FROM:") => Some(OtherProtocol::Smtp),
        "RCPT" if argument.starts_with(b"TO:") => Some(OtherProtocol::Smtp),
        "AUTH" if matches!(first_word, b"LOGIN" | b"PLAIN" | b"CRAM-MD5" | b"XOAUTH2") => {
            Some(OtherProtocol::Smtp)
        }
        "UIDL" | "CAPA" | "APOP" | "STLS" | "TOP" => Some(OtherProtocol::Pop3),
        "GROUP" | "ARTICLE" | "XOVER" | "NEWGROUPS" | "AUTHINFO" | "CAPABILITIES" => {
            Some(OtherProtocol::Nntp)
        }
        "MODE" if first_word == b"READER" => Some(OtherProtocol::Nntp),
        "NICK" | "JOIN" | "PRIVMSG" => Some(OtherProtocol::Irc),
        // `USER name mode unused :real name`
        "USER" if argument.split(|&byte| byte == b' ').nth(3).is_some_and(|word| word.starts_with(b":")) => {
            Some(OtherProtocol::Irc)
        }
        _ if matches!(first_word, b"CAPABILITY" | b"LOGIN") => Some(OtherProtocol::Imap),
        _ => None,
    }
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
