//! Transfers from server to server (FXP): two halves, one in each session.

use std::collections::BTreeMap;

use super::Session;
use super::outcome::Outcome;
use super::transfer::{DataConnection, Transfer, TransferPlace};
use crate::address::Endpoint;
use crate::ftp::command_info::Direction;
use crate::units::FrameNumber;

/// Finds the two halves of each transfer from server to server: the client of
/// two sessions has one server listen (227) and gives its endpoint to the other
/// one (PORT), has one send and the other receive. What is known of the data
/// connection then holds of both.
pub fn join_transfers(sessions: &mut [Session]) {
    let mut callers = Vec::new();
    let mut listeners: BTreeMap<Endpoint, Vec<(FrameNumber, TransferPlace)>> = BTreeMap::new();
    for (session, of) in sessions.iter().enumerate() {
        for (place, transfer) in of.transfers.iter().enumerate() {
            let place = TransferPlace { session, transfer: place };
            match announced(transfer) {
                Some((endpoint, frame, true)) => {
                    listeners.entry(endpoint).or_default().push((frame, place));
                }
                Some(_) => callers.push(place),
                None => {}
            }
        }
    }
    for of_endpoint in listeners.values_mut() {
        of_endpoint.sort_unstable_by_key(|(frame, _)| *frame);
    }
    for caller in callers {
        if let Some(listener) = listener(sessions, caller, &listeners) {
            // There and back: whichever knows the data connection tells the other one.
            let data = join(sessions, caller, listener, None);
            let data = join(sessions, listener, caller, data);
            join(sessions, caller, listener, data);
        }
    }
}

/// The transfer of another session whose server listens where this one's calls to: the last one that announced it
/// before, since a server may listen at the same port again and again.
fn listener(
    sessions: &[Session],
    caller: TransferPlace,
    listeners: &BTreeMap<Endpoint, Vec<(FrameNumber, TransferPlace)>>,
) -> Option<TransferPlace> {
    let own = get(sessions, caller)?;
    let (endpoint, called, _) = announced(own)?;
    let of_endpoint = listeners.get(&endpoint)?;
    let behind = of_endpoint.partition_point(|(frame, _)| *frame <= called);
    let (_, place) = of_endpoint.get(behind.checked_sub(1)?)?;
    let other = get(sessions, *place)?;
    let fits = place.session != caller.session
        && other.joined.is_none()
        && (own.direction == Direction::Upload) != (other.direction == Direction::Upload);
    fits.then_some(*place)
}

fn get(sessions: &[Session], place: TransferPlace) -> Option<&Transfer> {
    sessions.get(place.session)?.transfers.get(place.transfer)
}

/// The endpoint as it was announced, one server announcing it and the other
/// getting it, the frame of that, and whether the server of this transfer listens there. `None`
/// for a transfer that was refused or had nothing announced.
#[inline(never)]
fn announced(transfer: &Transfer) -> Option<(Endpoint, FrameNumber, bool)> {
    let announcement = transfer.announcement.as_ref().filter(|_| transfer.outcome != Outcome::Refused)?;
    let address = announcement.announced_address.unwrap_or(announcement.endpoint.address);
    let endpoint = Endpoint::new(address, announcement.endpoint.port);
    Some((endpoint, announcement.frame, announcement.method.is_passive()))
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
    // The other half may have found the one that its server opened where this one only found a stranger's.
    let certain = transfer.data.filter(|own| !own.is_foreign || data.is_none_or(|data| data.is_foreign));
    transfer.data = certain.or(data);
    transfer.data
}
