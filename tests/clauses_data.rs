//! Which connections carry which transfers. A test is named after its clause.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use serde_json::{Value, json};

use support::read::{odd, report, transfers};
use support::scenario::{Scenario, scenario, scenario_ipv6};

/// A session in which these commands get these replies.
fn exchanges(pairs: &[(&str, &str)]) -> Scenario {
    said(scenario().open().server("220 ready\r\n"), pairs)
}

fn said(before: Scenario, pairs: &[(&str, &str)]) -> Scenario {
    pairs.iter().fold(before, |before, (command, reply)| {
        before.client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
    })
}

const PASV: (&str, &str) = ("PASV", "227 (192,0,2,20,234,96)");
const PORT: (&str, &str) = ("PORT 192,0,2,10,195,81", "200 fine");
const RETR: (&str, &str) = ("RETR f", "150 go\r\n226 done");

/// What the capture holds of the data of each transfer: connection, bytes of
/// the file, bytes the other way, end; `-` where there is none.
fn data(read: &Dissection) -> Vec<String> {
    let report = report(read);
    let transfers = report["sessions"][0]["transfers"].as_array().expect("a list");
    let one = |transfer: &Value| {
        let data = &transfer["data"];
        match data["connection"].as_u64() {
            Some(id) => {
                let end = data["end"].as_str().expect("an end");
                format!("{id}: {} {} {end}", data["bytes"], data["reverse_bytes"])
            }
            None => "-".to_owned(),
        }
    };
    transfers.iter().map(one).collect()
}

#[test]
fn active_from_any_server_port() {
    for port in [20, 21, 1_025, 60_000] {
        let read = exchanges(&[PORT, RETR])
            .connection(50_001, port)
            .open_from(Server)
            .says(Server, "content")
            .close_from(Server)
            .dissect();
        assert_eq!(data(&read), ["1: 7 0 fin"], "{port}");
        assert_eq!(odd(&read), [""; 0], "{port}");
    }
}

#[test]
fn data_syn_before_or_after_command() {
    let announced = || exchanges(&[PASV]);
    let open = |before: Scenario| before.connection(50_001, 60_000).open().on(0);
    let before_command = open(announced()).client("RETR f\r\n").server("150 go\r\n");
    let before_150 = open(announced().client("RETR f\r\n")).server("150 go\r\n");
    let after_150 = open(announced().client("RETR f\r\n").server("150 go\r\n"));
    for script in [before_command, before_150, after_150] {
        let read =
            script.on(1).says(Server, "content").close_from(Server).on(0).server("226 done\r\n").dissect();
        assert_eq!(data(&read), ["1: 7 0 fin"]);
    }
    // A connection that was there before the announcement is another one.
    let read = open(scenario().open().server("220 ready\r\n"));
    let read = said(read, &[PASV, RETR]).on(1).says(Server, "content").dissect();
    assert_eq!(data(&read), ["-"]);
}

#[test]
fn direction_by_command() {
    // Whoever opens the connection: RETR, LIST come from the server, STOR, APPE, STOU from the client.
    for (command, sender) in [
        ("RETR f", Server),
        ("LIST", Server),
        ("NLST", Server),
        ("MLSD", Server),
        ("STOR f", Client),
        ("APPE f", Client),
        ("STOU", Client),
    ] {
        let transfer = (command, "150 go\r\n226 done");
        let passive = exchanges(&[PASV, transfer]).connection(50_001, 60_000).open();
        let active = exchanges(&[PORT, transfer]).connection(50_001, 20).open_from(Server);
        for script in [passive, active] {
            let read = script.says(sender, "content").close_from(sender).dissect();
            assert_eq!(data(&read), ["1: 7 0 fin"], "{command}");
        }
    }
}

#[test]
fn fin_is_end_of_file_in_stream_mode() {
    let begun = |reply: &str| {
        let asked = exchanges(&[PASV, ("RETR f", reply)]);
        asked.connection(50_001, 60_000).open().says(Server, "content")
    };
    let told = |script: Scenario| {
        let read = script.dissect();
        let outcome = report(&read)["sessions"][0]["transfers"][0]["outcome"].clone();
        (data(&read), outcome)
    };
    let expected = |data: &str, outcome: &str| (vec![data.to_owned()], json!(outcome));
    assert_eq!(told(begun("150 go\r\n226 done").close_from(Server)), expected("1: 7 0 fin", "completed"));
    // The FIN of the side that only listens ends nothing.
    assert_eq!(told(begun("150 go\r\n226 done").finish(Client)), expected("1: 7 0 open", "completed"));
    assert_eq!(told(begun("150 go\r\n226 done")), expected("1: 7 0 open", "completed"));
    assert_eq!(told(begun("150 go\r\n426 broken off").reset(Server)), expected("1: 7 0 reset", "failed"));
    assert_eq!(told(begun("150 go\r\n226 done").reset(Client)), expected("1: 7 0 reset", "completed"));
    assert_eq!(told(begun("150 go\r\n451 no more").close_from(Server)), expected("1: 7 0 fin", "failed"));
}

