//! Transfers whose announcement is not in the capture → their data connections, by what else tells.

use super::Session;
use super::announcement::{DEFAULT_DATA_PORT, Method};
use super::exchange::Exchange;
use super::outcome::Outcome;
use super::transfer::{DataConnection, DataEnd, Inference, Transfer};
use crate::address::{Endpoint, Side};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::ftp::command_info::Direction;
use crate::ftp::security::Protection;
use crate::ftp::transfer_parameters::{RepresentationType, TransferMode};
use crate::limits;
use crate::tcp::Connection;
use crate::units::{FrameNumber, sorted};

/// Ports below this one are those of known services: nobody announces a data connection there. 20 is the one of
/// data itself.
const FIRST_FREE_PORT: u16 = 1_024;

/// A transfer and a connection that may be its one.
struct Guess {
    session: usize,
    transfer: usize,
    data: DataConnection,
}

/// Finds the data connections of transfers without announcement among the connections that serve nothing
/// else, `taken` telling which do. Only what is certain to be meant is bound: one connection that fits one
/// transfer; several may be told apart by the size.
pub(super) fn infer_data_connections(
    sessions: &mut [Session],
    connections: &[Connection],
    taken: &mut [bool],
) {
    let mut guesses = Vec::new();
    for (place, session) in sessions.iter().enumerate() {
        for transfer in 0..session.transfers.len() {
            let of_one = guess(session, transfer, connections, taken);
            let by_size = |guess: &DataConnection| guess.inferred == Some(Inference::Size);
            let sized = of_one.iter().filter(|guess| by_size(guess)).count();
            let meant = of_one.iter().filter(|guess| sized == 0 || by_size(guess));
            if sized == 1 || of_one.len() == 1 {
                guesses.extend(meant.map(|data| Guess { session: place, transfer, data: *data }));
            }
        }
    }
    // A connection that several transfers lay claim to is no one's.
    let claims = sorted(guesses.iter().map(|guess| guess.data.connection.0.into()).collect());
    for guess in guesses {
        let number = u64::from(guess.data.connection.0);
        let first = claims.partition_point(|claim| *claim < number);
        let is_alone = claims.get(first.saturating_add(1)) != Some(&number);
        let Some(session) = sessions.get_mut(guess.session).filter(|_| is_alone) else { continue };
        let Some(connection) = connections.get(guess.data.connection.index()) else { continue };
        let Some(transfer) = session.transfers.get_mut(guess.transfer) else { continue };
        transfer.data = Some(guess.data);
        if let Some(taken) = taken.get_mut(guess.data.connection.index()) {
            *taken = true;
        }
        let info = ExpertInfo::new(ExpertCode::DataConnectionInferred).at_frame(connection.first_frame);
        session.experts.push(info.on(connection.id).found(transfer.frame.get().into()));
    }
}

/// The connections that may be that of a transfer; none where too many would have to be looked at.
fn guess(session: &Session, place: usize, connections: &[Connection], taken: &[bool]) -> Vec<DataConnection> {
    let Some(transfer) = session.transfers.get(place) else { return Vec::new() };
    let is_open = transfer.announcement.is_none() && transfer.data.is_none();
    if !is_open || matches!(transfer.outcome, Outcome::Refused | Outcome::Unanswered) {
        return Vec::new();
    }
    let (after, until) = window(session, place);
    let from = connections.partition_point(|connection| connection.first_frame <= after);
    let to =
        connections.partition_point(|connection| until.is_none_or(|until| connection.first_frame <= until));
    let within = connections.get(from..to).unwrap_or_default();
    if within.len() > limits::INFERRED_AMONG {
        return Vec::new();
    }
    let is_free = |connection: &&Connection| taken.get(connection.id.index()) == Some(&false);
    within.iter().filter(is_free).filter_map(|connection| fitting(session, transfer, connection)).collect()
}

/// The frames between which the data connection of a transfer was opened: after all that was said before the
/// transfer in front of it ended, and before it ended itself, where the capture has that.
fn window(session: &Session, place: usize) -> (FrameNumber, Option<FrameNumber>) {
    let end = |transfer: &Transfer| {
        let reply = session.exchanges.get(transfer.exchange).and_then(Exchange::final_reply);
        reply.and_then(|reply| reply.lines.last()).map(|line| line.frame)
    };
    let before = place.checked_sub(1).and_then(|before| session.transfers.get(before));
    let after = before.map_or(FrameNumber::FIRST, |before| end(before).unwrap_or(before.frame));
    let own = session.transfers.get(place);
    let next = session.transfers.get(place.saturating_add(1)).map(|next| next.frame);
    (after, own.and_then(end).or(next))
}

/// What a connection would be to a transfer, where nothing speaks against it.
fn fitting(session: &Session, transfer: &Transfer, connection: &Connection) -> Option<DataConnection> {
    let hosts = |one: Endpoint, other: Endpoint| (one.address, other.address);
    let (a, b) = (connection.endpoints.a, connection.endpoints.b);
    if [a, b].iter().any(|end| end.port < FIRST_FREE_PORT && end.port != DEFAULT_DATA_PORT) {
        return None;
    }
    let of_session = hosts(session.client, session.server);
    // On one host who is the client is told by nothing but the direction of the bytes.
    let client = match (hosts(a, b) == of_session, hosts(b, a) == of_session) {
        (true, true) if transfer.direction == Direction::Upload => sender(connection)?,
        (true, true) => sender(connection)?.other(),
        (true, false) => Side::A,
        (false, true) => Side::B,
        (false, false) => return None,
    };
    // What was to announce it may be cut off, and yet tell who was to call.
    let is_called_by_client = connection.opener().map(|opener| opener == client);
    let is_passive = transfer.method.map(Method::is_passive);
    if is_called_by_client.zip(is_passive).is_some_and(|(by_client, is_passive)| by_client != is_passive) {
        return None;
    }
    let mut data = DataConnection::of(transfer, connection, client);
    let is_clear = transfer.protection == Some(Protection::Clear);
    if is_clear && data.reverse_bytes > 0 {
        return None;
    }
    // In any other form the connection carries another number of bytes than the file has.
    let is_verbatim = is_clear
        && transfer.representation_type == Some(RepresentationType::Image)
        && transfer.transfer_mode == TransferMode::Stream
        && transfer.restart_offset.is_none();
    let told =
        transfer.announced_bytes.or(transfer.completed_bytes).or(transfer.size_bytes).filter(|_| is_verbatim);
    let is_whole =
        data.missing_bytes == 0 && data.end == DataEnd::Fin && transfer.outcome == Outcome::Completed;
    if is_whole && told.is_some_and(|told| told != data.bytes) {
        return None;
    }
    data.inferred = Some(match (is_whole && told == Some(data.bytes), is_clear && data.bytes > 0) {
        (true, _) => Inference::Size,
        (_, true) => Inference::Direction,
        _ => Inference::Time,
    });
    Some(data)
}

/// The side of a connection that alone sends bytes.
fn sender(connection: &Connection) -> Option<Side> {
    let sends = |side| connection.halves.get(side).assembler().length() > 0;
    match (sends(Side::A), sends(Side::B)) {
        (true, false) => Some(Side::A),
        (false, true) => Some(Side::B),
        _ => None,
    }
}
