//! The whole way from a capture to what leaves.
#![no_main]

use ftpscope_fuzz::{dissector, seeds};

libfuzzer_sys::fuzz_target!(init: seeds::write_if_asked(dissector::seeds), |data: &[u8]| dissector::run(data));