#[test]
fn several_files_only_in_mode_b_c_e() {
    for (mode, shared) in [("S", false), ("B", true), ("C", true), ("E", true), ("Z", false)] {
        let agreed = exchanges(&[(&format!("MODE {mode}"), "200 fine"), PASV]);
        let both = |last: Scenario| {
            let first = last.client("RETR f\r\n").connection(50_001, 60_000).open().says(Server, "content");
            let first = first.on(0).server("150 go\r\n226 done\r\n");
            let second = first.client("RETR g\r\n").server("150 go\r\n").on(1).says(Server, "more");
            second.close_from(Server).on(0).server("226 done\r\n").dissect()
        };
        let read = both(agreed);
        let expected = if shared { ["1: 11 0 fin"; 2] } else { ["1: 11 0 fin", "-"] };
        assert_eq!(data(&read), expected, "MODE {mode}");
        assert_eq!(report(&read)["sessions"][0]["transfers"][1]["transfer_mode"], mode);
    }
    // Closed before the next command, it serves that one no more.
    let read = exchanges(&[("MODE B", "200 fine"), PASV, RETR])
        .connection(50_001, 60_000)
        .open()
        .says(Server, "content")
        .close_from(Server)
        .on(0);
    assert_eq!(data(&said(read, &[RETR]).dissect()), ["1: 7 0 fin", "-"]);
    // A mode that the server refused is not in force, and neither is one that does not exist.
    for (command, reply) in [("MODE B", "504 no"), ("MODE X", "200 whatever")] {
        let read = exchanges(&[(command, reply), PASV, RETR]).dissect();
        assert_eq!(report(&read)["sessions"][0]["transfers"][0]["transfer_mode"], "S", "{command}");
    }
}

#[test]
fn same_four_tuple_again_is_new() {
    let read = exchanges(&[PORT, RETR])
        .connection(50_001, 20)
        .open_from(Server)
        .says(Server, "first")
        .close_from(Server)
        .on(0);
    let read = said(read, &[PORT, ("RETR g", "150 go\r\n226 done")])
        .on(1)
        .sequence_numbers(700_000, 800_000)
        .open_from(Server)
        .says(Server, "second one")
        .close_from(Server)
        .dissect();
    assert_eq!(data(&read), ["1: 5 0 fin", "2: 10 0 fin"]);
}

#[test]
fn same_server_port_twice() {
    let transfer = |before: Scenario, port: u16, content: &str| {
        let asked = said(before, &[PASV, RETR]).connection(port, 60_000);
        asked.open().says(Server, content).close_from(Server).on(0)
    };
    let first = transfer(scenario().open().server("220 ready\r\n"), 50_001, "first");
    let read = transfer(first, 50_002, "second one").dissect();
    assert_eq!(data(&read), ["1: 5 0 fin", "2: 10 0 fin"]);
    // Both are announced before either is opened: each gets one, and none gets both.
    let read = exchanges(&[PASV, RETR, PASV, RETR])
        .connection(50_001, 60_000)
        .open()
        .says(Server, "first")
        .connection(50_002, 60_000)
        .open()
        .says(Server, "second one")
        .dissect();
    assert_eq!(data(&read), ["1: 5 0 open", "2: 10 0 open"]);
}

#[test]
fn reverse_bytes_are_reported() {
    let read = exchanges(&[PASV, RETR])
        .connection(50_001, 60_000)
        .open()
        .says(Server, "content")
        .says(Client, "what?")
        .close_from(Server)
        .dissect();
    assert_eq!(data(&read), ["1: 7 5 fin"]);
    let said = &read.experts.infos()[0];
    assert_eq!((said.code.name(), said.found), ("data_reverse_bytes", Some(5)));
    assert_eq!(said.connection.map(|id| id.0), Some(1));
}

