//! Compressed captures: slices of the file in, slices of the capture out.
//!
//! Each format has a decoder with one interface, [`decode::Decode`]; the
//! [`Unpacker`] drives it over any slicing, from one member of the file to the
//! next one, says what is wrong and stops at bombs. That of gzip comes with
//! the feature `detail`, the others with `full`.

#[cfg(feature = "full")]
mod bzip2;
#[cfg(feature = "detail")]
mod crc32;
#[cfg_attr(not(feature = "detail"), expect(dead_code, reason = "a build without decoders"))]
mod decode;
mod decoders;
#[cfg(feature = "full")]
mod gather;
#[cfg(feature = "detail")]
mod gzip;
#[cfg(feature = "full")]
mod lz4;
#[cfg(feature = "full")]
mod skippable;
mod unpacker;
#[cfg(feature = "full")]
mod xz;
#[cfg(feature = "full")]
mod zstd;

pub(super) use unpacker::{Unpacked, Unpacker};
