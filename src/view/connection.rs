//! How a TCP connection begins and ends: the frames of its opening and its closing.

use serde::Serialize;

use super::EndpointView;
use crate::address::Side;
use crate::session::Session;
use crate::session::transfer::Transfer;
use crate::tcp::Connection;
use crate::units::FrameNumber;

/// Frames of the three-way handshake (RFC 9293 §3.5); null where one is not in the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HandshakeView {
    /// Who asked for the connection: `client` or `server` of the control connection; null without a SYN.
    pub by: Option<&'static str>,
    /// The SYN.
    pub syn_frame: Option<u32>,
    /// The SYN with ACK that answers it.
    pub syn_ack_frame: Option<u32>,
    /// The ACK of that answer.
    pub ack_frame: Option<u32>,
}

/// Frames of the closing (RFC 9293 §3.6); null where one is not in the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosingView {
    /// The first FIN of the client.
    pub client_fin_frame: Option<u32>,
    /// The first FIN of the server.
    pub server_fin_frame: Option<u32>,
    /// The first RST of either.
    pub reset_frame: Option<u32>,
}

/// The two ends of a data connection, with its opening and its closing. Between two servers, `client` is the one
/// that is not the server of this control connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DataEndsView {
    /// The end of the client.
    pub client: EndpointView,
    /// The end of the server.
    pub server: EndpointView,
    /// How it was opened.
    pub handshake: HandshakeView,
    /// How it was closed.
    pub closing: ClosingView,
}

impl HandshakeView {
    pub(super) fn new(connection: &Connection, client: Side) -> Self {
        let frames = connection.handshake();
        Self {
            by: connection.opener().map(|side| side_name(side, client)),
            syn_frame: frames.syn.map(FrameNumber::get),
            syn_ack_frame: frames.syn_ack.map(FrameNumber::get),
            ack_frame: frames.ack.map(FrameNumber::get),
        }
    }
}

impl ClosingView {
    pub(super) fn new(connection: &Connection, client: Side) -> Self {
        Self {
            client_fin_frame: connection.fin_frame(client).map(FrameNumber::get),
            server_fin_frame: connection.fin_frame(client.other()).map(FrameNumber::get),
            reset_frame: connection.reset_frame().map(FrameNumber::get),
        }
    }
}

impl DataEndsView {
    pub(super) fn new(connection: &Connection, session: &Session, transfer: &Transfer) -> Self {
        let client = client_side(connection, session, transfer);
        Self {
            client: (*connection.endpoints.get(client)).into(),
            server: (*connection.endpoints.get(client.other())).into(),
            handshake: HandshakeView::new(connection, client),
            closing: ClosingView::new(connection, client),
        }
    }
}

/// The name of a side of a connection.
pub(super) fn side_name(side: Side, client: Side) -> &'static str {
    if side == client { "client" } else { "server" }
}

/// The side of the client: who announced the endpoint has it. Where nothing did, addresses tell, and where both are
/// the same, who opened it: without an announcement that is the server (RFC 959 §3.2).
fn client_side(connection: &Connection, session: &Session, transfer: &Transfer) -> Side {
    let side_with = |address| {
        let sides = [Side::A, Side::B].into_iter();
        let mut found = sides.filter(|side| connection.endpoints.get(*side).address == address);
        found.next().filter(|_| found.next().is_none())
    };
    let announced = transfer.announcement.as_ref().and_then(|announced| {
        let sides = [Side::A, Side::B].into_iter();
        let listener = { sides }.find(|side| *connection.endpoints.get(*side) == announced.endpoint)?;
        Some(if announced.method.is_passive() { listener.other() } else { listener })
    });
    let server = || side_with(session.server.address).map(Side::other);
    let client = || side_with(session.client.address);
    announced
        .or_else(server)
        .or_else(client)
        .unwrap_or_else(|| connection.opener().map_or(Side::A, Side::other))
}
