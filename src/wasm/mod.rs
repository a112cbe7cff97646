//! Floor 9: the boundary to JavaScript. Decode, call, encode; nothing else.
//!
//! Values cross as plain objects of the structures in [`view`](crate::view),
//! by ranges of at most a few hundred; bytes cross as `Uint8Array`.

#[cfg(feature = "full")]
mod blob;
mod capture;
mod encode;
#[cfg(feature = "full")]
mod field;
#[cfg(feature = "full")]
mod files;
#[cfg(feature = "full")]
mod full;
#[cfg(not(feature = "full"))]
#[path = "small.rs"]
mod full;
#[cfg(feature = "full")]
mod looked;
