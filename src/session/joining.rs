//! Transfers from server to server (FXP): two halves, one in each session.

use super::Session;
use super::pool::{Pool, key};
use super::transfer::{DataConnection, Outcome, Transfer, TransferPlace};
use crate::address::Endpoint;
use crate::ftp::command_info::Direction;

/// A transfer with an announced endpoint.
struct Half {
    place: TransferPlace,
    /// The endpoint as it was announced: one server announces it, the other gets it.
    announced: Endpoint,
    is_passive: bool,
    is_upload: bool,
}

impl Half {
    /// `None` for a transfer that was refused or had nothing announced.
    fn new(session: usize, place: usize, transfer: &Transfer) -> Option<Self> {
        let announcement = transfer.announcement.filter(|_| transfer.outcome != Outcome::Refused)?;
        let address = announcement.announced_address.unwrap_or(announcement.endpoint.address);
        Some(Self {
            place: TransferPlace { session, transfer: place },
            announced: Endpoint::new(address, announcement.endpoint.port),
            is_passive: announcement.method.is_passive(),
            is_upload: transfer.direction == Direction::Upload,
        })
    }

    fn fits(&self, other: &Self) -> bool {
        self.is_passive != other.is_passive
            && self.is_upload != other.is_upload
            && self.announced == other.announced
            && self.place.session != other.place.session
    }
}

/// Finds the two halves of each transfer from server to server: the client of
/// two sessions has one server listen (227) and gives its endpoint to the other
/// one (PORT), has one send and the other receive. What is known of the data
/// connection then holds of both.
pub fn join_transfers(sessions: &mut [Session]) {
    let mut halves = Vec::new();
    for (session, of) in sessions.iter().enumerate() {
        for (place, transfer) in of.transfers.iter().enumerate() {
            halves.extend(Half::new(session, place, transfer));
        }
    }
    let listening = (0..).zip(&halves).filter(|(_, half)| half.is_passive);
    let mut pool = Pool::new(listening.map(|(number, half)| key(half.announced, number)).collect());
    for half in halves.iter().filter(|half| !half.is_passive) {
        let mut fits = |number: u32| halves.get(number as usize).is_some_and(|other: &Half| half.fits(other));
        let found = pool.take(half.announced, 0, &mut fits).and_then(|number| halves.get(number as usize));
        if let Some(other) = found {
            // There and back: whichever knows the data connection tells the other one.
            let data = join(sessions, half.place, other.place, None);
            let data = join(sessions, other.place, half.place, data);
            join(sessions, half.place, other.place, data);
        }
    }
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
