//! Transfers → their data connections.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Session;
use super::announcement::Method;
use super::transfer::{DataConnection, Outcome, Transfer};
use crate::address::{Endpoint, Side};
use crate::ftp::command_info::Direction;
use crate::tcp::Connection;
use crate::units::{FrameNumber, sorted};

/// Port from which servers open data connections where nothing was announced
/// (RFC 959 §3.2).
const DEFAULT_DATA_PORT: u16 = 20;

/// Finds the data connection of each transfer: the first connection to the
/// announced endpoint that begins after the announcement and serves no other
/// transfer. Without an announcement it goes from port 20 of the server to the
/// client's end of the control connection.
pub fn bind_data_connections(sessions: &mut [Session], connections: &[Connection]) {
    let mut listeners = Listeners::new(sessions, connections);
    for session in sessions.iter_mut() {
        for transfer in &mut session.transfers {
            if transfer.outcome != Outcome::Refused {
                let wanted = wanted(transfer, session.client, session.server);
                let found = wanted.endpoints.iter().find_map(|at| Some((*at, listeners.take(*at, &wanted)?)));
                transfer.data =
                    found.map(|(endpoint, connection)| data_connection(connection, transfer, endpoint));
            }
        }
    }
    // Where no announcement could be read, a connection between the same hosts that serves nothing else
    // may be the one.
    let hosts = listeners.free_hosts();
    for session in sessions {
        let (one, other) = (session.client.address, session.server.address);
        let has_free = hosts.binary_search(&host_pair(one, other)).is_ok();
        for transfer in &mut session.transfers {
            transfer.may_be_captured = has_free && transfer.announcement.is_none() && transfer.data.is_none();
        }
    }
}

/// A number for two hosts, in either order. Two pairs with one number only
/// make a claim more careful than it needs be.
fn host_pair(one: IpAddr, other: IpAddr) -> u64 {
    let number = |address| match address {
        IpAddr::V4(address) => u64::from(Ipv4Addr::to_bits(address)),
        IpAddr::V6(address) => {
            let bits = Ipv6Addr::to_bits(address);
            (bits >> 64) as u64 ^ (bits as u64).rotate_left(32)
        }
    };
    number(one).wrapping_add(number(other))
}

/// The connections that may be data connections, found by who was waiting for
/// them.
struct Listeners<'a> {
    connections: &'a [Connection],
    /// [`bucket`] of the listener and number of the connection, sorted: the
    /// connections of a listener in the order of their first frames.
    keys: Vec<u64>,
    /// Connections that are control connections or serve a transfer.
    taken: Vec<bool>,
    /// For each key, and one behind the last: where to look on. It is the key's own place until its
    /// connection is taken, so that no one is passed over twice.
    on: Vec<usize>,
}

impl<'a> Listeners<'a> {
    fn new(sessions: &[Session], connections: &'a [Connection]) -> Self {
        let mut taken = vec![false; connections.len()];
        for session in sessions {
            if let Some(taken) = taken.get_mut(session.connection.index()) {
                *taken = true;
            }
        }
        let key = |connection: &Connection| bucket(listener(connection)) | u64::from(connection.id.0);
        let keys = sorted(connections.iter().map(key).collect());
        let on = (0..=keys.len()).collect();
        Self { connections, keys, taken, on }
    }

    /// The first free connection to this endpoint that is as wanted; it is not
    /// free any more.
    fn take(&mut self, endpoint: Endpoint, wanted: &Wanted) -> Option<&'a Connection> {
        // Connections are numbered in the order of their first frames.
        let first = self.connections.partition_point(|connection| connection.first_frame < wanted.after);
        let bucket = bucket(endpoint);
        let from = self.keys.partition_point(|key| *key < (bucket | first as u64));
        let mut place = self.look_on(from);
        while let Some(key) = self.keys.get(place).filter(|key| *key >> 32 == bucket >> 32) {
            let id = *key as u32 as usize;
            let (connection, taken) = self.connections.get(id).zip(self.taken.get_mut(id))?;
            if !*taken && listener(connection) == endpoint && wanted.fits(connection) {
                *taken = true;
                if let Some(on) = self.on.get_mut(place) {
                    *on = place.saturating_add(1);
                }
                return Some(connection);
            }
            place = self.look_on(place.saturating_add(1));
        }
        None
    }

    /// The pairs of hosts that have free connections, sorted.
    fn free_hosts(&self) -> Vec<u64> {
        let free = self.connections.iter().zip(&self.taken).filter(|(_, taken)| !**taken);
        let pair = |connection: &Connection| {
            host_pair(connection.endpoints.a.address, connection.endpoints.b.address)
        };
        sorted(free.map(|(connection, _)| pair(connection)).collect())
    }

    /// The first place from this one on whose connection is not taken; the
    /// way there is shortened for the next time.
    fn look_on(&mut self, from: usize) -> usize {
        let mut place = from;
        while let Some(&next) = self.on.get(place).filter(|next| **next != place) {
            let after = self.on.get(next).copied().unwrap_or(next);
            if let Some(on) = self.on.get_mut(place) {
                *on = after;
            }
            place = after;
        }
        place
    }
}

/// Endpoints that are equal have equal buckets, in the upper 32 bits; few
/// others have the same.
fn bucket(endpoint: Endpoint) -> u64 {
    let octets = match endpoint.address {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits(),
    };
    // The last 16 bits of an address differ within a network.
    u64::from(endpoint.port) << 48 | u64::from(octets as u16) << 32
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
        self.from_port.is_none_or(|port| port == opener.port)
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
    let is_active = !transfer.method.is_some_and(Method::is_passive);
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
