//! All connections of a capture.

use std::collections::HashMap;

use super::copies::Copies;
use super::{Analysis, AnalysisFlags, Connection, Received};
use crate::address::{FourTuple, Side};
use crate::limits;
use crate::network::Segment;
use crate::units::{ConnectionId, FrameNumber, Timestamp};

/// The capture has more connections than [`limits::CONNECTIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyConnections;

/// Where a segment belongs, and what it added there.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Its connection.
    pub connection: ConnectionId,
    /// The side that sent it.
    pub side: Side,
    /// What it added.
    pub received: Received,
    /// What is odd about it.
    pub analysis: Analysis,
}

/// Seeds by where the program lies in memory, so that no capture is slow by intent. In WebAssembly that is the same
/// each time, and code for it would be in vain.
#[cfg(not(target_family = "wasm"))]
type Hashing = foldhash::fast::RandomState;
#[cfg(target_family = "wasm")]
type Hashing = foldhash::fast::FixedState;

/// All connections of a capture, in the order of their first frames.
#[derive(Debug, Default)]
pub struct ConnectionTable {
    connections: Vec<Connection>,
    /// The newest connection of each four-tuple.
    newest: HashMap<FourTuple, ConnectionId, Hashing>,
    copies: Copies,
    /// Memory in kept bytes of all connections, in bytes.
    kept: usize,
}

impl ConnectionTable {
    /// The connections, in the order of their first frames.
    #[must_use]
    pub fn connections(&self) -> &[Connection] {
        &self.connections
    }

    /// The connection of this number.
    #[must_use]
    pub fn get(&self, id: ConnectionId) -> Option<&Connection> {
        self.connections.get(id.index())
    }

    /// Takes the next segment.
    ///
    /// # Errors
    ///
    /// Where it would begin one connection more than the cap.
    pub fn push(
        &mut self,
        frame: FrameNumber,
        time: Timestamp,
        segment: &Segment<'_>,
    ) -> Result<Placed, TooManyConnections> {
        let (id, is_reused) = self.place(frame, time, segment)?;
        let connection = self.connections.get_mut(id.index()).ok_or(TooManyConnections)?;
        let side = connection.side_of(segment.source);
        let before = cost(connection, side);
        let room = limits::CONTROL_STREAM_BYTES.min(
            // What this half stream holds already counts as room for it.
            limits::ALL_CONTROL_BYTES.saturating_sub(self.kept).saturating_add(before),
        );
        let (received, mut analysis) = connection.receive(side, segment, frame, time, room);
        if is_reused {
            analysis.flags.set(AnalysisFlags::REUSED_PORTS);
        }
        // Other bytes are no copy, whatever the header says.
        let original = self.copies.original(id, side, frame, time, segment);
        analysis.copy_of = original.filter(|_| received.conflicting == 0);
        self.kept = self.kept.saturating_sub(before).saturating_add(cost(connection, side));
        Ok(Placed { connection: id, side, received, analysis })
    }

    /// Drops the kept bytes of a connection, for good.
    pub fn drop_content(&mut self, id: ConnectionId) {
        if let Some(connection) = self.connections.get_mut(id.index()) {
            for side in [Side::A, Side::B] {
                self.kept = self.kept.saturating_sub(cost(connection, side));
                connection.halves.get_mut(side).drop_content();
            }
        }
    }

    /// The connection that a segment belongs to, a new one if need be, and
    /// whether it takes the place of an earlier one.
    fn place(
        &mut self,
        frame: FrameNumber,
        time: Timestamp,
        segment: &Segment<'_>,
    ) -> Result<(ConnectionId, bool), TooManyConnections> {
        let key = FourTuple::new(segment.source, segment.destination);
        if let Some(&id) = self.newest.get(&key)
            && let Some(connection) = self.connections.get(id.index())
            && !connection.is_succeeded_by(connection.side_of(segment.source), segment)
        {
            return Ok((id, false));
        }
        if self.connections.len() >= limits::CONNECTIONS {
            return Err(TooManyConnections);
        }
        // The cap is far below 2^32.
        let id = ConnectionId(u32::try_from(self.connections.len()).unwrap_or(u32::MAX));
        self.connections.push(Connection::new(id, segment, frame, time));
        let earlier = self.newest.insert(key, id);
        Ok((id, earlier.is_some()))
    }
}

fn cost(connection: &Connection, side: Side) -> usize {
    connection.halves.get(side).content().map_or(0, super::Content::cost)
}
