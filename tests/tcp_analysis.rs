//! What is odd about segments: the flags of Wireshark, by its rules.

mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::tcp::AnalysisFlags;

use support::read::{dissect, odd_with_tcp, packet};
use support::scenario::{Scenario, scenario};
use support::skip::skip;

/// Tests that a script has these flags, and lists the scripts for the second opinion.
macro_rules! flags {
    ($($name:ident: $script:expr => [$($flag:literal),*];)+) => {
        $(
            #[test]
            fn $name() {
                let expected: &[&str] = &[$($flag),*];
                assert_eq!(flags(&$script.dissect()), expected);
            }
        )+

        /// Every script by its name.
        fn scripts() -> Vec<(&'static str, Scenario)> {
            vec![$((stringify!($name), $script)),+]
        }
    };
}

flags! {
    an_ordinary_conversation_has_no_flags:
        open().client("NOOP\r\n").server("200 ok\r\n").acknowledge(Client).close() => [];
    bytes_sent_again_are_a_retransmission:
        open().under_way(Client).client("NOOP\r\n").again(Client, 6, "NOOP\r\n").after_ms(300)
        => ["6 retransmission"];
    a_syn_sent_again_is_a_retransmission: opened_twice() => ["2 retransmission"];
    bytes_sent_again_after_they_were_acknowledged_are_a_spurious_retransmission:
        open().client("NOOP\r\n").server("200 ok\r\n").again(Client, 6, "NOOP\r\n").after_ms(300)
        => ["7 retransmission", "7 spurious_retransmission"];
    bytes_sent_again_on_request_are_a_fast_retransmission: asked_again().after_ms(5)
        => ["5 lost_segment", "7 duplicate_ack", "8 duplicate_ack", "9 retransmission", "9 fast_retransmission"];
    bytes_sent_again_long_after_the_request_are_a_retransmission: asked_again().after_ms(50)
        => ["5 lost_segment", "7 duplicate_ack", "8 duplicate_ack", "9 retransmission"];
    bytes_that_come_shortly_after_later_ones_are_out_of_order:
        open().under_way(Server).server("150 a\r\n").late(1).server("226 b\r\n").after_ms(0)
        => ["5 lost_segment", "6 out_of_order"];
    the_same_four_tuple_again_is_reused_ports:
        open().close().sequence_numbers(900_000, 800_000).open() => ["8 reused_ports"];
    a_hole_is_a_lost_segment_and_its_acknowledgement_acknowledges_what_is_unseen:
        open().client("NOOP\r\n").lost().server("200 ok\r\n").client("PWD\r\n").server("257 x\r\n")
        => ["5 ack_lost_segment", "6 lost_segment", "7 ack_lost_segment"];
    what_is_unseen_is_said_once_until_more_comes:
        open().client("NOOP\r\n").lost().server("200 ok\r\n").server("200 ok\r\n") => ["5 ack_lost_segment"];
    a_keep_alive_and_its_answer_are_told:
        open().acknowledge(Client).keep_alive(Client).after_ms(9_000).acknowledge(Server)
        => ["6 keep_alive", "7 keep_alive_ack"];
    a_full_receiver_is_asked_until_it_has_room: full_receiver()
        => ["6 zero_window", "7 zero_window_probe", "8 zero_window", "8 zero_window_probe_ack", "9 window_update"];
    another_window_alone_is_a_window_update:
        open().acknowledge(Client).acknowledge(Client).window(9_000) => ["6 window_update"];
    a_repeated_acknowledgement_is_a_duplicate:
        open().acknowledge(Client).acknowledge(Client) => ["6 duplicate_ack"];
}

fn open() -> Scenario {
    scenario().open().server("220 ready\r\n")
}

fn opened_twice() -> Scenario {
    let syn = |scenario: Scenario| scenario.sequence_numbers(1_000, 5_000).open().lost().lost();
    syn(syn(scenario()).after_ms(1_000)).after_ms(1_000)
}

/// A lost line that the client asks for by repeating itself.
fn asked_again() -> Scenario {
    let start = open().under_way(Server).server("150 a\r\n").lost().server("226 b\r\n");
    start.acknowledge(Client).acknowledge(Client).acknowledge(Client).again(Server, 14, "150 a\r\n")
}

fn full_receiver() -> Scenario {
    let start = open().server("0123456789").acknowledge(Client).window(0);
    let asked = start.under_way(Server).server("a").after_ms(200).acknowledge(Client).window(0);
    asked.acknowledge(Client).window(1_000).again(Server, 1, "abc")
}

/// The flags of each odd frame: `5 retransmission`.
fn flags(dissection: &Dissection) -> Vec<String> {
    let mut flags = Vec::new();
    for (frame, analysis) in dissection.analyses.entries() {
        for (flag, name, _) in AnalysisFlags::ALL {
            if analysis.flags.contains(*flag) {
                flags.push(format!("{frame} {}", short(name)));
            }
        }
    }
    flags
}

