//! What is told of conversations that no capture here holds: facts by their ids, packets and values. Each sentence
//! has all values that its words name, in every language.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::excerpt::Excerpt;
use ftpscope::explain::{Fact, Step, Story, Value, explain_exchange};
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::view::Passwords;
use serde_json::Value as Json;
use support::read::dissect;
use support::scenario::{Scenario, scenario};

/// A fact on one line: kind (where it is not `said`), id, packets, values, section.
#[track_caller]
fn line(fact: &Fact) -> String {
    has_its_values(fact);
    let mut line = match fact.kind {
        "said" => String::new(),
        kind => format!("{kind}: "),
    };
    line += fact.id.strip_prefix("explain.").unwrap_or(&fact.id);
    let frames: Vec<_> = fact
        .frames
        .iter()
        .map(|[first, last]| if first == last { first.to_string() } else { format!("{first}-{last}") })
        .collect();
    line += &format!(" [{}]", frames.join(" "));
    for (name, value) in &fact.values.0 {
        let value = match value {
            Value::Text(text) => format!("`{text}`"),
            Value::Word(place) => place.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Amount(number) => format!("{number}x"),
            Value::Bytes(number) => format!("{number} B"),
            Value::Ranges(number) => format!("{number} ranges"),
            Value::Span(span) => format!("{span} ms"),
        };
        line += &format!(" {name}={value}");
    }
    line + &fact.rfc.map(|rfc| format!(" ({rfc})")).unwrap_or_default()
}

/// The words of a sentence name no value that it does not have.
#[track_caller]
fn has_its_values(fact: &Fact) {
    for words in [include_str!("../www/strings/en.json"), include_str!("../www/strings/vi.json")] {
        let words: Json = serde_json::from_str(words).expect("JSON");
        let at = |place: &str| words.pointer(&format!("/{}", place.replace('.', "/"))).cloned();
        let sentence = at(&fact.id).unwrap_or_else(|| panic!("no words for {}", fact.id)).to_string();
        for name in sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
            // What opens the plural forms is no placeholder.
            let name = name.0;
            let is_name = !name.contains(['"', ' ']);
            assert!(!is_name || fact.values.get(name).is_some(), "{} lacks {name}", fact.id);
        }
        for (_, value) in &fact.values.0 {
            if let Value::Word(place) = value {
                assert!(at(place).is_some(), "{}: no words at {place}", fact.id);
            }
        }
    }
}

fn greeted() -> Scenario {
    scenario().open().server("220 ready\r\n")
}

fn in_session() -> Scenario {
    greeted().client("USER anna\r\n").server("230 in\r\n")
}

/// The story of a script.
fn steps(read: &Dissection) -> Vec<Step> {
    let story = Story::new(read);
    story.steps(read, 0..story.count(), Passwords::Revealed)
}

/// An exchange of the first session, a fact a line.
#[track_caller]
fn explained(script: &Scenario, exchange: usize) -> Vec<String> {
    explain_exchange(&script.dissect(), 0, exchange, Passwords::Revealed).iter().map(line).collect()
}

/// What is told of a pair of command and reply.
#[track_caller]
fn pair(command: &str, reply: &str) -> Vec<String> {
    explained(&in_session().client(format!("{command}\r\n")).server(format!("{reply}\r\n")), 2)
}

/// What is told of one part of a script, by what its ids begin with.
#[track_caller]
fn told(script: &Scenario, of: &str) -> Vec<String> {
    told_of(&script.dissect(), of)
}

#[track_caller]
fn told_of(read: &Dissection, of: &str) -> Vec<String> {
    let of = format!("explain.{of}");
    let steps = steps(read);
    steps.iter().flat_map(|step| &step.facts).filter(|fact| fact.id.starts_with(&of)).map(line).collect()
}

