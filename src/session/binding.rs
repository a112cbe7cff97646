//! Transfers → their data connections.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Session;
use super::announcement::{DEFAULT_DATA_PORT, Method};
use super::exchange::Exchange;
use super::missing::missing_ranges;
use super::outcome::Outcome;
use super::pool::{Pool, key};
use super::transfer::{DataConnection, Transfer};
use super::verdict::{Evidence, judge};
use crate::address::{Endpoint, Pair, Side};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::ftp::command_info::Direction;
use crate::ftp::security::Protection;
use crate::ftp::transfer_parameters::TransferMode;
use crate::tcp::{Connection, End};
use crate::units::{ConnectionId, FrameNumber, sorted};

/// Finds the data connection of each transfer: the first connection to the
/// announced endpoint that begins after the announcement and serves no other
/// transfer. Without an announcement it goes from port 20 of the server to the
/// client's end of the control connection; in block and compressed mode it may
/// also be the one of the transfer before, left open.
///
/// A connection of the other host of the session goes before those of others, of whatever session, and one
/// that was opened before one that was not.
pub fn bind_data_connections(sessions: &mut [Session], connections: &[Connection]) {
    let mut listeners = Listeners::new(sessions, connections);
    for claim in [Claim::Opened, Claim::Tried, Claim::Foreign] {
        for session in sessions.iter_mut() {
            bind(session, claim, &mut listeners);
        }
    }
    for session in sessions.iter_mut() {
        let mut last: Option<Carried> = None;
        for transfer in &mut session.transfers {
            if transfer.data.is_none() && transfer.outcome != Outcome::Refused {
                let going_on = last.as_ref().filter(|last| goes_on(last, transfer, connections));
                transfer.data = going_on.and_then(|last| last.next_file(transfer, connections));
            }
            if let Some(data) = transfer.data {
                last = Some(Carried::behind(last, transfer, &data));
            }
            if let Some(data) = transfer.data
                && let Some(connection) = connections.get(data.connection.index())
            {
                let mut say = |info: ExpertInfo| session.experts.push(info.on(data.connection));
                say_oddities(&data, transfer, connection, [session.client, session.server], &mut say);
            }
        }
    }
    #[cfg(feature = "detail")]
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

/// How good a connection must be to be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// It connects the hosts of the session, and was not refused.
    Opened,
    /// It connects the hosts of the session.
    Tried,
    /// It leads to who was waiting for it.
    Foreign,
}

/// Binds those transfers of a session for which there is a connection that is so good.
fn bind(session: &mut Session, claim: Claim, listeners: &mut Listeners<'_>) {
    let followers = followers(session);
    for (transfer, follower) in session.transfers.iter_mut().zip(followers) {
        if transfer.outcome == Outcome::Refused || transfer.data.is_some() {
            continue;
        }
        let mut wanted = wanted(transfer, session.client, session.server, claim);
        if let Some(Follower { after, transfers }) = follower
            && listeners.count(&wanted) <= transfers
        {
            // There are too few for all.
            wanted.until = Some(after);
        }
        let found = wanted.endpoints.iter().find_map(|at| Some((*at, listeners.take(*at, &wanted)?)));
        transfer.data = found.map(|(endpoint, connection)| {
            let listener = connection.side_of(endpoint);
            let data = DataConnection::of(transfer, connection, client_side(transfer, listener));
            DataConnection { is_foreign: claim == Claim::Foreign, ..data }
        });
    }
}

/// The next transfers to the same endpoint.
#[derive(Clone, Copy)]
struct Follower {
    /// Frame before which the connection of the first one cannot begin.
    after: FrameNumber,
    /// How many there are.
    transfers: usize,
}