#[test]
fn data_peer_not_control_peer() {
    // Another host fetches what was announced.
    let read = exchanges(&[PASV, RETR])
        .connection(50_001, 60_000)
        .hosts("198.51.100.7", "192.0.2.20")
        .open()
        .says(Server, "content")
        .close_from(Server)
        .dissect();
    assert_eq!(data(&read), ["1: 7 0 fin"]);
    assert_eq!(odd(&read), ["data_peer_foreign@9"]);
    assert_eq!(read.experts.infos()[0].text.as_deref(), Some("198.51.100.7"));
    // The client names another host; that is said where it does, too.
    let read = exchanges(&[("PORT 198,51,100,8,195,81", "200 fine"), RETR])
        .connection(50_001, 20)
        .hosts("198.51.100.8", "192.0.2.20")
        .open_from(Server)
        .says(Server, "content")
        .close_from(Server)
        .dissect();
    assert_eq!(data(&read), ["1: 7 0 fin"]);
    assert_eq!(odd(&read), ["endpoint_address_foreign@5", "data_peer_foreign@9"]);
    assert_eq!(read.experts.infos()[1].text.as_deref(), Some("198.51.100.8"));
}

/// A client tells server 192.0.2.20 to listen and store, and server 192.0.2.30
/// to call there and send; the connection between the two has these frames.
fn fxp(uploads: &str, downloads: &str, data: impl Fn(Scenario) -> Scenario) -> Dissection {
    let listening = exchanges(&[PASV]);
    let calling =
        listening.connection(50_100, 21).hosts("192.0.2.10", "192.0.2.30").open().server("220 ready\r\n");
    let both = said(calling, &[("PORT 192,0,2,20,234,96", "200 fine")]);
    let both = both.on(0).client(format!("{uploads}\r\n")).server("150 go\r\n");
    let both = both.on(1).client(format!("{downloads}\r\n")).server("150 go\r\n");
    data(both).on(0).server("226 done\r\n").on(1).server("226 done\r\n").dissect()
}

#[test]
fn fxp_joins_two_sessions() {
    let between = |before: Scenario| {
        let opened = before.connection(20, 60_000).hosts("192.0.2.30", "192.0.2.20").open();
        opened.says(Client, "content").close()
    };
    let told = |read: &Dissection, session: usize| {
        let transfer = report(read)["sessions"][session]["transfers"][0].clone();
        let data = &transfer["data"];
        (transfer["joined"].clone(), data["connection"].clone(), data["bytes"].clone(), data["end"].clone())
    };
    let place = |session: u32| json!({"session": session, "transfer": 0});
    let read = fxp("STOR g", "RETR f", between);
    assert_eq!(told(&read, 0), (place(1), json!(2), json!(7), json!("fin")));
    assert_eq!(told(&read, 1), (place(0), json!(2), json!(7), json!("fin")));

    // The announcements alone tell, where the two servers were not captured.
    let read = fxp("STOR g", "RETR f", |before| before);
    assert_eq!(told(&read, 0), (place(1), json!(null), json!(0), json!(null)));
    assert_eq!(told(&read, 1), (place(0), json!(null), json!(0), json!(null)));

    // Two that both send are no halves of one, and neither is one half alone.
    let read = fxp("RETR g", "RETR f", |before| before);
    assert_eq!((told(&read, 0).0, told(&read, 1).0), (json!(null), json!(null)));
    let read = exchanges(&[
        PASV,
        ("STOR g", "150 go"),
        ("PORT 192,0,2,20,234,96", "200 fine"),
        ("RETR f", "150 go"),
    ]);
    let alone = read.dissect();
    assert_eq!(transfers(&alone).len(), 2);
    assert_eq!(told(&alone, 0).0, json!(null));
}

#[test]
fn stou_name_from_reply() {
    let paths = |reply: &str| {
        let read = exchanges(&[("CWD /in", "250 there"), ("STOU f.txt", reply)]).dissect();
        let transfer = report(&read)["sessions"][0]["transfers"][0].clone();
        (transfer["argument"].clone(), transfer["path"].clone())
    };
    assert_eq!(paths("150 FILE: f.txt.1\r\n226 done"), (json!("f.txt"), json!("/in/f.txt.1")));
    assert_eq!(paths("125 file: x y\r\n250 done"), (json!("f.txt"), json!("/in/x y")));
    assert_eq!(
        paths("150 go\r\n226 Transfer complete (unique file name:u1)."),
        (json!("f.txt"), json!("/in/u1"))
    );
    assert_eq!(paths("150 go\r\n226 done"), (json!("f.txt"), json!("/in/f.txt")));
    // Only STOU is given names.
    let read = exchanges(&[("STOR g", "150 FILE: h\r\n226 done")]).dissect();
    assert_eq!(report(&read)["sessions"][0]["transfers"][0]["path"], "g");
}

