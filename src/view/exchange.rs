//! A command with its replies.

use std::net::IpAddr;
use std::ops::Range;

use serde::{Serialize, Serializer};

use super::words::{count, hex, in_hex, milliseconds, text};
use super::{EndpointView, Passwords, TimeView};
use crate::dissector::Dissection;
use crate::ftp::line::LineEnd;
use crate::ftp::reply::Reply;
use crate::ftp::reply_code::ReplyCode;
use crate::session::announcement::{Announcement, Method};
use crate::session::control_line::ControlLine;
use crate::session::directory::Directory;
use crate::session::exchange::{Exchange, ExchangeKind};

/// A command with its replies, or replies that answer no command.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExchangeView {
    /// Number of the exchange in its session, from 0.
    pub id: u32,
    /// `greeting` (answer to connecting), `command`, `unasked` (replies to no command, 421 above all)
    /// or `invalid` (a line of the client that is no command).
    pub kind: &'static str,
    /// The command; null for `greeting` and `unasked`.
    pub command: Option<CommandView>,
    /// Replies in the order sent: preliminary ones first, then the final one.
    pub replies: Vec<ReplyView>,
    /// Code of the final reply; null where it is not in the capture.
    pub final_code: Option<u16>,
    /// From the command to its first reply, in milliseconds; null without both.
    pub reply_time_ms: Option<f64>,
    /// From the command to its final reply, in milliseconds; null without both.
    pub duration_ms: Option<f64>,
    /// Endpoint for a data connection that this exchange announces.
    pub announces: Option<EndpointAnnouncementView>,
    /// Number of the transfer in this session that this exchange asks for.
    pub transfer: Option<u32>,
    /// Current working directory after this exchange; relative where the directory that the session
    /// began in is not known; null where nothing tells.
    pub directory: Option<String>,
    /// Bytes of `directory`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory_hex: Option<String>,
}

/// A command as the client sent it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommandView {
    /// Verb in upper case; as sent where it is not known; empty where the line is no command.
    pub verb: String,
    /// Whether the verb stands in the table of commands, so that the language files have words for it.
    pub known: bool,
    /// Argument, everything after the first space; null where there is none or where it is masked.
    pub argument: Option<String>,
    /// Bytes of `argument`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument_hex: Option<String>,
    /// Where the verb is defined: an RFC with its section, a draft, or `vendor`; null where it is not known.
    pub rfc: Option<&'static str>,
    /// Whether the argument is a password and is not shown here.
    pub masked: bool,
    /// Frame that holds the last byte of the line.
    pub frame: u32,
    /// Frame that holds the first byte; can be greater than `frame` when a late segment filled a hole.
    pub first_frame: u32,
    /// Time of `frame`.
    pub time: TimeView,
    /// Line end: `crlf`, `lf` or `missing`.
    pub line_end: &'static str,
    /// Bytes of the line, its end and Telnet commands included.
    pub bytes: u64,
}

/// A reply as the server sent it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplyView {
    /// Reply code, 0 to 999; null for a line without one.
    pub code: Option<u16>,
    /// Where the code is defined: an RFC with its section, a draft, or `vendor`; null where it is not known.
    pub rfc: Option<&'static str>,
    /// Text of the reply without its code: of the first line, and of the last one where it ends a
    /// multi-line reply, the lines between as they are; joined by line feeds.
    pub text: String,
    /// Bytes of `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_hex: Option<String>,
    /// Lines as sent, codes included, line ends not.
    pub lines: Vec<String>,
    /// Bytes of all `lines`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines_hex: Option<Vec<String>>,
    /// Whether the reply was sent in the form of several lines.
    pub multiline: bool,
    /// Frame that holds the last byte.
    pub frame: u32,
    /// Frame that holds the first byte; can be greater than `frame` when a late segment filled a hole.
    pub first_frame: u32,
    /// Time of `frame`.
    pub time: TimeView,
    /// Whether the last line's end is not in the capture.
    pub unterminated: bool,
}

/// Endpoint for a data connection, announced by PORT, EPRT, LPRT or by the reply to PASV, EPSV, LPSV.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndpointAnnouncementView {
    /// `PORT`, `EPRT`, `LPRT`, `PASV`, `EPSV` or `LPSV`, by the form that was used.
    pub method: &'static str,
    /// Who listens: `client` (active mode) or `server` (passive mode).
    pub listener: &'static str,
    /// Endpoint that is used: the announced port at the announced or, see `address_replaced`, another address.
    pub endpoint: EndpointView,
    /// The address as announced, or null where the form has none (229).
    pub announced_address: Option<String>,
    /// Whether the announced address was set aside for the one of the control connection, because it is
    /// 0.0.0.0, private or foreign.
    pub address_replaced: bool,
    /// Whether the server agreed (2yz), so that the endpoint is in force.
    pub accepted: bool,
    /// The two numbers p1 and p2 of PORT and 227 with port = p1 × 256 + p2; null in other forms.
    pub port_numbers: Option<[u8; 2]>,
}

