//! Transfers → their data connections.

use std::collections::HashMap;

use super::Session;
use super::transfer::{DataConnection, Outcome, Transfer};
use crate::address::{Endpoint, Side};
use crate::ftp::command_info::Direction;
use crate::tcp::Connection;
use crate::units::{ConnectionId, FrameNumber};

/// Port from which servers open data connections where nothing was announced
/// (RFC 959 §3.2).
const DEFAULT_DATA_PORT: u16 = 20;

/// Finds the data connection of each transfer: the first connection to the
/// announced endpoint that begins after the announcement and serves no other
/// transfer. Without an announcement it goes from port 20 of the server to the
/// client's end of the control connection.
pub fn bind_data_connections(sessions: &mut [Session], connections: &[Connection]) {
    let mut free: HashMap<Endpoint, Vec<ConnectionId>> = HashMap::new();
    for connection in connections {
        if sessions.iter().any(|session| session.connection == connection.id) {
            continue;
        }
        free.entry(listener(connection)).or_default().push(connection.id);
    }
    for session in sessions {
        for transfer in &mut session.transfers {
            if transfer.outcome == Outcome::Refused {
                continue;
            }
            let Wanted { endpoint, from_port, after } = wanted(transfer, session.client, session.server);
            let Some(candidates) = free.get_mut(&endpoint) else { continue };
            let found = candidates.iter().position(|id| {
                connections.get(id.index()).is_some_and(|connection| {
                    let opener = connection.endpoints.get(listener_side(connection).other());
                    connection.first_frame >= after && from_port.is_none_or(|port| port == opener.port)
                })
            });
            let connection = found.and_then(|place| connections.get(candidates.remove(place).index()));
            transfer.data = connection.map(|connection| data_connection(connection, transfer, endpoint));
        }
    }
}

/// What the data connection of a transfer must look like.
struct Wanted {
    /// Who listens for it.
    endpoint: Endpoint,
    /// Port of the other end, where it is fixed.
    from_port: Option<u16>,
    /// Frame before which it cannot begin.
    after: FrameNumber,
}

fn wanted(transfer: &Transfer, client: Endpoint, server: Endpoint) -> Wanted {
    match transfer.announcement {
        Some(announcement) => {
            Wanted { endpoint: announcement.endpoint, from_port: None, after: announcement.frame }
        }
        None => Wanted {
            endpoint: client,
            from_port: Some(DEFAULT_DATA_PORT).filter(|_| server.port == super::recognition::FTP_PORT),
            after: transfer.frame,
        },
    }
}

/// The side that was waiting for the connection. Without a SYN in the capture
/// it is the one that did not send the first frame; the other one will do.
fn listener_side(connection: &Connection) -> Side {
    connection.opener().map_or(Side::B, Side::other)
}

fn listener(connection: &Connection) -> Endpoint {
    *connection.endpoints.get(listener_side(connection))
}

fn data_connection(connection: &Connection, transfer: &Transfer, endpoint: Endpoint) -> DataConnection {
    let listener = connection.side_of(endpoint);
    let is_active = transfer.announcement.is_none_or(|announcement| !announcement.method.is_passive());
    let client = if is_active { listener } else { listener.other() };
    // The direction comes from the command, not from who opened the connection.
    let sender = match transfer.direction {
        Direction::Upload => client,
        Direction::Download | Direction::Listing => client.other(),
    };
    let half = connection.halves.get(sender);
    DataConnection {
        connection: connection.id,
        bytes: half.assembler().length(),
        missing_bytes: half.holes().map(|hole| hole.length()).fold(0, u64::saturating_add),
    }
}
