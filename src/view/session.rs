//! One control connection.

use serde::Serialize;

use super::connection::side_name;
use super::words::{count, hex, milliseconds, text};
use super::{
    ClosingView, EndpointView, ExchangeStream, ExchangeView, HandshakeView, Passwords, SecurityView,
    TimeView, TlsView, TransferView, exchange_views, transfer_views,
};
use crate::dissector::Dissection;
use crate::ftp::reply_code::ReplyCode;
use crate::session::login::{Login, LoginResult};
use crate::session::recognition::{RecognisedBy, RolesBy};
use crate::session::{Directions, Session};
use crate::tcp::{Connection, End};
use crate::units::FrameNumber;

/// One FTP control connection and what was said on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionView {
    /// Number of the session, from 0 in the order of first frames.
    pub id: u32,
    /// Number of its TCP connection, Wireshark's `tcp.stream`.
    pub connection: u32,
    /// Who asked. Its port is an ephemeral one, chosen by its system.
    pub client: EndpointView,
    /// Who answered.
    pub server: EndpointView,
    /// How the two were told apart: `syn` (who opened the connection), `content` (who sends
    /// commands, who codes) or `port`.
    pub roles_by: &'static str,
    /// How the connection was found to be FTP: `port` or `content`.
    pub recognised_by: &'static str,
    /// First frame of the connection.
    pub first_frame: u32,
    /// Last frame of the connection.
    pub last_frame: u32,
    /// Frames of the connection.
    pub frames: u32,
    /// Time of the first frame.
    pub start: TimeView,
    /// From the first to the last frame, in milliseconds.
    pub duration_ms: f64,
    /// Whether the connection was open before the capture began (no SYN in it).
    pub began_before_capture: bool,
    /// How the connection was opened.
    pub handshake: HandshakeView,
    /// How the connection ends in the capture: `closed` (FIN of both), `half_closed` (FIN of one),
    /// `reset` (RST), `refused` (RST to the SYN), `unanswered` (SYN only) or `open`.
    pub end: &'static str,
    /// Who sent the RST or the first FIN: `client`, `server` or null.
    pub ended_by: Option<&'static str>,
    /// How the connection was closed.
    pub closing: ClosingView,
    /// Which directions are in the capture: `both`, `client` or `server`, `none` where nothing was said.
    pub directions: &'static str,
    /// Text of the greeting (220), lines joined by line feeds; null where it is not in the capture.
    pub banner: Option<String>,
    /// Bytes of `banner`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub banner_hex: Option<String>,
    /// Program that the greeting names.
    pub software: Option<SoftwareView>,
    /// Attempts to log in, in order.
    pub logins: Vec<LoginView>,
    /// User of the last accepted login.
    pub user: Option<String>,
    /// Bytes of `user`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_hex: Option<String>,
    /// Current working directory at the end; relative where the directory that the session began in is
    /// not known; null where nothing tells.
    pub directory: Option<String>,
    /// Bytes of `directory`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory_hex: Option<String>,
    /// Frame from which on the connection is encrypted, or null.
    pub encrypted_from: Option<u32>,
    /// Its change to TLS, the first one that did not fail if there are several; null where there is none.
    pub tls: Option<TlsView>,
    /// What AUTH and its like agreed on; null without AUTH in clear.
    pub security: Option<SecurityView>,
    /// How many exchanges the session has.
    pub exchange_count: u32,
    /// How many transfers were asked for.
    pub transfer_count: u32,
}

/// A session with all that was said on it, as the whole report holds it. The page asks for the parts by
/// ranges instead.
///
/// `Exchanges` is what holds the exchanges: a list as far as the schema goes, and [`ExchangeStream`] where
/// the report is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SessionReport"))]
pub struct SessionReport<Exchanges = Vec<ExchangeView>> {
    /// The session.
    #[serde(flatten)]
    pub session: SessionView,
    /// Commands with their replies, in order.
    pub exchanges: Exchanges,
    /// Transfers that were asked for, in order.
    pub transfers: Vec<TransferView>,
}

/// Program that a greeting names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SoftwareView {
    /// Name as written.
    pub name: String,
    /// Version as written, or null.
    pub version: Option<String>,
}

/// An attempt to log in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoginView {
    /// Argument of USER, or null where only PASS is in the capture.
    pub user: Option<String>,
    /// Bytes of `user`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_hex: Option<String>,
    /// Argument of PASS: null where none was sent or where it is masked.
    pub password: Option<String>,
    /// Bytes of `password`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_hex: Option<String>,
    /// Whether a password was sent and is not shown here.
    pub password_masked: bool,
    /// Whether the user is one of `anonymous`, `ftp`, `guest`: the password is an e-mail address then
    /// and is not masked.
    pub anonymous: bool,
    /// `accepted` (230, 232), `refused` (4yz, 5yz), or `unknown` where no final reply is in the capture.
    pub result: &'static str,
    /// Code of the reply that decided, or null.
    pub code: Option<u16>,
    /// Frame of USER, or null.
    pub user_frame: Option<u32>,
    /// Frame of PASS, or null.
    pub password_frame: Option<u32>,
    /// Frame of the reply that decided, or null.
    pub reply_frame: Option<u32>,
}

