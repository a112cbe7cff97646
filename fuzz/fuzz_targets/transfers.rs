//! Transfers, judged and saved.
#![no_main]

use ftpscope_fuzz::{seeds, transfers};

libfuzzer_sys::fuzz_target!(init: seeds::write_if_asked(transfers::seeds), |data: &[u8]| transfers::run(data));
