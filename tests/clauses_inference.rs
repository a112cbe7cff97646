//! Data connections whose announcement is not in the capture. A test is named after its clause.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::limits;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use serde_json::{Value, json};

use support::read::{odd, report};
use support::scenario::{Scenario, scenario};

/// A client asks for a file, and nothing in the capture announces the data connection.
fn asked(command: &str) -> Scenario {
    after(scenario(), &["TYPE I"]).client(format!("{command}\r\n"))
}

/// A session in which these commands were carried out.
fn after(fresh: Scenario, commands: &[&str]) -> Scenario {
    let greeted = fresh.open().server("220 ready\r\n");
    commands
        .iter()
        .fold(greeted, |before, command| before.client(format!("{command}\r\n")).server("200 fine\r\n"))
}

/// A connection between the two hosts, on which `sender` sends this many bytes.
fn sent(
    before: Scenario,
    ports: (u16, u16),
    sender: ftpscope::session::dialogue::Speaker,
    bytes: usize,
) -> Scenario {
    let opened = before.connection(ports.0, ports.1).open();
    let told = if bytes == 0 { opened } else { opened.says(sender, "x".repeat(bytes)) };
    told.close_from(sender)
}

/// Connection, bytes and what they were found by, of each transfer; its state where there is none.
fn found(read: &Dissection) -> Vec<Value> {
    let report = report(read);
    let transfers = report["sessions"][0]["transfers"].as_array().expect("a list").clone();
    let of = |data: &Value| match &data["connection"] {
        Value::Null => data["state"].clone(),
        connection => json!([connection, data["bytes"], data["inferred_by"]]),
    };
    transfers.iter().map(|transfer| of(&transfer["data"])).collect()
}

const DONE: &str = "226 done\r\n";

#[test]
fn inferred_without_announcement() {
    let read = sent(asked("RETR f").server("150 go (700 bytes)\r\n"), (50_001, 61_000), Server, 700);
    let read = read.on(0).server(DONE).dissect();
    assert_eq!(found(&read), [json!([1, 700, "size"])]);
    assert_eq!(odd(&read), ["data_connection_inferred@9"]);

    // Nobody told the size.
    let read = sent(asked("STOR f").server("150 go\r\n"), (50_001, 61_000), Client, 700);
    let read = read.on(0).server(DONE).dissect();
    assert_eq!(found(&read), [json!([1, 700, "direction"])]);

    // Opened in front of the command, as passive clients do.
    let before = scenario().open().server("220 ready\r\n").connection(50_001, 61_000).open();
    let before =
        before.on(0).client("LIST\r\n").server("150 go\r\n").on(1).says(Server, "list").close_from(Server);
    assert_eq!(found(&before.on(0).server(DONE).dissect()), [json!([1, 4, "direction"])]);

    // From port 20 of a server that listens on another port than 21.
    let active = asked("RETR f").server("150 go\r\n").connection(50_001, 20).open_from(Server);
    let active = active.says(Server, "content").close_from(Server).on(0).server(DONE).dissect();
    assert_eq!(found(&active), [json!([1, 7, "direction"])]);
}

