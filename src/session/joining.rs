//! Transfers from server to server (FXP): two halves, one in each session.

use super::Session;
use super::outcome::Outcome;
use super::pool::{Pool, key};
use super::transfer::{DataConnection, Transfer, TransferPlace};
use crate::address::Endpoint;
use crate::ftp::command_info::Direction;

/// Finds the two halves of each transfer from server to server: the client of
/// two sessions has one server listen (227) and gives its endpoint to the other
/// one (PORT), has one send and the other receive. What is known of the data
/// connection then holds of both.
pub fn join_transfers(sessions: &mut [Session]) {
    let mut callers = Vec::new();
    let mut listeners = Vec::new();
    let mut keys = Vec::new();
    for (session, of) in sessions.iter().enumerate() {
        for (place, transfer) in of.transfers.iter().enumerate() {
            let place = TransferPlace { session, transfer: place };
            match announced(transfer) {
                Some((endpoint, true)) => {
                    keys.push(key(endpoint, u32::try_from(listeners.len()).unwrap_or(u32::MAX)));
                    listeners.push(place);
                }
                Some(_) => callers.push(place),
                None => {}
            }
        }
    }
    let mut pool = Pool::new(keys);
    for caller in callers {
        if let Some(listener) = listener(sessions, caller, &listeners, &mut pool) {
            // There and back: whichever knows the data connection tells the other one.
            let data = join(sessions, caller, listener, None);
            let data = join(sessions, listener, caller, data);
            join(sessions, caller, listener, data);
        }
    }
}

/// The transfer of another session whose server listens where this one's calls to.
fn listener(
    sessions: &[Session],
    caller: TransferPlace,
    listeners: &[TransferPlace],
    pool: &mut Pool,
) -> Option<TransferPlace> {
    let own = get(sessions, caller)?;
    let (endpoint, _) = announced(own)?;
    let found = pool.take(endpoint, 0, &mut |number| {
        let Some(place) = listeners.get(number as usize) else { return false };
        place.session != caller.session
            && get(sessions, *place).is_some_and(|other| {
                announced(other) == Some((endpoint, true))
                    && (own.direction == Direction::Upload) != (other.direction == Direction::Upload)
            })
    })?;
    listeners.get(found as usize).copied()
}

fn get(sessions: &[Session], place: TransferPlace) -> Option<&Transfer> {
    sessions.get(place.session)?.transfers.get(place.transfer)
}

/// The endpoint as it was announced, one server announcing it and the other
/// getting it, and whether the server of this transfer listens there. `None`
/// for a transfer that was refused or had nothing announced.
#[inline(never)]
fn announced(transfer: &Transfer) -> Option<(Endpoint, bool)> {
    let announcement = transfer.announcement.as_ref().filter(|_| transfer.outcome != Outcome::Refused)?;
    let address = announcement.announced_address.unwrap_or(announcement.endpoint.address);
    Some((Endpoint::new(address, announcement.endpoint.port), announcement.method.is_passive()))
}

/// Makes a transfer the half of another one. Gives the data connection that is
/// known of it: its own, or else this one.
fn join(
    sessions: &mut [Session],
    own: TransferPlace,
    other: TransferPlace,
    data: Option<DataConnection>,
) -> Option<DataConnection> {
    let transfer = sessions.get_mut(own.session)?.transfers.get_mut(own.transfer)?;
    transfer.joined = Some(other);
    transfer.data = transfer.data.or(data);
    transfer.data
}
