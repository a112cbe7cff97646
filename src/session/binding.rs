//! Transfers → their data connections.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Session;
use super::announcement::{DEFAULT_DATA_PORT, Method};
use super::missing::missing_ranges;
use super::outcome::Outcome;
use super::pool::{Pool, key};
use super::transfer::{DataConnection, Transfer};
use super::verdict::{Evidence, judge};
use crate::address::{Endpoint, Side};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::ftp::command_info::Direction;
use crate::ftp::security::Protection;
use crate::ftp::transfer_parameters::TransferMode;
use crate::tcp::{Connection, End};
use crate::units::{FrameNumber, sorted};

/// Finds the data connection of each transfer: the first connection to the
/// announced endpoint that begins after the announcement and serves no other
/// transfer. Without an announcement it goes from port 20 of the server to the
/// client's end of the control connection; in block and compressed mode it may
/// also be the one of the transfer before, left open.
pub fn bind_data_connections(sessions: &mut [Session], connections: &[Connection]) {
    let mut listeners = Listeners::new(sessions, connections);
    for session in sessions.iter_mut() {
        let mut last = None;
        for transfer in &mut session.transfers {
            if transfer.outcome != Outcome::Refused {
                let wanted = wanted(transfer, session.client, session.server);
                let found = wanted.endpoints.iter().find_map(|at| Some((*at, listeners.take(*at, &wanted)?)));
                transfer.data = match found {
                    Some((endpoint, connection)) => {
                        let listener = connection.side_of(endpoint);
                        Some(DataConnection::of(transfer, connection, client_side(transfer, listener)))
                    }
                    None => last.filter(|data| goes_on(data, transfer, connections)).map(next_file),
                };
            }
            last = transfer.data.or(last);
            if let Some(data) = transfer.data
                && let Some(connection) = connections.get(data.connection.index())
            {
                let mut say = |info: ExpertInfo| session.experts.push(info.on(data.connection));
                say_oddities(&data, transfer, connection, [session.client, session.server], &mut say);
            }
        }
    }
    #[cfg(feature = "full")]
    super::inference::infer_data_connections(sessions, connections, &mut listeners.taken);
    // Where no announcement could be read, a connection between the same hosts that serves nothing else
    // may be the one.
    let hosts = listeners.free_hosts();
    for session in sessions {
        let (one, other) = (session.client.address, session.server.address);
        let has_free = hosts.binary_search(&host_pair(one, other)).is_ok();
        let control = connections.get(session.connection.index());
        let capture_ends = control.is_some_and(|control| control.end() == End::Open);
        for transfer in &mut session.transfers {
            transfer.may_be_captured = has_free && transfer.announcement.is_none() && transfer.data.is_none();
            transfer.capture_ends = capture_ends;
        }
    }
}

/// Judges each transfer by what is in the capture of it, once all data connections are found.
pub fn judge_transfers(sessions: &mut [Session], connections: &[Connection]) {
    for transfer in sessions.iter_mut().flat_map(|session| &mut session.transfers) {
        transfer.missing = missing_ranges(transfer, connections);
        transfer.judgement = judge(&Evidence::of(transfer));
    }
}

/// A number for two hosts, in either order. Two pairs with one number only
/// make a claim more careful than it needs be.
fn host_pair(one: IpAddr, other: IpAddr) -> u64 {
    let number = |address| match address {
        IpAddr::V4(address) => u64::from(Ipv4Addr::to_bits(address)),
        IpAddr::V6(address) => {
            let bits = Ipv6Addr::to_bits(address);
            ((bits >> 64) as u64).wrapping_add(bits as u64)
        }
    };
    number(one).wrapping_add(number(other))
}

/// Whether a transfer goes on where the one before it left its data connection
/// open: only where the end of a file is not the end of the connection.
fn goes_on(last: &DataConnection, transfer: &Transfer, connections: &[Connection]) -> bool {
    let is_open = |connection: &Connection| connection.last_frame > transfer.frame;
    transfer.announcement.is_none()
        && !matches!(transfer.transfer_mode, TransferMode::Stream | TransferMode::Deflate)
        && connections.get(last.connection.index()).is_some_and(is_open)
}

