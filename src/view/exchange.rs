//! A command with its replies.

use serde::Serialize;

use super::{EndpointView, TimeView};

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
    /// Current working directory after this exchange; null where it is not known.
    pub directory: Option<String>,
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
    /// Text of the reply without its code: of the first line, and of the last one where it ends a
    /// multi-line reply, the lines between as they are; joined by line feeds.
    pub text: String,
    /// Lines as sent, codes included, line ends not.
    pub lines: Vec<String>,
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
