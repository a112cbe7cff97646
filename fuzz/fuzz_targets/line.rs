//! Lines of a control connection.
#![no_main]

use ftpscope_fuzz::{line, seeds};

libfuzzer_sys::fuzz_target!(init: seeds::write_if_asked(line::seeds), |data: &[u8]| line::run(data));