#[test]
fn what_speaks_against_it_is_not_inferred() {
    let unknown = [json!("unknown")];
    let of = |ports: (u16, u16), sender, bytes| {
        let asked = asked("RETR f").server("150 go (700 bytes)\r\n");
        found(&sent(asked, ports, sender, bytes).on(0).server(DONE).dissect())
    };
    assert_eq!(of((50_001, 61_000), Server, 699), unknown, "another size");
    assert_eq!(of((50_001, 61_000), Client, 700), unknown, "the other way");
    assert_eq!(of((50_001, 443), Server, 700), unknown, "another service");
    assert_eq!(of((700, 61_000), Server, 700), unknown, "from a port of services that is not 20");

    let way = sent(asked("RETR f").server("150 go\r\n"), (50_001, 61_000), Client, 700).on(0).server(DONE);
    assert_eq!(found(&way.dissect()), unknown, "the other way, of no known size");
    let both = asked("RETR f").server("150 go\r\n").connection(50_001, 61_000).open();
    let both = both.says(Server, "content").says(Client, "x").close_from(Server).on(0).server(DONE);
    assert_eq!(found(&both.dissect()), unknown, "both ways");
    assert_eq!(of((50_001, 1_023), Server, 700), unknown, "the last port of services");
    assert_eq!(of((50_001, 1_024), Server, 700), [json!([1, 700, "size"])], "the first port that is free");

    // After the transfer, and before it on behalf of another one.
    let late = sent(asked("RETR f").server("150 go\r\n").server(DONE), (50_001, 61_000), Server, 7).dissect();
    assert_eq!(found(&late), unknown);
    let early = asked("RETR f").server("550 none\r\n").connection(50_001, 61_000).open().close_from(Server);
    let refused = early.on(0).client("RETR g\r\n").server("550 none\r\n").dissect();
    assert_eq!(found(&refused), [json!("not_opened"), json!("not_opened")]);

    // Between other hosts.
    let others = asked("RETR f").server("150 go\r\n").connection(50_001, 61_000);
    let others = others.hosts("192.0.2.10", "198.51.100.7").open().says(Server, "content").close_from(Server);
    let others = others.on(0).server(DONE).dissect();
    assert_eq!(found(&others), [json!("not_captured")]);
}

#[test]
fn of_several_only_the_size_tells() {
    let two = |first: usize, second: usize| {
        let asked = asked("RETR f").server("150 go (700 bytes)\r\n");
        let both = sent(sent(asked, (50_001, 61_000), Server, first), (50_002, 61_001), Server, second);
        found(&both.on(0).server(DONE).dissect())
    };
    assert_eq!(two(699, 700), [json!([2, 700, "size"])]);
    assert_eq!(two(700, 700), [json!("unknown")]);
    // Each transfer gets the one that was opened for it.
    let first = sent(asked("RETR f").server("150 go\r\n"), (50_001, 61_000), Server, 5).on(0).server(DONE);
    let second = first.client("RETR g\r\n").server("150 go\r\n");
    let second = sent(second, (50_002, 61_001), Server, 6).on(0).server(DONE).dissect();
    let by = "direction";
    assert_eq!(found(&second), [json!([1, 5, by]), json!([2, 6, by])]);
}

#[test]
fn an_announcement_that_cannot_be_read_tells_who_calls() {
    let of = |announced: &str, opener, sender| {
        let asked = after(scenario(), &[announced]).client("RETR f\r\n").server("150 go\r\n");
        let opened = asked.connection(50_001, 61_000).open_from(opener);
        found(&opened.says(sender, "content").close_from(sender).on(0).server(DONE).dissect())
    };
    let bound = [json!([1, 7, "direction"])];
    assert_eq!(of("PORT 192,0,2", Server, Server), bound);
    assert_eq!(of("PORT 192,0,2", Client, Server), [json!("unknown")]);
    let pasv = |opener| {
        let asked =
            scenario().open().server("220 ready\r\n").client("PASV\r\n").server("227 Entering (192,0\r\n");
        let asked =
            asked.client("RETR f\r\n").server("150 go\r\n").connection(50_001, 61_000).open_from(opener);
        found(&asked.says(Server, "content").close_from(Server).on(0).server(DONE).dissect())
    };
    assert_eq!(pasv(Client), bound);
    assert_eq!(pasv(Server), [json!("unknown")]);
}

