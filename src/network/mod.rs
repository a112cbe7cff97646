//! Floor 3: link and network. A frame in; a TCP segment, or the reason why
//! there is none, out.
//!
//! Reading is lax: a frame that the snapshot length cut is read as far as it
//! goes, and the lengths in its headers tell what it had. etherparse reads
//! each header, layer by layer.

mod decode;
mod frame;
mod internet;
mod layer;
mod link;
mod segment;
mod tcp_option;

pub use decode::decode;
pub use frame::Decoded;
pub use layer::{Layer, LayerSink};
pub use segment::{Segment, TcpFlags};
pub use tcp_option::{TcpOption, tcp_options};
