//! Compressors.

#[cfg(feature = "full")]
use std::io::Write;

/// A way to compress.
pub(crate) type Pack = fn(&[u8]) -> Vec<u8>;

/// Every compression that this build unpacks, by name.
pub(crate) const ALL: &[(&str, Pack)] = &[
    ("gzip", gzip),
    #[cfg(feature = "full")]
    ("zstd", zstd),
    #[cfg(feature = "full")]
    ("lz4", lz4),
    #[cfg(feature = "full")]
    ("bzip2", bzip2),
    #[cfg(feature = "full")]
    ("xz", xz),
];

/// gzip without a name.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    gzip_with(0, b"", bytes)
}

/// gzip with these flags and what they promise.
pub(crate) fn gzip_with(flags: u8, header: &[u8], bytes: &[u8]) -> Vec<u8> {
    let deflated = miniz_oxide::deflate::compress_to_vec(bytes, 6);
    let length = bytes.len() as u32;
    let trailer = [crc32(bytes).to_le_bytes(), length.to_le_bytes()].concat();
    [&[0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 255], header, &deflated, &trailer].concat()
}

/// Bit by bit, as RFC 1952 tells it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[cfg(feature = "full")]
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[cfg(feature = "full")]
pub(crate) fn lz4(bytes: &[u8]) -> Vec<u8> {
    use lz4_flex::frame::{BlockMode, BlockSize, FrameEncoder, FrameInfo};
    let info = FrameInfo::new()
        .block_mode(BlockMode::Linked)
        .block_size(BlockSize::Max64KB)
        .block_checksums(true)
        .content_checksum(true);
    let mut encoder = FrameEncoder::with_frame_info(info, Vec::new());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[cfg(feature = "full")]
pub(crate) fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[cfg(feature = "full")]
pub(crate) fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options).expect("options");
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}