#[test]
fn size_depends_on_type() {
    let sizes = |pairs: &[(&str, &str)]| {
        let read = exchanges(pairs).dissect();
        let report = report(&read);
        let transfers = report["sessions"][0]["transfers"].as_array().expect("a list").clone();
        transfers.iter().map(|transfer| transfer["size_bytes"].clone()).collect::<Vec<_>>()
    };
    let (ascii, image, size) = (("TYPE A", "200 fine"), ("TYPE I", "200 fine"), ("SIZE f", "213 700"));
    assert_eq!(sizes(&[image, size, RETR]), [json!(700)]);
    assert_eq!(sizes(&[ascii, size, RETR]), [json!(700)]);
    // Asked for under another type, of another file, or refused.
    assert_eq!(sizes(&[ascii, size, image, RETR]), [json!(null)]);
    assert_eq!(sizes(&[image, ("SIZE g", "213 700"), RETR]), [json!(null)]);
    assert_eq!(sizes(&[image, ("SIZE f", "550 no"), RETR]), [json!(null)]);
    // The file is another one in another directory, under another name, or after an upload.
    assert_eq!(sizes(&[image, size, ("CWD d", "250 there"), RETR]), [json!(null)]);
    assert_eq!(
        sizes(&[
            image,
            ("CWD /d", "250 there"),
            ("SIZE f", "213 5"),
            ("CWD /", "250 up"),
            ("RETR /d/f", "150 go")
        ]),
        [json!(5)]
    );
    assert_eq!(sizes(&[image, size, ("STOR f", "150 go\r\n226 done"), RETR]), [json!(null), json!(null)]);
    // What is compared is not the same with REST or a listing.
    assert_eq!(sizes(&[image, size, ("REST 100", "350 go on"), RETR]), [json!(700)]);
    assert_eq!(sizes(&[image, size, ("LIST f", "150 go\r\n226 done"), RETR]), [json!(null), json!(700)]);
}

/// Where the data of the one transfer of a script is.
fn state(script: Scenario) -> String {
    let state = report(&script.dissect())["sessions"][0]["transfers"][0]["data"]["state"].clone();
    state.as_str().expect("a word").to_owned()
}

#[test]
fn only_a_connection_between_the_same_hosts_may_be_one_that_was_not_found() {
    let greeted = || said(scenario().open().server("220 ready\r\n"), &[RETR]);
    let other = |before: Scenario| before.connection(50_001, 60_000).open();
    assert_eq!(state(other(greeted())), "unknown");
    assert_eq!(state(other(greeted()).hosts("192.0.2.20", "192.0.2.10")), "unknown");
    // There is no other connection, or not between these hosts.
    assert_eq!(state(greeted()), "not_captured");
    let elsewhere = greeted().connection(50_001, 60_000).hosts("192.0.2.10", "192.0.2.30").open();
    assert_eq!(state(elsewhere), "not_captured");
    // The announcement tells that it is another one.
    assert_eq!(state(exchanges(&[PASV, RETR]).connection(50_001, 60_001).open()), "not_captured");

    let greeted = || said(scenario_ipv6().open().server("220 ready\r\n"), &[RETR]);
    assert_eq!(state(other(greeted())), "unknown");
    let network = greeted().connection(50_001, 60_000).hosts("2001:db8:1::10", "2001:db8:1::20").open();
    assert_eq!(state(network), "not_captured");
    let hosts = greeted().connection(50_001, 60_000).hosts("2001:db8::10", "2001:db8::30").open();
    assert_eq!(state(hosts), "not_captured");
}

#[test]
fn a_transfer_begins_where_rest_and_nothing_else_said() {
    let offset = |pairs: &[(&str, &str)]| {
        let read = exchanges(pairs).dissect();
        report(&read)["sessions"][0]["transfers"][0]["restart_offset"].clone()
    };
    assert_eq!(offset(&[("REST 700", "350 go on"), RETR]), json!(700));
    assert_eq!(offset(&[("REST 700", "501 no"), RETR]), json!(null));
    // The name of a file.
    assert_eq!(offset(&[("RNFR 700", "350 go on"), ("RNTO 701", "250 done"), RETR]), json!(null));
}

#[test]
fn a_protected_reply_refuses_no_transfer() {
    let read = exchanges(&[("RETR f", "632 YFAGCSqGSIb3EgECAgIBEQ==")]).dissect();
    assert_eq!(transfers(&read), ["download f unanswered default default"]);
}