#[test]
fn the_size_speaks_only_of_what_is_whole() {
    let by_direction = |bytes: u64| [json!([1, bytes, "direction"])];
    let told = || asked("RETR f").server("150 go (700 bytes)\r\n").connection(50_001, 61_000).open();
    let begun = || told().says(Server, "x".repeat(300));
    // It goes on behind the end of the capture; it was broken off; a part of it is missing.
    assert_eq!(found(&begun().on(0).server(DONE).dissect()), by_direction(300));
    let failed = begun().close_from(Server).on(0).server("426 broken off\r\n").dissect();
    assert_eq!(found(&failed), by_direction(300));
    let holed = begun().skip(Server, 100).says(Server, "y".repeat(200)).close_from(Server).on(0).server(DONE);
    assert_eq!(found(&holed.dissect()), by_direction(500));
    // The rest of a file, a text, blocks: other numbers of bytes.
    let other = |commands: &[&str]| {
        let asked = after(scenario(), commands).client("RETR f\r\n").server("150 go (700 bytes)\r\n");
        found(&sent(asked, (50_001, 61_000), Server, 300).on(0).server(DONE).dissect())
    };
    let rest = after(scenario(), &["TYPE I"]).client("REST 400\r\n").server("350 go on\r\n");
    let rest = rest.client("RETR f\r\n").server("150 go (700 bytes)\r\n");
    let rest = sent(rest, (50_001, 61_000), Server, 300).on(0).server(DONE).dissect();
    assert_eq!(found(&rest), by_direction(300));
    assert_eq!(other(&["TYPE A"]), by_direction(300));
    assert_eq!(other(&["TYPE I", "MODE B"]), by_direction(300));
    assert_eq!(other(&["TYPE I"]), [json!("unknown")]);
    // Under TLS both sides speak, and nothing counts.
    assert_eq!(other(&["TYPE I", "PBSZ 0", "PROT P"]), [json!([1, 300, "time"])]);
    let empty = sent(asked("RETR f").server("150 go\r\n"), (50_001, 61_000), Server, 0).on(0).server(DONE);
    assert_eq!(found(&empty.dissect()), [json!([1, 0, "time"])]);
}

#[test]
fn what_is_whole_wins_over_what_is_not() {
    let asked = asked("RETR f").server("150 go (700 bytes)\r\n");
    let begun = asked.connection(50_001, 61_000).open().says(Server, "x".repeat(300));
    let read = sent(begun, (50_002, 61_001), Server, 700).on(0).server(DONE).dissect();
    assert_eq!(found(&read), [json!([2, 700, "size"])]);
}

#[test]
fn on_one_host_the_bytes_tell_who_sends() {
    const HERE: &str = "127.0.0.1";
    let of = |command: &str, sender| {
        let asked = after(scenario().hosts(HERE, HERE), &["TYPE I"]).client(format!("{command}\r\n"));
        let opened = asked.server("150 go\r\n").connection(50_001, 61_000).hosts(HERE, HERE).open();
        found(&opened.says(sender, "content").close_from(sender).on(0).server(DONE).dissect())
    };
    for (command, sender) in [("RETR f", Server), ("RETR f", Client), ("STOR f", Client), ("STOR f", Server)]
    {
        assert_eq!(of(command, sender), [json!([1, 7, "direction"])], "{command} {sender:?}");
    }
    let silent = after(scenario().hosts(HERE, HERE), &["TYPE I"]).client("RETR f\r\n").server("150 go\r\n");
    let silent =
        silent.connection(50_001, 61_000).hosts(HERE, HERE).open().close_from(Server).on(0).server(DONE);
    assert_eq!(found(&silent.dissect()), [json!("unknown")]);
}

#[test]
fn a_connection_that_two_transfers_lay_claim_to_is_no_ones() {
    let one = asked("RETR f").server("150 go\r\n");
    let other =
        one.connection(50_009, 21).open().server("220 ready\r\n").client("RETR g\r\n").server("150 go\r\n");
    let read = sent(other, (50_001, 61_000), Server, 7).on(0).server(DONE).on(1).server(DONE).dissect();
    let report = report(&read);
    let sessions = report["sessions"].as_array().expect("two sessions").iter();
    let states = sessions.map(|session| &session["transfers"][0]["data"]["state"]);
    assert_eq!(states.collect::<Vec<_>>(), ["unknown", "unknown"]);
}

#[test]
fn among_too_many_connections_none_is_looked_for() {
    let among = |others: usize| {
        let begun = sent(asked("RETR f").server("150 go\r\n"), (50_001, 61_000), Server, 7);
        let knock = |before: Scenario, port: usize| {
            before.connection(1_024 + u16::try_from(port).expect("few"), 443).open_from(Client)
        };
        found(&(0..others).fold(begun, knock).on(0).server(DONE).dissect())
    };
    assert_eq!(among(limits::INFERRED_AMONG - 1), [json!([1, 7, "direction"])]);
    assert_eq!(among(limits::INFERRED_AMONG), [json!("unknown")]);
}