/// The exchanges of a session in a half-open range.
#[must_use]
pub fn exchange_views(
    dissection: &Dissection,
    session: usize,
    range: Range<usize>,
    passwords: Passwords,
) -> Vec<ExchangeView> {
    let exchanges = dissection.sessions.get(session).map_or(&[][..], |session| &session.exchanges);
    let mut directory = Directory::default();
    let exchanges = exchanges.iter().enumerate().take(range.end).map(|(index, exchange)| {
        directory.follow(exchange);
        let is_wanted = index >= range.start;
        is_wanted.then(|| ExchangeView::new(index, exchange, directory.path(), passwords))
    });
    exchanges.flatten().collect()
}

/// The exchanges of a session, each turned into a view when it is written.
#[derive(Clone, Copy, Debug)]
pub struct ExchangeStream<'a> {
    exchanges: &'a [Exchange],
    passwords: Passwords,
}

impl<'a> ExchangeStream<'a> {
    pub(super) fn new(exchanges: &'a [Exchange], passwords: Passwords) -> Self {
        Self { exchanges, passwords }
    }
}

impl Serialize for ExchangeStream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut directory = Directory::default();
        serializer.collect_seq(self.exchanges.iter().enumerate().map(|(index, exchange)| {
            directory.follow(exchange);
            ExchangeView::new(index, exchange, directory.path(), self.passwords)
        }))
    }
}

impl ExchangeView {
    fn new(index: usize, exchange: &Exchange, directory: Option<&[u8]>, passwords: Passwords) -> Self {
        let asked = exchange.line.as_ref().map(|line| line.time);
        let since = |reply: &Reply<ControlLine>| {
            let time = reply.lines.last().map(|line| line.time);
            asked.zip(time).map(|(asked, time)| milliseconds(time.nanoseconds_since(asked)))
        };
        Self {
            id: count(index),
            kind: match exchange.kind {
                ExchangeKind::Greeting => "greeting",
                ExchangeKind::Command => "command",
                ExchangeKind::Unasked => "unasked",
                ExchangeKind::Invalid => "invalid",
            },
            command: exchange.line.as_ref().map(|line| CommandView::new(exchange, line, passwords)),
            replies: exchange.replies.iter().filter_map(ReplyView::new).collect(),
            final_code: exchange.final_code().map(ReplyCode::value),
            reply_time_ms: exchange.replies.first().and_then(since),
            duration_ms: exchange.final_reply().and_then(since),
            announces: exchange.announces.as_ref().map(EndpointAnnouncementView::from),
            transfer: exchange.transfer.map(count),
            directory: directory.map(text),
            directory_hex: directory.and_then(hex),
        }
    }
}

impl CommandView {
    fn new(exchange: &Exchange, line: &ControlLine, passwords: Passwords) -> Self {
        let masked = exchange.secret && passwords == Passwords::Masked;
        let command = exchange.command.as_ref();
        // A line that is no command is all argument.
        let argument = match command {
            Some(command) => command.argument.as_deref(),
            None => Some(line.line.text.as_slice()),
        };
        Self {
            verb: command.map(|command| command.verb.name().into_owned()).unwrap_or_default(),
            known: command.is_some_and(|command| command.verb.info().is_some()),
            argument: argument.filter(|_| !masked).map(text),
            argument_hex: argument.filter(|_| !masked).and_then(hex),
            rfc: command.and_then(|command| command.verb.info()).map(|info| info.rfc),
            masked: masked && argument.is_some(),
            frame: line.frame.get(),
            first_frame: line.first_frame.get(),
            time: line.time.into(),
            line_end: match line.line.end {
                LineEnd::CrLf => "crlf",
                LineEnd::Lf => "lf",
                LineEnd::Missing => "missing",
            },
            bytes: line.line.length,
        }
    }
}

impl ReplyView {
    /// `None` for a reply without lines, which there is not.
    fn new(reply: &Reply<ControlLine>) -> Option<Self> {
        let (first, last) = reply.lines.first().zip(reply.lines.last())?;
        let all = reply.texts().collect::<Vec<_>>().join(&b'\n');
        let text_hex = hex(&all);
        Some(Self {
            code: reply.code.map(ReplyCode::value),
            rfc: reply.code.and_then(ReplyCode::info).map(|info| info.rfc),
            text: text(&all),
            lines_hex: text_hex
                .is_some()
                .then(|| reply.lines.iter().map(|line| in_hex(line.as_ref())).collect()),
            text_hex,
            lines: reply.lines.iter().map(|line| text(line.as_ref())).collect(),
            multiline: reply.multiline,
            frame: last.frame.get(),
            first_frame: first.first_frame.get(),
            time: TimeView::from(last.time),
            unterminated: last.line.end == LineEnd::Missing,
        })
    }
}

impl From<&Announcement> for EndpointAnnouncementView {
    fn from(announcement: &Announcement) -> Self {
        let port = announcement.endpoint.port;
        Self {
            method: announcement.method.verb(),
            listener: if announcement.method.is_passive() { "server" } else { "client" },
            endpoint: announcement.endpoint.into(),
            announced_address: announcement.announced_address.map(|address: IpAddr| address.to_string()),
            address_replaced: announcement.is_address_replaced(),
            accepted: announcement.accepted,
            port_numbers: matches!(announcement.method, Method::Port | Method::Pasv)
                .then(|| port.to_be_bytes()),
        }
    }
}