/// The words for what is told of a pair, values aside: `command.mkd reply.directory_made`.
#[track_caller]
fn ids(command: &str, reply: &str) -> String {
    let facts = pair(command, reply);
    let ids = facts.iter().map(|fact| {
        let fact = fact.split_once(": ").map_or(fact.as_str(), |(_, rest)| rest);
        fact.split(' ').next().unwrap_or_default()
    });
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn sentences_that_name_a_value_are_told_where_it_is() {
    assert_eq!(ids("XMKD d", "257 \"/d\" made"), "command.mkd reply.directory_made");
    for (command, code, told) in
        [("MKD", 257, "mkd"), ("XRMD", 250, "rmd"), ("DELE", 250, "dele"), ("RNTO", 250, "rnto")]
    {
        assert_eq!(ids(command, &format!("{code} ok")), format!("command.{told} reply.agrees"));
    }
    assert_eq!(
        ids("PORT what", "200 ok"),
        "command.port_unreadable reply.agrees expert.endpoint_invalid.text"
    );
    assert_eq!(
        ids("EPRT |1|", "200 ok"),
        "command.port_unreadable reply.agrees expert.endpoint_invalid.text"
    );
    assert_eq!(ids("PASV", "227 none"), "command.pasv reply.passive_unreadable expert.endpoint_invalid.text");
    assert_eq!(ids("PWD", "257 nothing"), "command.pwd reply.agrees");
    assert_eq!(ids("XCUP", "200 ok"), "command.cdup reply.directory_changed");
}

#[test]
fn letters_are_told_with_their_meaning() {
    let command = |line: &str| pair(line, "200 ok").swap_remove(0);
    let told = "command.type [7] command=`TYPE l 8` name=`l 8` letter=`L` meaning=type.L (RFC 959 §4.1.2)";
    assert_eq!(command("type l 8"), told);
    let told = "command.mode [7] command=`MODE b` name=`b` letter=`B` meaning=mode.B (RFC 959 §4.1.2)";
    assert_eq!(command("MODE b"), told);
    let told = "command.stru [7] command=`STRU R` name=`R` letter=`R` meaning=structure.R (RFC 959 §4.1.2)";
    assert_eq!(command("STRU R"), told);
    for unknown in ["TYPE X", "TYPE", "MODE Q", "STRU"] {
        let verb = &unknown[..4];
        assert_eq!(ids(unknown, "504 no"), format!("command.sends command.{verb}.meaning reply.refuses"));
    }
}

#[test]
fn endpoints_are_told_with_their_address_and_port() {
    let told =
        |command: &str, reply: &str| pair(command, reply).swap_remove(usize::from(reply.starts_with("22")));
    let told_sum = "address=`192.0.2.10` port=1025 high=4 low=1 (RFC 959 §4.1.2)";
    let port = told("PORT 192,0,2,10,4,1", "200 ok");
    assert!(port.starts_with("command.port_sum [7]") && port.ends_with(told_sum), "{port}");
    for long in ["EPRT |1|192.0.2.10|1025|", "LPRT 4,4,192,0,2,10,2,4,1"] {
        let port = told(long, "200 ok");
        assert!(port.starts_with("command.port [7]"), "{port}");
        assert!(port.contains(" address=`192.0.2.10` port=1025 (RFC"), "{port}");
    }
    let passive = pair("LPSV", "228 (4,4,192,0,2,20,2,4,1)").swap_remove(2);
    assert!(passive.starts_with("reply.passive_long [8]"), "{passive}");
    assert!(passive.contains(" address=`192.0.2.20` port=1025 "), "{passive}");
    let passive = told("EPSV", "229 (|||1025|)");
    assert!(passive.starts_with("reply.passive_extended [8]"), "{passive}");
    // A server that answers EPSV as if it were PASV.
    let passive = told("EPSV", "227 (192,0,2,20,4,1)");
    assert!(passive.starts_with("reply.passive_sum [8]"), "{passive}");
}

#[test]
fn third_host_is_told_of_a_client_that_names_one() {
    let odd = |command: &str, reply: &str| {
        let told = pair(command, reply);
        told.into_iter().filter(|fact| fact.starts_with("odd: odd.")).collect::<Vec<_>>()
    };
    let called = ["odd: odd.third_host_called [7] address=`203.0.113.9` peer=`192.0.2.10` (RFC 2577 §2)"];
    assert_eq!(odd("PORT 203,0,113,9,4,1", "200 ok"), called);
    assert_eq!(odd("EPRT |1|203.0.113.9|1025|", "500 no"), called);
    assert_eq!(odd("PORT 192,0,2,10,4,1", "200 ok"), [""; 0]);
    // The address that a server tells is not used.
    assert_eq!(odd("PASV", "227 (203,0,113,9,4,1)"), [""; 0]);
}

#[test]
fn replies_are_told_by_their_code() {
    let reply = |line: &str| pair("NOOP", line).swap_remove(1);
    assert_eq!(reply("299 odd"), "reply.agrees [8] text=`odd` code=`299` meaning=reply_class.2");
    assert_eq!(
        reply("450 busy"),
        "reply.fails [8] text=`busy` code=`450` meaning=reply.450 (RFC 959 §4.2.2)"
    );
    assert_eq!(reply("what"), "reply.without_code [8] text=`what`");
    assert_eq!(ids("NOOP", "421 going"), "command.noop reply.service_closing");
    assert_eq!(ids("USER x", "332 more"), "command.user reply.account_wanted");
    assert_eq!(ids("PASS x", "332 more"), "command.pass reply.account_wanted");
    assert_eq!(ids("PASS", "230 in"), "command.pass_empty reply.user_logged_in");
    assert_eq!(ids("ACCT x", "230 in"), "command.sends command.ACCT.meaning reply.logged_in");
    assert_eq!(ids("ACCT x", "530 no"), "command.sends command.ACCT.meaning reply.login_refused");
    assert_eq!(ids("ZZZZ x", "500 no"), "command.unknown reply.refuses");
    assert_eq!(ids("AUTH TLS", "502 no"), "command.auth_tls reply.refuses");
    assert_eq!(ids("LIST", "425 no"), "command.list reply.no_data_connection data.verdict reason.refused");
    // What it said is told whole, without a verb in front.
    let told = pair("\u{1}\u{2} what", "500 no");
    assert!(told[0].starts_with("command.invalid [7] command=`\u{1}\u{2} what` name="), "{}", told[0]);
}

#[test]
fn greetings_are_told_by_their_code() {
    let greeting = |line: &str| {
        let told = explained(&scenario().open().server(format!("{line}\r\n")).client("NOOP\r\n"), 0);
        told[0].split(' ').next().unwrap_or_default().to_owned()
    };
    assert_eq!(greeting("120 wait"), "reply.greeting_later");
    assert_eq!(greeting("220 ready"), "reply.greeting");
    assert_eq!(greeting("220 (vsFTPd 3.0.5)"), "reply.greeting_version");
    assert_eq!(greeting("421 no more users"), "reply.service_closing");
    assert_eq!(greeting("227 (192,0,2,20,4,1)"), "reply.agrees");
}

#[test]
fn opening_is_told_with_the_packets_that_were_captured() {
    let refused = scenario().syn(Client).reset(Server);
    let ends = "client=`192.0.2.10` client_port=50000 server=`192.0.2.20` server_port=21 (RFC 959 §3.1)";
    assert_eq!(told(&refused, "connection."), [format!("connection.refused [1] {ends}")]);
    let unanswered = scenario().syn(Client);
    assert_eq!(told(&unanswered, "connection."), [format!("connection.unanswered [1] {ends}")]);
    let talk = |opening: Scenario| told(&opening.server("220 ready\r\n"), "connection.").swap_remove(2);
    let partly = |frames: &str| format!("meaning: connection.handshake_partly [{frames}] (RFC 9293 §3.5)");
    assert_eq!(talk(scenario().open()), "meaning: connection.handshake [1-3] (RFC 9293 §3.5)");
    assert_eq!(talk(scenario().syn(Client).syn_ack(Server).lost().acknowledge(Client)), partly("1"));
    assert_eq!(talk(scenario().syn(Client).lost().syn_ack(Server).acknowledge(Client)), partly("1-2"));
    // The server speaks first, and that is no part of the handshake.
    assert_eq!(talk(scenario().syn(Client).syn_ack(Server).server("220 ready\r\n")), partly("1-2"));
    let joined = scenario().client("NOOP\r\n").server("200 ok\r\n");
    assert!(told(&joined, "connection.")[0].starts_with("connection.open_before [1] "));
}

#[test]
fn closing_is_told_of_the_side_that_began_it() {
    let closing = |script: Scenario| told(&script, "connection.").pop().expect("it is told");
    let by = |way: &str, frames: &str| format!("connection.{way} [{frames}] (RFC 9293 §3.6)");
    assert_eq!(closing(greeted().close()), by("closed_by_client", "5-6"));
    assert_eq!(closing(greeted().close_from(Server)), by("closed_by_server", "5-6"));
    assert_eq!(closing(greeted().finish(Client)), by("half_closed_by_client", "5"));
    assert_eq!(closing(greeted().finish(Server)), by("half_closed_by_server", "5"));
    assert_eq!(closing(greeted().reset(Client)), by("reset_by_client", "5"));
    assert_eq!(closing(greeted().reset(Server)), by("reset_by_server", "5"));
    assert_eq!(closing(in_session()), "connection.still_open [6]");
}

/// What is told of the data connection of a download, its connection being made so.
#[track_caller]
fn of_data(before: &[(&str, &str)], data: impl Fn(Scenario) -> Scenario) -> Vec<String> {
    let script = before.iter().fold(in_session(), |script, (command, reply)| {
        script.client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
    });
    let script = data(script.client("RETR f\r\n")).on(0).server("150 go\r\n").server("226 done\r\n");
    told(&script, "data.")
}

const PASV: (&str, &str) = ("PASV", "227 (192,0,2,20,234,96)");

#[test]
fn data_connection_that_is_not_there_is_told_with_its_reason() {
    let command =
        "capture_command=`tcpdump -i <interface> -n -w ftp.pcap 'host 192.0.2.10 and host 192.0.2.20'`";
    let verdict = "meaning: data.verdict [] verdict=value.verdict.not_captured";
    let missing =
        |why: &str| [format!("notice: data.{why} [] filter=`port ftp` {command}"), verdict.to_owned()];
    assert_eq!(of_data(&[PASV], |script| script), missing("left_out_by_filter"));
    // Another connection was captured.
    let other = |script: Scenario| script.connection(40_000, 40_001).open().client("hello").close();
    assert_eq!(of_data(&[PASV], other), missing("not_captured"));
    assert_eq!(of_data(&[("PASV", "227 none")], other)[0], missing("unknown")[0]);
}

#[test]
fn end_of_a_data_connection_is_the_end_of_the_file_in_stream_mode() {
    let sent = |bytes: &'static str| {
        move |script: Scenario| script.connection(50_001, 60_000).open().server(bytes).close_from(Server)
    };
    let closed =
        |told: Vec<String>| told.into_iter().find(|fact| fact.starts_with("data.closed")).expect("told");
    assert_eq!(closed(of_data(&[PASV], sent("abcd"))), "data.closed_by_server [14] (RFC 959 §3.4.1)");
    let block = sent("\u{40}\u{0}\u{4}abcd");
    let told = of_data(&[("MODE B", "200 ok"), PASV], block);
    assert_eq!(closed(told), "data.closed_by_server [16] (RFC 959 §3.4)");
    let reset = |script: Scenario| script.connection(50_001, 60_000).open().server("abcd").reset(Server);
    assert!(of_data(&[PASV], reset).contains(&"data.reset [14] (RFC 959 §3.4.1)".to_owned()));
}