fn short(name: &str) -> &str {
    name.trim_start_matches("tcp.analysis.")
}

#[test]
fn tshark_says_the_same_of_every_script() {
    if Command::new("tshark").arg("--version").output().is_err() {
        skip("tshark_says_the_same_of_every_script", "tshark is not installed");
        return;
    }
    for (name, script) in scripts() {
        assert_eq!(flags(&script.dissect()), tshark_flags(&script.pcap()), "{name}");
    }
}

fn tshark_flags(capture: &[u8]) -> Vec<String> {
    let mut command = Command::new("tshark");
    command.args(["-n", "-r", "-", "-T", "fields", "-e", "frame.number"]);
    for (_, name, _) in AnalysisFlags::ALL {
        command.args(["-e", name]);
    }
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(capture).unwrap();
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let mut flags = Vec::new();
    for line in output.lines() {
        let mut cells = line.split('\t');
        let frame = cells.next().unwrap();
        let names = AnalysisFlags::ALL.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        let names = names.map(|((_, name, _), _)| short(name));
        flags.extend(names.map(|name| format!("{frame} {name}")));
    }
    flags
}

#[test]
fn the_last_byte_that_fits_fills_the_window() {
    let talk = scenario().open().acknowledge(Client).window(10).server("0123456789");
    // tshark takes a window for known only where the SYN has the option to shift it.
    assert_eq!(flags(&talk.dissect()), ["4 window_update", "5 window_full"]);
}

#[test]
fn the_round_trip_is_from_the_syn_to_the_acknowledgement_of_its_answer() {
    let dissection = open().dissect();
    assert_eq!(dissection.connections.connections()[0].round_trip_ns(), Some(2_000_000));
}

#[test]
fn an_acknowledgement_leads_to_what_it_acknowledges_with_the_round_trip_time() {
    let capture = open().client("NOOP\r\n").server("200 ok\r\n").after_ms(7).acknowledge(Client).pcap();
    let analysis = |frame| {
        let view = packet(&dissect(&capture), &capture, frame);
        let tcp = view.layers.into_iter().find(|layer| layer.name == "tcp").unwrap();
        tcp.children.into_iter().find(|field| field.name == "tcp.analysis").unwrap().children
    };
    let value = |frame, name| {
        let fields = analysis(frame).into_iter();
        fields.filter(|field| field.name == name).map(|field| field.value).next()
    };
    assert_eq!(value(6, "tcp.analysis.acks_frame").as_deref(), Some("5"));
    assert_eq!(value(6, "tcp.analysis.ack_rtt").as_deref(), Some("0.007000000"));
    assert_eq!(value(2, "tcp.analysis.acks_frame").as_deref(), Some("1"));
    assert_eq!(value(1, "tcp.analysis.acks_frame"), None);
}

#[test]
fn what_is_captured_of_a_connection_is_its_completeness() {
    let bits = |scenario: &Scenario| scenario.dissect().connections.connections()[0].completeness();
    assert_eq!(bits(&scenario().open().lost().lost()), 0b1);
    assert_eq!(bits(&scenario().open().lost()), 0b11);
    assert_eq!(bits(&scenario().open()), 0b111);
    assert_eq!(bits(&open()), 0b1111);
    assert_eq!(bits(&open().close()), 0b1_1111);
    assert_eq!(bits(&open().reset(Client)), 0b10_1111);
    assert_eq!(bits(&scenario().client("PWD\r\n")), 0b1000);
}

#[test]
fn what_is_odd_on_the_connections_of_ftp_is_said() {
    let talk = open().under_way(Client).client("NOOP\r\n").again(Client, 6, "NOOP\r\n").after_ms(300);
    let told = odd_with_tcp(&talk.dissect());
    assert!(told.iter().any(|info| info.contains("tcp_retransmission")), "{told:?}");
    let other =
        scenario().ports(50_000, 80).open().client("GET / HTTP/1.0\r\n\r\n").server("HTTP/1.0 200 OK\r\n");
    let other = other.under_way(Client).client("x").again(Client, 1, "x").after_ms(300);
    assert!(!flags(&other.dissect()).is_empty());
    assert!(!odd_with_tcp(&other.dissect()).iter().any(|info| info.contains("tcp_")));
}

#[test]
fn the_info_column_says_it_in_front() {
    let capture = open().acknowledge(Client).acknowledge(Client).pcap();
    let info = packet(&dissect(&capture), &capture, 6).row.info;
    assert!(info.starts_with("[TCP Dup ACK 5#1] 50000 → 21 [ACK]"), "{info}");
}
