//! Transfers → their data connections.

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
    let mut free = free_connections(sessions, connections);
    for session in sessions {
        for transfer in &mut session.transfers {
            if transfer.outcome == Outcome::Refused {
                continue;
            }
            let wanted = wanted(transfer, session.client, session.server);
            transfer.data = wanted.endpoints.iter().find_map(|endpoint| {
                let first = free.partition_point(|free| free.listener < *endpoint);
                let candidates = free.get_mut(first..)?.iter_mut();
                let found = candidates.take_while(|free| free.listener == *endpoint).find(|free| {
                    !free.is_taken && connections.get(free.id.index()).is_some_and(|free| wanted.fits(free))
                })?;
                found.is_taken = true;
                Some(data_connection(connections.get(found.id.index())?, transfer, *endpoint))
            });
        }
    }
}

/// A connection that may be the data connection of a transfer.
struct Free {
    listener: Endpoint,
    id: ConnectionId,
    is_taken: bool,
}

/// All connections but the control connections, by listener and then in the
/// order of their first frames.
fn free_connections(sessions: &[Session], connections: &[Connection]) -> Vec<Free> {
    // Sessions come in the order of their connections.
    let is_control =
        |id: ConnectionId| sessions.binary_search_by_key(&id, |session| session.connection).is_ok();
    let others = connections.iter().filter(|connection| !is_control(connection.id));
    let free =
        others.map(|connection| Free { listener: listener(connection), id: connection.id, is_taken: false });
    let mut free: Vec<_> = free.collect();
    free.sort_unstable_by_key(|free| (free.listener, free.id));
    free
}

/// What the data connection of a transfer must look like.
struct Wanted {
    /// Who listens for it, the likeliest first.
    endpoints: Vec<Endpoint>,
    /// Port of the other end, where it is fixed.
    from_port: Option<u16>,
    /// Frame before which it cannot begin.
    after: FrameNumber,
}

impl Wanted {
    fn fits(&self, connection: &Connection) -> bool {
        let opener = connection.endpoints.get(listener_side(connection).other());
        connection.first_frame >= self.after && self.from_port.is_none_or(|port| port == opener.port)
    }
}

fn wanted(transfer: &Transfer, client: Endpoint, server: Endpoint) -> Wanted {
    let Some(announcement) = transfer.announcement else {
        let from_port = Some(DEFAULT_DATA_PORT).filter(|_| server.port == super::recognition::FTP_PORT);
        return Wanted { endpoints: vec![client], from_port, after: transfer.frame };
    };
    let port = announcement.endpoint.port;
    let peer = if announcement.method.is_passive() { server } else { client };
    // A translator of addresses on the way changes either the announced address or that of the packets.
    let addresses = [Some(announcement.endpoint.address), Some(peer.address), announcement.announced_address];
    let endpoints = addresses.into_iter().flatten().map(|address| Endpoint::new(address, port)).collect();
    Wanted { endpoints, from_port: None, after: announcement.frame }
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