#[test]
fn of_several_sizes_the_one_that_differs_is_why() {
    let sized = |type_: &str, told: &str, end: &str| {
        let script = in_session().client(format!("TYPE {type_}\r\n")).server("200 ok\r\n");
        let script = script.client("SIZE f\r\n").server(format!("213 {told}\r\n"));
        let script = script.client("PASV\r\n").server("227 (192,0,2,20,234,96)\r\n").client("RETR f\r\n");
        let script = script.connection(50_001, 60_000).open().server("abcd").close_from(Server);
        let read = script.on(0).server("150 go (4 bytes)\r\n").server(format!("{end}\r\n")).dissect();
        let transfers = ftpscope::view::transfer_views(&read, 0, 0..1);
        let fact = ftpscope::explain::verdict_fact(&transfers[0]).expect("a reason");
        let told = line(&fact);
        told[told.find(" told=").expect("a size")..].to_owned()
    };
    let of = |told: &str| format!(" told=9 B by=value.told_by.{told} code=`226` ranges=1 ranges");
    assert_eq!(sized("I", "9", "226 done"), of("size"));
    assert_eq!(sized("I", "4", "226 done (9 bytes)"), of("final"));
}

#[test]
fn login_that_failed_is_told_apart_from_the_next_try() {
    let script = greeted().client("USER anna\r\n").server("331 and?\r\n");
    let script = script.client("PASS x\r\n").server("530 no\r\n").client("PASS y\r\n").server("230 in\r\n");
    let script =
        script.client("\u{1} what\r\n").server("500 no\r\n").server("421 going\r\n").close_from(Server);
    let steps = steps(&script.dissect());
    let told: Vec<_> = steps
        .iter()
        .map(|step| {
            (step.id.trim_start_matches("explain.step."), step.exchanges.map(|[from, to]| (from, to)))
        })
        .collect();
    let expected = [
        ("capture", None),
        ("connect", None),
        ("greeting", Some((0, 1))),
        ("login", Some((1, 3))),
        ("login", Some((3, 4))),
        ("invalid", Some((4, 5))),
        ("unasked", Some((5, 6))),
        ("close", None),
        ("notice", None),
    ];
    assert_eq!(told, expected);
}

