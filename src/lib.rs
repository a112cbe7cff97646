//! Reads the FTP conversation in a packet capture.
//!
//! Bytes of a capture go in at one end, a conversation that a person can read
//! comes out at the other. The modules are that road, one floor after another;
//! each knows only the floors above it in this list (a test holds this):
//!
//! 1. words: [`units`], [`address`], [`expert`], [`expert_log`], [`limits`], [`passwords`], [`source`]
//! 2. the capture file: [`capture`] – bytes in, frames out
//! 3. link and network: [`network`] – a frame in, a TCP segment out
//! 4. TCP: [`tcp`] – segments in, streams and connections out
//! 5. FTP grammar: [`ftp`] – pure functions on bytes
//! 6. session: [`session`] – lines of a control connection in, exchanges out
//! 7. composition: [`dissector`] with its [`frame_table`] and [`analysis_table`] – pushes a capture through the floors –,
//!    [`excerpt`] – what of it belongs to some frames –, [`replay`] – reads frames again –, [`stream_map`], kept in [`stream_maps`], [`file_plan`] and [`file_reader`] –
//!    find the bytes of a stream and of a file in them –, [`listings`] and [`listed_sizes`] – read what
//!    servers list –, [`second_look`] – tells what only those bytes tell of a transfer –,
//!    [`fields`] – takes a frame apart
//! 8. what leaves: [`export`] – names, hashes and types of files –, [`view`] – flat structures for the page and for
//!    JSON –, [`explain`] – what happened and why, as facts
//! 9. the boundary to JavaScript: `wasm` (feature of the same name)
#![forbid(unsafe_code)]
// What a capture holds is hostile until shown otherwise: nothing may panic or overflow.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used,
    )
)]

pub mod address;
pub mod analysis_table;
pub mod capture;
pub mod dissector;
#[cfg(feature = "detail")]
pub mod excerpt;
pub mod expert;
pub mod expert_log;
pub mod explain;
#[cfg(feature = "detail")]
pub mod export;
#[cfg(feature = "detail")]
pub mod fields;
#[cfg(feature = "detail")]
pub mod file_plan;
#[cfg(feature = "detail")]
pub mod file_reader;
pub mod frame_table;
pub mod ftp;
pub mod limits;
#[cfg(feature = "detail")]
pub mod listed_sizes;
#[cfg(feature = "detail")]
pub mod listings;
pub mod network;
pub mod passwords;
#[cfg(feature = "detail")]
pub mod replay;
#[cfg(feature = "detail")]
pub mod second_look;
pub mod session;
pub mod source;
#[cfg(feature = "detail")]
pub mod stream_map;
#[cfg(feature = "detail")]
pub mod stream_maps;
pub mod tcp;
pub mod units;
pub mod view;
#[cfg(feature = "wasm")]
pub mod wasm;

/// The example of the README, which is compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeExample;
