//! Announced endpoints for data connections.

use std::net::{IpAddr, SocketAddr};

use super::control_line::ControlLine;
use crate::address::Endpoint;
use crate::ftp::command::Command;
use crate::ftp::extended_port::{ExtendedPassive, parse_229, parse_eprt};
use crate::ftp::host_port::{parse_227, parse_host_port};
use crate::ftp::long_port::{parse_228, parse_lprt};
use crate::ftp::reply::Reply;
use crate::units::FrameNumber;

/// Port from which servers open data connections where nothing was announced
/// (RFC 959 §3.2).
pub(super) const DEFAULT_DATA_PORT: u16 = 20;

/// The form in which an endpoint was announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// PORT (RFC 959 §4.1.2).
    Port,
    /// EPRT (RFC 2428 §2).
    Eprt,
    /// LPRT (RFC 1639).
    Lprt,
    /// A 227 reply, to PASV as a rule (RFC 959 §4.1.2).
    Pasv,
    /// A 229 reply, to EPSV as a rule (RFC 2428 §3).
    Epsv,
    /// A 228 reply, to LPSV as a rule (RFC 1639).
    Lpsv,
}

impl Method {
    /// The verb that stands for the form.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Port => "PORT",
            Self::Eprt => "EPRT",
            Self::Lprt => "LPRT",
            Self::Pasv => "PASV",
            Self::Epsv => "EPSV",
            Self::Lpsv => "LPSV",
        }
    }

    /// Whether the server listens; else the client does.
    #[must_use]
    pub fn is_passive(self) -> bool {
        matches!(self, Self::Pasv | Self::Epsv | Self::Lpsv)
    }
}

/// An announced endpoint for a data connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its form.
    pub method: Method,
    /// The endpoint to be used.
    pub endpoint: Endpoint,
    /// The address as announced; a 229 reply has none.
    pub announced_address: Option<IpAddr>,
    /// Frame of the argument or of the reply that holds it.
    pub frame: FrameNumber,
    /// Frame of the command that announced it or asked for it.
    pub asked_frame: FrameNumber,
    /// Whether the server agreed.
    pub accepted: bool,
}

impl Announcement {
    /// Whether the announced address was set aside for the one of the control
    /// connection.
    #[must_use]
    pub fn is_address_replaced(&self) -> bool {
        self.announced_address.is_some_and(|address| address != self.endpoint.address)
    }
}

/// An announcement as found: its form, and what it announces where that can be read.
pub(super) type Found = (Method, Option<Announcement>);

/// What PORT, EPRT or LPRT announce; `None` for other commands.
pub(super) fn announced_by_command(command: &Command, frame: FrameNumber, client: Endpoint) -> Option<Found> {
    let argument = command.argument.as_deref().unwrap_or_default();
    let (method, announced) = if command.verb.is("PORT") {
        (Method::Port, parse_host_port(argument).map(SocketAddr::V4).ok())
    } else if command.verb.is("EPRT") {
        (Method::Eprt, parse_eprt(argument).ok())
    } else if command.verb.is("LPRT") {
        (Method::Lprt, parse_lprt(argument).ok())
    } else {
        return None;
    };
    let announcement = announced.map(|announced| Announcement {
        method,
        // A client may name a third host (FXP); 0.0.0.0 can only mean itself.
        endpoint: endpoint_or_peer(announced, client, announced.ip().is_unspecified()),
        announced_address: Some(announced.ip()),
        frame,
        asked_frame: frame,
        accepted: false,
    });
    Some((method, announcement))
}

/// What a 227, 228 or 229 reply announces, whichever command it answers;
/// `None` for other replies.
pub(super) fn announced_by_reply(
    reply: &Reply<ControlLine>,
    asked_frame: Option<FrameNumber>,
    server: Endpoint,
) -> Option<Found> {
    let frame = reply.lines.last()?.frame;
    let (method, announced) = match reply.code?.value() {
        227 => (Method::Pasv, reply.find(parse_227).map(|announced| (Some(SocketAddr::V4(announced)), 0))),
        228 => (Method::Lpsv, reply.find(parse_228).map(|announced| (Some(announced), 0))),
        229 => {
            let passive = reply.find(parse_229);
            let read = |passive: ExtendedPassive| {
                (passive.address.map(|address| SocketAddr::new(address, passive.port)), passive.port)
            };
            (Method::Epsv, passive.map(read))
        }
        _ => return None,
    };
    let announcement = announced.map(|(announced, port)| Announcement {
        method,
        // Behind a translator of addresses the server names one that the client cannot use; clients take
        // that of the control connection instead, as RFC 2577 advises.
        endpoint: match announced {
            Some(announced) => endpoint_or_peer(announced, server, announced.ip() != server.address),
            None => Endpoint::new(server.address, port),
        },
        announced_address: announced.map(|announced| announced.ip()),
        frame,
        asked_frame: asked_frame.unwrap_or(frame),
        accepted: true,
    });
    Some((method, announcement))
}

fn endpoint_or_peer(announced: SocketAddr, peer: Endpoint, is_unusable: bool) -> Endpoint {
    let address = if is_unusable { peer.address } else { announced.ip() };
    Endpoint::new(address, announced.port())
}
