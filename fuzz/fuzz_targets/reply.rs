//! Replies of a server.
#![no_main]

use ftpscope_fuzz::{reply, seeds};

libfuzzer_sys::fuzz_target!(init: seeds::write_if_asked(reply::seeds), |data: &[u8]| reply::run(data));
