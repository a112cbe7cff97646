//! Floor 3: link and network. A frame in; a TCP segment, or the reason why
//! there is none, out.
//!
//! Reading is lax: a frame that the snapshot length cut is read as far as it
//! goes, and the lengths in its headers tell what it had. A reader walks from
//! header to header: each says which one is next, whatever it stands behind,
//! so that every tunnel may be in every other one.

mod checksum;
mod decode;
mod decoded;
mod fragment;
mod fragments;
mod host;
mod internet;
mod layer;
mod link;
mod mpls;
mod packet;
mod point_to_point;
mod reader;
mod segment;
mod tcp_option;
mod transport;
mod tunnel;
mod wireless;

pub use checksum::Checksum;
pub use decode::decode;
pub use decoded::Decoded;
pub use fragments::Fragments;
pub use layer::{Layer, LayerSink};
pub use segment::{Segment, TcpFlags};
pub use tcp_option::{TcpOption, tcp_options};
