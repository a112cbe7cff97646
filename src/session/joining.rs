//! Transfers from server to server (FXP): two halves, one in each session.

use super::Session;
use super::announcement::Announcement;
use super::pool::Pool;
use super::transfer::{Outcome, Transfer, TransferPlace};
use crate::address::Endpoint;
use crate::ftp::command_info::Direction;

/// Finds the two halves of each transfer from server to server: the client of
/// two sessions has one server listen (227) and gives its endpoint to the other
/// one (PORT), has one send and the other receive. What is known of the data
/// connection then holds of both.
pub fn join_transfers(sessions: &mut [Session]) {
    let mut places = Vec::new();
    let mut listening = Vec::new();
    for (session, place, transfer) in all(sessions) {
        if let Some(endpoint) = listens_at(transfer) {
            listening.push((endpoint, u32::try_from(places.len()).unwrap_or(u32::MAX)));
            places.push(TransferPlace { session, transfer: place });
        }
    }
    let mut pool = Pool::new(listening.into_iter());
    let mut pairs = Vec::new();
    for (session, place, transfer) in all(sessions) {
        let Some(endpoint) = calls_to(transfer) else { continue };
        let fits = |other: &TransferPlace| {
            let listener = get(sessions, *other);
            let is_upload = |transfer: &Transfer| transfer.direction == Direction::Upload;
            other.session != session
                && listener.is_some_and(|listener| {
                    listens_at(listener) == Some(endpoint) && is_upload(listener) != is_upload(transfer)
                })
        };
        let found = pool.take(endpoint, 0, |number| places.get(number as usize).is_some_and(fits));
        let other = found.and_then(|number| places.get(number as usize));
        pairs.extend(other.map(|other| (TransferPlace { session, transfer: place }, *other)));
    }
    for (caller, listener) in pairs {
        let data = [caller, listener].iter().find_map(|place| get(sessions, *place)?.data);
        for (own, other) in [(caller, listener), (listener, caller)] {
            let session = sessions.get_mut(own.session);
            if let Some(transfer) = session.and_then(|session| session.transfers.get_mut(own.transfer)) {
                transfer.joined = Some(other);
                transfer.data = data;
            }
        }
    }
}

/// The transfers that were not refused, with their places.
fn all(sessions: &[Session]) -> impl Iterator<Item = (usize, usize, &Transfer)> {
    sessions.iter().enumerate().flat_map(|(index, session)| {
        let transfers = session.transfers.iter().enumerate();
        let begun = transfers.filter(|(_, transfer)| transfer.outcome != Outcome::Refused);
        begun.map(move |(place, transfer)| (index, place, transfer))
    })
}

fn get(sessions: &[Session], place: TransferPlace) -> Option<&Transfer> {
    sessions.get(place.session)?.transfers.get(place.transfer)
}

/// Where the server of a passive transfer listens, as it announced it.
fn listens_at(transfer: &Transfer) -> Option<Endpoint> {
    let announcement = transfer.announcement.filter(|announcement| announcement.method.is_passive())?;
    Some(announced(&announcement))
}

/// Where the server of an active transfer calls to, which may be another server.
fn calls_to(transfer: &Transfer) -> Option<Endpoint> {
    let announcement = transfer.announcement.filter(|announcement| !announcement.method.is_passive())?;
    Some(announced(&announcement))
}

fn announced(announcement: &Announcement) -> Endpoint {
    let address = announcement.announced_address.unwrap_or(announcement.endpoint.address);
    Endpoint::new(address, announcement.endpoint.port)
}
