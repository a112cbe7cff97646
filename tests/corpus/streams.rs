//! The bytes of every half stream. The program keeps those of control
//! connections; for the comparison those of all others are gathered here, by
//! the same floors.

use ftpscope::address::{Pair, Side};
use ftpscope::capture::{CaptureReader, FrameSink, OpenError, RawFrame};
use ftpscope::expert::ExpertInfo;
use ftpscope::network::{Decoded, Fragments, decode};
use ftpscope::tcp::{Connection, ConnectionTable};

/// All connections of a capture with all of their bytes.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    fragments: Fragments,
    connections: ConnectionTable,
    /// Bytes sent again, of each connection.
    repeated: Vec<Pair<u64>>,
}

impl Streams {
    /// Reads a capture file.
    pub(crate) fn read(file: &[u8]) -> Result<Self, OpenError> {
        let mut streams = Self::default();
        let mut reader = CaptureReader::new();
        reader.push(file, &mut streams)?;
        reader.finish(&mut streams)?;
        Ok(streams)
    }

    /// The bytes that one side of this connection sent, holes left out;
    /// `None` where they are not those that the program counted.
    pub(crate) fn bytes(&self, connection: &Connection, side: Side) -> Option<Vec<u8>> {
        let half = self.connections.get(connection.id)?.halves.get(side);
        if half.assembler() != connection.halves.get(side).assembler() {
            return None;
        }
        Some(half.content()?.pieces().flat_map(|(_, _, bytes)| bytes).copied().collect())
    }

    /// How many bytes one side of this connection sent again.
    pub(crate) fn repeated(&self, connection: &Connection, side: Side) -> u64 {
        self.repeated.get(connection.id.index()).map_or(0, |repeated| *repeated.get(side))
    }
}

impl FrameSink for Streams {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        let Decoded::Segment(segment) = decode(frame, &mut self.fragments, &mut ()) else { return };
        let placed = self.connections.push(frame.number, frame.time, &segment).expect("few connections");
        self.repeated.resize(self.connections.connections().len(), Pair::default());
        let repeated = self.repeated[placed.connection.index()].get_mut(placed.side);
        *repeated += placed.received.repeated;
    }

    fn expert(&mut self, _: ExpertInfo) {}
}
