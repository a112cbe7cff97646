//! Floor 9: the boundary to JavaScript. Decode, call, encode; nothing else.
//!
//! Values cross as plain objects of the structures in [`view`](crate::view),
//! by ranges of at most a few hundred; bytes cross as `Uint8Array`.

#[cfg(feature = "detail")]
mod blob;
mod capture;
#[cfg(feature = "detail")]
mod detailed;
#[cfg(not(feature = "detail"))]
#[path = "small.rs"]
mod detailed;
mod encode;
#[cfg(feature = "detail")]
mod excerpt;
#[cfg(feature = "detail")]
mod field;
#[cfg(feature = "detail")]
mod files;
#[cfg(feature = "detail")]
mod looked;
