//! Directory listings.
#![no_main]

use ftpscope_fuzz::{listing, seeds};

libfuzzer_sys::fuzz_target!(init: seeds::write_if_asked(listing::seeds), |data: &[u8]| listing::run(data));
