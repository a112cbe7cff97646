//! What a connection is to FTP.

use crate::dissector::Dissection;
use crate::session::Session;
use crate::session::transfer::Transfer;
use crate::units::ConnectionId;

/// What a connection is to FTP. Sessions come with their places.
pub(super) enum Carried<'a> {
    /// The control connection of a session.
    Control(usize, &'a Session),
    /// The data connection of a transfer.
    Data(usize, &'a Session, &'a Transfer),
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
        let is_its = |transfer: &&Transfer| transfer.data.is_some_and(|data| data.connection == connection);
        let bound = sessions.iter().enumerate().find_map(|(place, session)| {
            let transfer = session.transfers.iter().find(is_its)?;
            Some(Self::Data(place, session, transfer))
        });
        bound.unwrap_or(Self::Other)
    }
}
