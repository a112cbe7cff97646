//! Capture files, in slices of any size.
#![no_main]

use ftpscope_fuzz::{capture_file, seeds};

libfuzzer_sys::fuzz_target!(init: seeds::write_if_asked(capture_file::seeds), |data: &[u8]| capture_file::run(data));