/// For each transfer those behind it for which the same endpoint was announced again after it had ended: where
/// connections are missing, one that begins behind that announcement belongs to one of them.
fn followers(session: &Session) -> Vec<Option<Follower>> {
    let mut next: BTreeMap<Endpoint, Follower> = BTreeMap::new();
    let mut followers = vec![None; session.transfers.len()];
    for (transfer, follower) in session.transfers.iter().zip(&mut followers).rev() {
        if transfer.outcome == Outcome::Refused {
            continue;
        }
        let Wanted { endpoints, after, .. } =
            wanted(transfer, session.client, session.server, Claim::Foreign);
        let reply = session.exchanges.get(transfer.exchange).and_then(Exchange::final_reply);
        let ended = reply.and_then(|reply| reply.lines.last()).map(|line| line.frame);
        let behind = endpoints.iter().filter_map(|at| next.get(at).copied()).min_by_key(|next| next.after);
        // Commands that were sent at once are carried out one after the other.
        *follower = behind.filter(|behind| ended.is_none_or(|ended| ended < behind.after));
        let transfers = behind.map_or(0, |behind| behind.transfers).saturating_add(1);
        next.extend(endpoints.into_iter().map(|endpoint| (endpoint, Follower { after, transfers })));
    }
    followers
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
fn goes_on(last: &Carried, transfer: &Transfer, connections: &[Connection]) -> bool {
    let is_open = |connection: &Connection| connection.last_frame > transfer.frame;
    transfer.announcement.is_none()
        && !matches!(transfer.transfer_mode, TransferMode::Stream | TransferMode::Deflate)
        && connections.get(last.connection.index()).is_some_and(is_open)
}

/// The client's side of a data connection, this being the side that listens.
fn client_side(transfer: &Transfer, listener: Side) -> Side {
    if transfer.method.is_some_and(Method::is_passive) { listener.other() } else { listener }
}

/// The data connection of the transfer before, and what it carried.
#[derive(Clone, Copy)]
struct Carried {
    connection: ConnectionId,
    /// The client's side of it.
    client: Side,
    /// Files that each side sent.
    files: Pair<u32>,
}

impl Carried {
    /// What the connection of a transfer carried with it and before it.
    fn behind(before: Option<Self>, transfer: &Transfer, data: &DataConnection) -> Self {
        let client = if transfer.direction == Direction::Upload { data.sender } else { data.sender.other() };
        let files = before.filter(|before| before.connection == data.connection);
        let mut files = files.map_or_else(Pair::default, |before| before.files);
        let sent = files.get_mut(data.sender);
        *sent = sent.saturating_add(1);
        Self { connection: data.connection, client, files }
    }

    /// The same connection, for a file behind those that it carried in its direction.
    fn next_file(&self, transfer: &Transfer, connections: &[Connection]) -> Option<DataConnection> {
        let data = DataConnection::of(transfer, connections.get(self.connection.index())?, self.client);
        Some(DataConnection { files_before: *self.files.get(data.sender), ..data })
    }
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
        let fits = |number| fits(connections, taken, number, endpoint, wanted);
        let number = pool.take(endpoint, u32::try_from(first).ok()?, &fits)?;
        if let Some(taken) = taken.get_mut(number as usize) {
            *taken = true;
        }
        connections.get(number as usize)
    }

    /// How many free connections are as wanted, as far as they are looked at.
    fn count(&self, wanted: &Wanted) -> usize {
        let first = self.connections.partition_point(|connection| connection.first_frame < wanted.after);
        let Ok(first) = u32::try_from(first) else { return 0 };
        let of = |endpoint: &Endpoint| {
            self.pool.count(*endpoint, first, &|number| {
                fits(self.connections, &self.taken, number, *endpoint, wanted)
            })
        };
        wanted.endpoints.iter().map(of).fold(0, usize::saturating_add)
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

/// Whether the connection of this number is free and as wanted.
fn fits(
    connections: &[Connection],
    taken: &[bool],
    number: u32,
    endpoint: Endpoint,
    wanted: &Wanted,
) -> bool {
    let is_taken = taken.get(number as usize).copied().unwrap_or(true);
    let connection = connections.get(number as usize);
    !is_taken && connection.is_some_and(|connection| wanted.fits(connection, endpoint))
}

/// What the data connection of a transfer must look like.
struct Wanted {
    /// Who listens for it, the likeliest first.
    endpoints: Vec<Endpoint>,
    /// Port of the other end, where it is fixed.
    from_port: Option<u16>,
    /// Frame before which it cannot begin.
    after: FrameNumber,
    /// Frame from which on it is that of another transfer.
    until: Option<FrameNumber>,
    /// Address of the other end, where it has to be that one.
    from: Option<IpAddr>,
    /// Whether it must not have been refused.
    is_opened: bool,
}

impl Wanted {
    /// Whether a connection is as wanted, this endpoint being the one that listens.
    fn fits(&self, connection: &Connection, endpoint: Endpoint) -> bool {
        let side = connection.side_of(endpoint);
        let opener = connection.endpoints.get(side.other());
        *connection.endpoints.get(side) == endpoint
            && may_listen(connection, side)
            && self.from_port.is_none_or(|port| port == opener.port)
            && self.until.is_none_or(|until| connection.first_frame < until)
            && self.from.is_none_or(|from| from == opener.address)
            && !(self.is_opened && matches!(connection.end(), End::Refused(_) | End::Unanswered))
    }
}

fn wanted(transfer: &Transfer, client: Endpoint, server: Endpoint, claim: Claim) -> Wanted {
    let is_passive = transfer.method.is_some_and(Method::is_passive);
    let (peer, other) = if is_passive { (server, client) } else { (client, server) };
    let from = Some(other.address).filter(|_| claim != Claim::Foreign);
    let is_opened = claim == Claim::Opened;
    let Some(announcement) = transfer.announcement else {
        let from_port = Some(DEFAULT_DATA_PORT).filter(|_| server.port == super::recognition::FTP_PORT);
        let endpoints = vec![client];
        return Wanted { endpoints, from_port, after: transfer.frame, until: None, from, is_opened };
    };
    let port = announcement.endpoint.port;
    // A translator of addresses on the way changes either the announced address or that of the packets.
    let addresses = [Some(announcement.endpoint.address), Some(peer.address), announcement.announced_address];
    let mut endpoints: Vec<Endpoint> = Vec::with_capacity(addresses.len());
    for address in addresses.into_iter().flatten() {
        if endpoints.iter().all(|endpoint| endpoint.address != address) {
            endpoints.push(Endpoint::new(address, port));
        }
    }
    Wanted { endpoints, from_port: None, after: announcement.frame, until: None, from, is_opened }
}

/// Whether a side may have been waiting for the connection: without a SYN in the capture, either.
fn may_listen(connection: &Connection, side: Side) -> bool {
    connection.opener() != Some(side)
}