#[test]
fn encryption_that_was_asked_for_in_vain_was_not_left_aside() {
    let features = |script: Scenario| {
        script.client("FEAT\r\n").server("211-Features\r\n SIZE\r\n AUTH TLS\r\n211 End\r\n")
    };
    let offered = "notice: notice.tls_offered [6] command=`AUTH TLS` (RFC 4217 §6)";
    assert_eq!(told(&features(greeted()), "notice."), ["notice: notice.readable []", offered]);
    let refused = features(greeted().client("AUTH TLS\r\n").server("534 no\r\n"));
    assert_eq!(told(&refused, "notice."), ["notice: notice.readable []"]);
}

#[test]
fn password_of_a_guest_is_no_secret() {
    let guest = greeted().client("USER anonymous\r\n").server("331 mail?\r\n");
    let guest = guest.client("PASS me@example.org\r\n").server("230 in\r\n");
    assert_eq!(told(&guest, "notice."), ["notice: notice.readable []"]);
    let commands = told(&guest, "command.");
    assert!(commands[0].starts_with("command.user_guest [5] "), "{commands:?}");
    assert!(commands[1].starts_with("command.pass_guest [7] "), "{commands:?}");
}

/// A block of pcapng.
fn block(kind: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 12).expect("a short block").to_le_bytes();
    [&kind.to_le_bytes()[..], &length, body, &length].concat()
}

