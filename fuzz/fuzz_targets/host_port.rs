//! Addresses, paths and all else that stands inside a line.
#![no_main]

use ftpscope_fuzz::{host_port, seeds};

libfuzzer_sys::fuzz_target!(init: seeds::write_if_asked(host_port::seeds), |data: &[u8]| host_port::run(data));
