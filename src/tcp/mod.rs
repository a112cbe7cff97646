//! Floor 4: TCP. Segments in; connections, their two half streams and the
//! bytes of those that are worth keeping out.
//!
//! Unlike the TCP of an operating system this one never drops anything: it
//! looks at what was captured, in whatever order, and tells which bytes are
//! there. Positions in a half stream are counted from the first segment seen,
//! so that earlier bytes that arrive late have a place (a negative one).
//!
//! - [`Assembler`]: which ranges of a half stream are there; pure bookkeeping
//! - [`Content`]: the bytes themselves with the frames that carried them
//! - [`HalfStream`]: one direction, [`Connection`]: both
//! - [`Analysis`]: what is odd about a segment
//! - [`ConnectionTable`]: all connections of a capture

mod analysis;
mod assembler;
mod connection;
mod content;
mod copies;
mod half_stream;
mod position;
mod table;

pub use analysis::{Analysis, AnalysisFlags};
pub use assembler::{Assembler, Extent, TooManyExtents};
pub use connection::{Connection, End, Handshake};
pub use content::{Content, Piece};
pub use half_stream::{HalfStream, Received};
pub use position::Position;
pub use table::{ConnectionTable, Placed, TooManyConnections};
