//! Frames of every link type.
#![no_main]

use ftpscope_fuzz::{frame, seeds};

libfuzzer_sys::fuzz_target!(init: seeds::write_if_asked(frame::seeds), |data: &[u8]| frame::run(data));
