//! Data connections whose announcement is not in the capture. A test is named after its clause.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use serde_json::{Value, json};

use support::read::{odd, report};
use support::scenario::{Scenario, scenario};

/// A client logs in and asks for a file; the reply to PASV is lost.
fn asked(command: &str) -> Scenario {
    let opened = scenario().open().server("220 ready\r\n").client("TYPE I\r\n").server("200 fine\r\n");
    opened.client(format!("{command}\r\n"))
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
