//! What fuzzing found, and that each target holds on the inputs it begins with.

#[path = "../fuzz/src/lib.rs"]
pub mod fuzz;
mod support;

use ftpscope::session::dialogue::Speaker::{Client, Server};
use fuzz::fragments::fragmented;
use fuzz::input::in_slices;
use fuzz::{capture_file, dissector, frame, host_port, line, listing, reply, transfers};
use support::captures::Case;
use support::scenario::scenario;

/// A target, and its name.
type Target = (&'static str, fn(&[u8]), fn() -> Vec<Vec<u8>>);

const TARGETS: [Target; 8] = [
    ("capture_file", capture_file::run, capture_file::seeds),
    ("frame", frame::run, frame::seeds),
    ("line", line::run, line::seeds),
    ("reply", reply::run, reply::seeds),
    ("host_port", host_port::run, host_port::seeds),
    ("listing", listing::run, listing::seeds),
    ("transfers", transfers::run, transfers::seeds),
    ("dissector", dissector::run, dissector::seeds),
];

#[test]
fn every_seed_holds() {
    for (name, run, seeds) in TARGETS {
        let seeds = seeds();
        assert!(seeds.len() >= 30, "only {} seeds of {name}", seeds.len());
        for seed in seeds {
            run(&seed);
        }
    }
}

/// A file of 16 bytes of text and then a byte that no text has was text when it came slowly.
#[test]
fn what_a_file_is_does_not_hang_on_how_much_came_at_once() {
    capture_file::run(&in_slices(&[16], b"sixteen letters.\x01"));
}

/// A record header that is cut behind its length was read as far as it goes, where all of it came at once.
#[test]
fn a_cut_record_header_says_the_same_however_it_comes() {
    let header =
        [&0xA1B2_C3D4_u32.to_le_bytes()[..], &[2, 0, 4, 0], &[0; 8], &[0, 0, 4, 0, 1, 0, 0, 0]].concat();
    for length in [u32::MAX, 60] {
        let cut = [&header[..], &[0; 8], &length.to_le_bytes()].concat();
        for slice in 1..30 {
            capture_file::run(&in_slices(&[slice], &cut));
        }
    }
}

/// The bytes of an IP fragment were shown as they are, a password among them.
#[test]
fn a_password_in_a_fragment_does_not_leave() {
    dissector::run(&in_slices(&[], &fragmented(&Case::named("login").bytes())));
}

/// A copy of a password with some other letters was taken for the password leaving: how many they are is told.
#[test]
fn how_many_bytes_of_a_copy_differ_tells_no_password() {
    let asked = scenario().open().server("220 ready\r\n").client("PASS secret1\r\n");
    for copy in ["PASS seXret1\r\n", "PASS sec"] {
        let back = "PASS secret1\r\n".len() as u32;
        dissector::run(&in_slices(&[], &asked.clone().again(Client, back, copy).pcap()));
    }
}

/// Places in a stream count from its first frame, be it a reset, which the second look at a data connection left out.
#[test]
fn a_second_look_counts_the_bytes_of_the_first() {
    let asked = scenario().open().server("220 ready\r\n").client("PASV\r\n");
    let asked = asked.server("227 Entering Passive Mode (192,0,2,20,234,96)\r\n").client("RETR f\r\n");
    let reset = asked.connection(50_001, 60_000).reset(Server).skip(Server, 1).server("abcd").finish(Server);
    transfers::run(&reset.on(0).server("150 go\r\n226 done\r\n").pcap());
}
