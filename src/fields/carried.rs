//! What a connection is to FTP.

use crate::dissector::Dissection;
use crate::session::Session;
use crate::session::transfer::{Transfer, TransferPlace};
use crate::units::ConnectionId;

/// What a connection is to FTP. Sessions come with their places.
pub(super) enum Carried<'a> {
    /// The control connection of a session.
    Control(usize, &'a Session),
    /// The data connection of a transfer, which comes with its place.
    Data(TransferPlace, &'a Session, &'a Transfer),
    /// Nothing.
    Other,
}

impl<'a> Carried<'a> {
    /// What this connection of a capture is.
    pub(super) fn by(connection: ConnectionId, dissection: &'a Dissection) -> Self {
        // Sessions come in the order of their connections.
        let sessions = &dissection.sessions;
        if let Ok(place) = sessions.binary_search_by_key(&connection, |session| session.connection)
            && let Some(session) = sessions.get(place)
        {
            return Self::Control(place, session);
        }
        let data = &dissection.data_connections;
        let bound =
            data.binary_search_by_key(&connection, |(connection, _)| *connection).ok().and_then(|at| {
                let (_, place) = *data.get(at)?;
                let session = sessions.get(place.session)?;
                Some(Self::Data(place, session, session.transfers.get(place.transfer)?))
            });
        bound.unwrap_or(Self::Other)
    }
}