#[test]
fn each_filter_of_the_interfaces_is_told_once() {
    const SECTION: &[u8] = b"\x4D\x3C\x2B\x1A\x01\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
    let interface = |filter: &[u8; 7]| block(1, &[b"\x01\0\0\0\0\0\0\0\x0B\0\x08\0\0", &filter[..]].concat());
    let capture =
        [block(0x0A0D_0D0A, SECTION), interface(b"port 21"), interface(b"tcp    "), interface(b"port 21")];
    let told = told_of(&dissect(&capture.concat()), "capture.");
    let expected = [
        "capture.packets_without_time [] count=0x",
        "capture.no_session []",
        "capture.filter [] filter=`port 21`",
        "capture.filter [] filter=`tcp    `",
    ];
    assert_eq!(told, expected);
}

#[test]
fn any_window_of_the_story_has_its_steps() {
    let script = in_session().client("PWD\r\n").server("257 \"/\" here\r\n").close();
    let other =
        script.connection(50_001, 21).open().server("220 ready\r\n").client("NOOP\r\n").server("200 ok\r\n");
    let read = other.connection(50_002, 21).syn(Client).reset(Server).dissect();
    let story = Story::new(&read);
    let all = steps(&read);
    assert_eq!(story.count(), all.len());
    for start in 0..=all.len() + 1 {
        for end in start..=all.len() + 2 {
            let told = story.steps(&read, start..end, Passwords::Revealed);
            assert_eq!(told, all[start.min(all.len())..end.min(all.len())], "{start}..{end}");
        }
    }
    for session in 0..3 {
        let own = &all[story.of_session(session)];
        assert!(own.iter().all(|step| step.session == all[story.of_session(session).start].session));
        assert_eq!(own.len(), all.iter().filter(|step| step.session == own[0].session).count());
    }
    assert!(story.of_session(3).is_empty());
}

#[test]
fn the_steps_of_some_frames_are_those_that_tell_of_one_of_them() {
    let read = in_session().client("PWD\r\n").server("257 \"/\" here\r\n").close().dissect();
    let story = Story::new(&read);
    let all = steps(&read);
    let frames = read.frames.count();
    for first in 1..=frames {
        for last in first..=frames {
            let tells = |step: &Step| {
                step.facts.iter().flat_map(|fact| &fact.frames).any(|run| run[0] <= last && run[1] >= first)
            };
            let expected: Vec<_> = (0..all.len()).filter(|place| tells(&all[*place])).collect();
            let told = story.steps_of(&read, &Excerpt::new(&read, &[[first, last]]));
            assert_eq!(told.into_iter().flatten().collect::<Vec<_>>(), expected, "{first}-{last}");
        }
    }
}
