//! Files that unpack to far more than captures do.

use std::time::{Duration, Instant};

use ftpscope::capture::OpenErrorCode;
use ftpscope::limits;

use crate::pack::ALL;
use crate::support::captures::Case;
use crate::{open, opened, said};

/// A conversation, and then one record after the other of so many megabytes.
fn zeros(megabytes: u32) -> Vec<u8> {
    let mut capture = Case::named("login").bytes();
    for _ in 0..megabytes {
        let length = (1 << 20) - 16;
        capture.extend([0, 0, length, length].map(u32::to_le_bytes).concat());
        capture.resize(capture.len() + length as usize, 0);
    }
    capture
}

#[test]
fn a_bomb_is_stopped_and_what_came_before_is_kept() {
    let megabytes = (limits::UNPACK_FREELY_BYTES >> 20) as u32 + 8;
    let bomb = zeros(megabytes);
    let login = opened(&Case::named("login").bytes());
    let mut bombs = 0;
    for (name, pack) in ALL {
        let file = pack(&bomb);
        let explodes = (file.len() as u64) * limits::UNPACK_RATIO < bomb.len() as u64;
        bombs += usize::from(explodes);
        let found = opened(&file);
        let stopped = said(&found).into_iter().find(|(code, ..)| *code == "unpacked_too_much");
        assert_eq!(stopped.is_some(), explodes, "{name}");
        if let Some((_, offset, unpacked)) = stopped {
            assert!(offset <= Some(file.len() as u64), "{name}: {offset:?}");
            let unpacked = unpacked.expect("bytes unpacked");
            assert!(unpacked > limits::UNPACK_FREELY_BYTES, "{name}: {unpacked}");
            assert!(unpacked < bomb.len() as u64, "{name}: {unpacked}");
            assert!(found.frames.count() < login.frames.count() + megabytes, "{name}");
        }
        assert_eq!(found.sessions.len(), 1, "{name}");
        assert_eq!(found.sessions[0].exchanges.len(), login.sessions[0].exchanges.len(), "{name}");
    }
    // Neither gzip nor LZ4 can do as much.
    assert_eq!(bombs, if cfg!(feature = "full") { 2 } else { 0 });
}

#[test]
fn empty_members_without_end_take_little_time() {
    for (name, pack) in ALL {
        let empty = pack(b"");
        let file = empty.repeat((1 << 20) / empty.len());
        let start = Instant::now();
        let error = open(&file).expect_err("nothing is in it");
        assert_eq!(error.code, OpenErrorCode::EmptyFile, "{name}");
        assert!(start.elapsed() < Duration::from_secs(10), "{name}: {:?}", start.elapsed());
    }
}

#[cfg(feature = "full")]
#[test]
fn a_window_over_the_cap_is_refused_before_it_is_made() {
    // Two gigabytes and four: a frame header with a window descriptor, a block header with a dictionary size.
    let zst = b"\x28\xB5\x2F\xFD\x00\xA8\x01\0\0";
    let mut xz = include_bytes!("login.pcap.xz").to_vec();
    // Stream header of 12 bytes; block header: size, flags, filter 0x21, size of properties 1, dictionary.
    assert_eq!(xz[14..16], [0x21, 1]);
    xz[16] = 40;
    let length = 12 + (usize::from(xz[12]) + 1) * 4;
    let crc = crc32(&xz[12..length - 4]);
    xz[length - 4..length].copy_from_slice(&crc.to_le_bytes());
    for (file, detail) in [(&zst[..], "zstd"), (&xz, "xz")] {
        let error = open(file).expect_err("too much memory");
        assert_eq!((error.code, error.detail), (OpenErrorCode::CompressionInvalid, Some(detail)));
    }
}

#[cfg(feature = "full")]
fn crc32(bytes: &[u8]) -> u32 {
    // The trailer of gzip has it.
    let file = crate::pack::gzip(bytes);
    let at = file.len() - 8;
    u32::from_le_bytes(file[at..at + 4].try_into().expect("four bytes"))
}