/// The client's side of a data connection, this being the side that listens.
fn client_side(transfer: &Transfer, listener: Side) -> Side {
    if transfer.method.is_some_and(Method::is_passive) { listener.other() } else { listener }
}

/// The same connection, for the file behind the one that it carried.
fn next_file(data: DataConnection) -> DataConnection {
    DataConnection { files_before: data.files_before.saturating_add(1), ..data }
}

/// Says what is odd about a data connection.
fn say_oddities(
    data: &DataConnection,
    transfer: &Transfer,
    connection: &Connection,
    [client, server]: [Endpoint; 2],
    say: &mut dyn FnMut(ExpertInfo),
) {
    let info = |code| ExpertInfo::new(code).at_frame(connection.first_frame);
    let client_side = match transfer.direction {
        Direction::Upload => data.sender,
        Direction::Download | Direction::Listing => data.sender.other(),
    };
    for (side, expected) in [(client_side, client), (client_side.other(), server)] {
        let found = connection.endpoints.get(side).address;
        if found != expected.address {
            say(info(ExpertCode::DataPeerForeign).text(found.to_string()));
        }
    }
    // Under TLS both sides speak.
    if data.reverse_bytes > 0 && transfer.protection == Some(Protection::Clear) {
        say(info(ExpertCode::DataReverseBytes).found(data.reverse_bytes));
    }
}

/// The connections that may be data connections, found by who was waiting for
/// them.
struct Listeners<'a> {
    connections: &'a [Connection],
    /// Numbers of the connections, by their listeners.
    pool: Pool,
    /// Connections that are control connections or serve a transfer.
    taken: Vec<bool>,
}

impl<'a> Listeners<'a> {
    fn new(sessions: &[Session], connections: &'a [Connection]) -> Self {
        let mut taken = vec![false; connections.len()];
        for session in sessions {
            if let Some(taken) = taken.get_mut(session.connection.index()) {
                *taken = true;
            }
        }
        let mut keys = Vec::with_capacity(connections.len());
        for connection in connections {
            for side in [Side::A, Side::B].into_iter().filter(|side| may_listen(connection, *side)) {
                keys.push(key(*connection.endpoints.get(side), connection.id.0));
            }
        }
        let pool = Pool::new(keys);
        Self { connections, pool, taken }
    }

    /// The first free connection to this endpoint that is as wanted; it is not
    /// free any more.
    fn take(&mut self, endpoint: Endpoint, wanted: &Wanted) -> Option<&'a Connection> {
        // Connections are numbered in the order of their first frames.
        let first = self.connections.partition_point(|connection| connection.first_frame < wanted.after);
        let Self { connections, pool, taken } = self;
        let number = pool.take(endpoint, u32::try_from(first).ok()?, &mut |number| {
            let is_taken = taken.get(number as usize).copied().unwrap_or(true);
            let connection = connections.get(number as usize);
            !is_taken && connection.is_some_and(|connection| wanted.fits(connection, endpoint))
        })?;
        if let Some(taken) = taken.get_mut(number as usize) {
            *taken = true;
        }
        connections.get(number as usize)
    }

    /// The pairs of hosts that have free connections, sorted.
    fn free_hosts(&self) -> Vec<u64> {
        let free = self.connections.iter().zip(&self.taken).filter(|(_, taken)| !**taken);
        let pair = |connection: &Connection| {
            host_pair(connection.endpoints.a.address, connection.endpoints.b.address)
        };
        sorted(free.map(|(connection, _)| pair(connection)).collect())
    }
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
    /// Whether a connection is as wanted, this endpoint being the one that listens.
    fn fits(&self, connection: &Connection, endpoint: Endpoint) -> bool {
        let side = connection.side_of(endpoint);
        let opener = connection.endpoints.get(side.other());
        *connection.endpoints.get(side) == endpoint
            && may_listen(connection, side)
            && self.from_port.is_none_or(|port| port == opener.port)
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

/// Whether a side may have been waiting for the connection: without a SYN in the capture, either.
fn may_listen(connection: &Connection, side: Side) -> bool {
    connection.opener() != Some(side)
}