impl SessionView {
    /// The view of the session of this number.
    #[must_use]
    pub fn new(dissection: &Dissection, index: usize, passwords: Passwords) -> Option<Self> {
        let session = dissection.sessions.get(index)?;
        let connection = dissection.connections.get(session.connection)?;
        let (end, ended_by) = end(connection, session);
        Some(Self {
            id: count(index),
            connection: session.connection.0,
            client: session.client.into(),
            server: session.server.into(),
            roles_by: match session.roles_by {
                RolesBy::Syn => "syn",
                RolesBy::Content => "content",
                RolesBy::Port => "port",
            },
            recognised_by: match session.recognised_by {
                RecognisedBy::Content => "content",
                RecognisedBy::Port => "port",
            },
            first_frame: connection.first_frame.get(),
            last_frame: connection.last_frame.get(),
            frames: connection.frames(),
            start: connection.first_time.into(),
            duration_ms: milliseconds(connection.last_time.nanoseconds_since(connection.first_time)),
            began_before_capture: connection.began_before_capture(),
            handshake: HandshakeView::new(connection, session.client_side),
            end,
            ended_by,
            closing: ClosingView::new(connection, session.client_side),
            directions: match session.directions {
                Directions::Both => "both",
                Directions::ClientOnly => "client",
                Directions::ServerOnly => "server",
                Directions::None => "none",
            },
            banner: session.banner.as_deref().map(text),
            banner_hex: session.banner.as_deref().and_then(hex),
            software: session.software.as_ref().map(|software| SoftwareView {
                name: software.name.clone(),
                version: software.version.clone(),
            }),
            logins: session.logins.iter().map(|login| LoginView::new(login, passwords)).collect(),
            user: session.user().map(text),
            user_hex: session.user().and_then(hex),
            directory: session.directory.as_deref().map(text),
            directory_hex: session.directory.as_deref().and_then(hex),
            encrypted_from: session.encrypted_from.map(FrameNumber::get),
            tls: TlsView::of(session),
            security: session.security.as_ref().map(SecurityView::new),
            exchange_count: count(session.exchanges.len()),
            transfer_count: count(session.transfers.len()),
        })
    }
}

impl SessionReport {
    /// The session of this number with all that was said on it.
    #[must_use]
    pub fn new(dissection: &Dissection, index: usize, passwords: Passwords) -> Option<Self> {
        let exchanges = exchange_views(dissection, index, 0..usize::MAX, passwords);
        Self::with(exchanges, dissection, index, passwords)
    }
}

impl<'a> SessionReport<ExchangeStream<'a>> {
    /// The same, each exchange turned into a view when it is written.
    #[must_use]
    pub fn stream(dissection: &'a Dissection, index: usize, passwords: Passwords) -> Option<Self> {
        let exchanges = ExchangeStream::new(&dissection.sessions.get(index)?.exchanges, passwords);
        Self::with(exchanges, dissection, index, passwords)
    }
}

impl<Exchanges> SessionReport<Exchanges> {
    fn with(
        exchanges: Exchanges,
        dissection: &Dissection,
        index: usize,
        passwords: Passwords,
    ) -> Option<Self> {
        Some(Self {
            session: SessionView::new(dissection, index, passwords)?,
            exchanges,
            transfers: transfer_views(dissection, index, 0..usize::MAX),
        })
    }
}

impl LoginView {
    fn new(login: &Login, passwords: Passwords) -> Self {
        let anonymous = login.is_anonymous();
        let masked = login.password.is_some() && !anonymous && passwords == Passwords::Masked;
        let password = login.password.as_deref().filter(|_| !masked);
        Self {
            user: login.user.as_deref().map(text),
            user_hex: login.user.as_deref().and_then(hex),
            password: password.map(text),
            password_hex: password.and_then(hex),
            password_masked: masked,
            anonymous,
            result: match login.result {
                LoginResult::Accepted => "accepted",
                LoginResult::Refused => "refused",
                LoginResult::Unknown => "unknown",
            },
            code: login.code.map(ReplyCode::value),
            user_frame: login.user_frame.map(FrameNumber::get),
            password_frame: login.password_frame.map(FrameNumber::get),
            reply_frame: login.reply_frame.map(FrameNumber::get),
        }
    }
}

fn end(connection: &Connection, session: &Session) -> (&'static str, Option<&'static str>) {
    let (end, by) = match connection.end() {
        End::Closed(side) => ("closed", Some(side)),
        End::HalfClosed(side) => ("half_closed", Some(side)),
        End::Reset(side) => ("reset", Some(side)),
        End::Refused(side) => ("refused", Some(side)),
        End::Unanswered => ("unanswered", None),
        End::Open => ("open", None),
    };
    (end, by.map(|side| side_name(side, session.client_side)))
}
