//! Control connections under TLS or Kerberos. A test is named after its clause.

mod support;

use ftpscope::session::dialogue::Speaker::{self, Client, Server};
use serde_json::{Value, json};

use support::captures::Case;
use support::read::{dissect, odd, report, talk};
use support::scenario::{Scenario, scenario};
use support::tls::{
    CHANGE_CIPHER_SPEC, HANDSHAKE, UTF8_STRING, alert, attribute, certificate, certificates, client_hello,
    encrypted, finished, protocols, record, server_hello, server_name, versions,
};

/// A session in which AUTH got this reply; frame 7 is the next one.
fn asked(command: &str, reply: &str) -> Scenario {
    let greeted = scenario().open().server("220 ready\r\n");
    greeted.client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
}

fn hello_of_client() -> Vec<u8> {
    let extensions = [server_name("ftp.example.org"), protocols(&["ftp"]), versions(&[0x0303, 0x0304])];
    record(HANDSHAKE, &client_hello(0x0303, &extensions))
}

/// The server's hello and certificate, in one record each.
fn hello_of_server() -> Vec<u8> {
    let subject = [attribute(10, UTF8_STRING, b"Example"), attribute(3, UTF8_STRING, b"ftp.example.org")];
    let hello = record(HANDSHAKE, &server_hello(0x0303, 0xC02F, &[]));
    [hello, record(HANDSHAKE, &certificates(&[certificate(&subject)]))].concat()
}

/// A handshake of TLS 1.2 in four frames.
fn handshake(before: Scenario) -> Scenario {
    let hellos = before.client(hello_of_client()).server(hello_of_server());
    hellos.client(finished()).server(finished())
}

fn tls(read: &ftpscope::dissector::Dissection) -> Value {
    report(read)["sessions"][0]["tls"].clone()
}

#[test]
fn auth_case_insensitive() {
    for (command, protection) in [
        ("AUTH TLS", Value::Null),
        ("auth tls", Value::Null),
        ("Auth TLS-C", Value::Null),
        ("AUTH SSL", json!("private")),
        ("auth tls-p", json!("private")),
    ] {
        let read = handshake(asked(command, "234 go on")).client(encrypted(30)).dissect();
        let session = &report(&read)["sessions"][0];
        assert_eq!(session["encrypted_from"], 7, "{command}");
        assert_eq!(session["security"]["mechanism"], command[5..], "{command}");
        assert_eq!(session["security"]["accepted"], true, "{command}");
        assert_eq!(talk(&read).len(), 2, "{command}");
        assert_eq!(odd(&read), ["control_encrypted@7"], "{command}");
        // What is said of transfers after TLS holds of data, too.
        let cleared = handshake(asked(command, "234 go on")).client(encrypted(30)).server(encrypted(30));
        let read = cleared.client("RETR f\r\n").server("150 go\r\n").dissect();
        assert_eq!(report(&read)["sessions"][0]["transfers"][0]["protection"], protection, "{command}");
    }
}

#[test]
fn what_the_hellos_and_the_certificate_say_is_shown() {
    let read =
        handshake(asked("AUTH TLS", "234 go on")).client(encrypted(30)).server(encrypted(60)).dissect();
    let expected = json!({
        "first_frame": 7, "last_frame": 12, "implicit": false, "outcome": "established",
        "version": "TLS 1.2", "offered_version": "TLS 1.3", "cipher_suite": 0xC02F,
        "server_name": "ftp.example.org", "offered_protocols": ["ftp"], "protocol": null,
        "certificate_subject": "O=Example, CN=ftp.example.org", "alert": null, "alert_frame": null,
        "cleared_frame": null
    });
    assert_eq!(tls(&read), expected);
    // However the segments are cut.
    for size in [1, 2, 3, 4, 5, 7, 50] {
        let cut = asked("AUTH TLS", "234 go on");
        let cut = cut.in_pieces(Client, size, hello_of_client()).in_pieces(Server, size, hello_of_server());
        let cut = cut.in_pieces(Client, size, [finished(), encrypted(30)].concat());
        let read = cut.in_pieces(Server, size, [finished(), encrypted(60)].concat()).dissect();
        let mut found = tls(&read);
        found["last_frame"] = json!(12);
        assert_eq!(found, expected, "{size}");
        assert_eq!(odd(&read), ["control_encrypted@7"], "{size}");
    }
}

#[test]
fn nothing_that_is_encrypted_is_taken_for_a_hello() {
    // After ChangeCipherSpec handshake records hold what nobody can read.
    let read = asked("AUTH TLS", "234 go on")
        .client([record(CHANGE_CIPHER_SPEC, &[1]), hello_of_client()].concat())
        .server([encrypted(5), hello_of_server()].concat())
        .dissect();
    assert_eq!((&tls(&read)["offered_version"], &tls(&read)["version"]), (&json!(null), &json!(null)));
}

#[test]
fn bytes_after_234_in_same_segment() {
    let greeted = scenario().open().server("220 ready\r\n");
    let read = greeted
        .client([b"AUTH TLS\r\n".to_vec(), hello_of_client()].concat())
        .server([b"234 go on\r\n".to_vec(), hello_of_server()].concat())
        .client(finished())
        .server(finished())
        .client(encrypted(30))
        .dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "AUTH TLS -> 234"]);
    let tls = tls(&read);
    assert_eq!((&tls["first_frame"], &tls["version"]), (&json!(5), &json!("TLS 1.2")));
    assert_eq!(tls["certificate_subject"], "O=Example, CN=ftp.example.org");
    assert_eq!(odd(&read), ["control_encrypted@5"]);
}

#[test]
fn failed_handshake_returns_to_clear() {
    const HANDSHAKE_FAILURE: u8 = 40;
    let failed = |speaker: Speaker| {
        let asked = asked("AUTH TLS", "234 go on").client(hello_of_client());
        let failed = asked.says(speaker, alert(HANDSHAKE_FAILURE));
        failed
            .client("USER anna\r\n")
            .server("331 who\r\n")
            .client("RETR f\r\n")
            .server("550 no\r\n")
            .dissect()
    };
    for speaker in [Client, Server] {
        let read = failed(speaker);
        assert_eq!(talk(&read)[1..], ["AUTH TLS -> 234", "USER anna -> 331", "RETR f -> 550"]);
        let tls = tls(&read);
        assert_eq!((&tls["outcome"], &tls["cleared_frame"]), (&json!("failed"), &json!(9)));
        assert_eq!((&tls["alert"], &tls["alert_frame"]), (&json!(HANDSHAKE_FAILURE), &json!(8)));
        let session = &report(&read)["sessions"][0];
        assert_eq!(session["encrypted_from"], Value::Null);
        assert_eq!(session["transfers"][0]["protection"], "clear");
        assert_eq!(odd(&read), ["tls_failed@8"]);
        assert_eq!(read.experts.infos()[0].found, Some(HANDSHAKE_FAILURE.into()));
    }
    // The server may be the first to say something in clear.
    let told = asked("AUTH TLS", "234 go on").client(hello_of_client()).server(alert(HANDSHAKE_FAILURE));
    let read = told.server("550 no TLS then\r\n").client("USER anna\r\n").server("331 who\r\n").dissect();
    assert_eq!((&tls(&read)["outcome"], &tls(&read)["cleared_frame"]), (&json!("failed"), &json!(9)));
    assert_eq!(talk(&read)[1..], ["AUTH TLS -> 234", "(unasked) -> 550", "USER anna -> 331"]);
    // A second attempt that succeeds is the one that is shown.
    let twice = asked("AUTH TLS", "234 go on").client(hello_of_client()).server(alert(HANDSHAKE_FAILURE));
    let twice =
        handshake(twice.client("AUTH TLS\r\n").server("234 again\r\n")).client(encrypted(9)).dissect();
    assert_eq!(talk(&twice)[1..], ["AUTH TLS -> 234", "AUTH TLS -> 234"]);
    assert_eq!((&tls(&twice)["outcome"], &tls(&twice)["first_frame"]), (&json!("established"), &json!(11)));
    assert_eq!(report(&twice)["sessions"][0]["encrypted_from"], 11);
    assert_eq!(odd(&twice), ["tls_failed@8", "control_encrypted@11"]);
}

#[test]
fn ccc_returns_to_clear() {
    // In the end both say close_notify, encrypted, and go on in clear.
    let close_notify = || record(support::tls::ALERT, &[0x5A; 26]);
    let read = handshake(asked("AUTH TLS", "234 go on"))
        .client(encrypted(30))
        .server(encrypted(30))
        .client(close_notify())
        .server(close_notify())
        .client("PASV\r\n")
        .server("227 (192,0,2,20,234,96)\r\n")
        .client("RETR f\r\n")
        .server("150 go\r\n226 done\r\n")
        .dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "AUTH TLS -> 234", "PASV -> 227", "RETR f -> 150 226"]);
    assert_eq!((&tls(&read)["outcome"], &tls(&read)["cleared_frame"]), (&json!("established"), &json!(15)));
    assert_eq!(tls(&read)["last_frame"], 14);
    assert_eq!(odd(&read), ["control_encrypted@7", "control_cleared@15"]);
    // In clear an alert that only ends TLS is no failure.
    let read = asked("AUTH TLS", "234 go on").client(hello_of_client()).server(hello_of_server());
    let read = read.client(alert(0)).server(encrypted(9)).client("NOOP\r\n").server("200 fine\r\n").dissect();
    assert_eq!((&tls(&read)["outcome"], &tls(&read)["alert"]), (&json!("established"), &json!(null)));
}

#[test]
fn prot_p_marks_data_as_tls() {
    let protection = |pairs: &[(&str, &str)]| {
        let cleared = handshake(asked("AUTH TLS", "234 go on")).client(encrypted(30)).server(encrypted(30));
        let said = pairs.iter().fold(cleared, |before, (command, reply)| {
            before.client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
        });
        let read = said.client("RETR f\r\n").server("150 go\r\n").dissect();
        let session = report(&read)["sessions"][0].clone();
        (session["transfers"][0]["protection"].clone(), session["security"]["buffer_bytes"].clone())
    };
    let zero = ("PBSZ 0", "200 PBSZ=0");
    // Under TLS PROT cannot be read.
    assert_eq!(protection(&[]), (json!(null), json!(null)));
    assert_eq!(protection(&[zero, ("PROT P", "200 private")]), (json!("private"), json!(0)));
    assert_eq!(protection(&[zero, ("PROT P", "200 private"), ("PROT C", "200 clear")]).0, json!("clear"));
    assert_eq!(protection(&[("PROT C", "200 clear"), ("PROT P", "534 never")]).0, json!("clear"));
    assert_eq!(protection(&[("PROT S", "200 safe")]).0, json!("safe"));
    assert_eq!(protection(&[("PROT E", "200 confidential")]).0, json!("confidential"));
    assert_eq!(protection(&[("PROT P", "200 private"), ("PROT Q", "200 whatever")]).0, json!("private"));
    assert_eq!(protection(&[("PROT P", "200 private"), ("REIN", "220 anew")]).0, json!("clear"));
    // What had been agreed on before REIN is still told.
    assert_eq!(protection(&[zero, ("REIN", "220 anew")]).1, json!(0));
    assert_eq!(protection(&[("PBSZ 99999", "200 PBSZ=4096 is all"), ("PBSZ x", "501 what")]).1, json!(4096));

    // Bytes both ways on a protected data connection are TLS, not a fault.
    let transfer = |level: &str| {
        let cleared = handshake(asked("AUTH TLS", "234 go on")).client(encrypted(30)).server(encrypted(30));
        let agreed = cleared.client(format!("PROT {level}\r\n")).server("200 fine\r\n");
        let announced = agreed.client("PASV\r\n").server("227 (192,0,2,20,234,96)\r\n");
        let begun =
            announced.client("RETR f\r\n").server("150 go\r\n226 done\r\n").connection(50_001, 60_000).open();
        odd(&begun.client(hello_of_client()).server(hello_of_server()).dissect())
    };
    assert_eq!(transfer("P"), ["control_encrypted@7", "control_cleared@13"]);
    assert_eq!(transfer("C"), ["control_encrypted@7", "control_cleared@13", "data_reverse_bytes@19"]);
}

#[test]
fn implicit_tls_has_no_auth() {
    let read = handshake(scenario().ports(50_000, 990).open()).client(encrypted(30)).dissect();
    let session = &report(&read)["sessions"][0];
    assert_eq!((&session["server"]["port"], &session["recognised_by"]), (&json!(990), &json!("port")));
    assert_eq!((&session["encrypted_from"], &session["security"]), (&json!(4), &json!(null)));
    assert_eq!(
        (&session["tls"]["implicit"], &session["tls"]["server_name"]),
        (&json!(true), &json!("ftp.example.org"))
    );
    assert_eq!(talk(&read), [""; 0]);
    assert_eq!(odd(&read), ["control_encrypted@4"]);
    // In one-byte segments, too, and in a capture that begins later.
    let read = scenario().ports(50_000, 990).open().in_pieces(Client, 1, hello_of_client()).dissect();
    assert_eq!(tls(&read)["server_name"], "ftp.example.org");
    let read = scenario().ports(50_000, 990).client(encrypted(30)).server(encrypted(30)).dissect();
    let session = &report(&read)["sessions"][0];
    assert_eq!((&session["server"]["port"], &session["tls"]["implicit"]), (&json!(990), &json!(false)));
    // Whoever speaks first in it: the server is the one on this port.
    let read = scenario().ports(50_000, 990).server(encrypted(30)).client(encrypted(30)).dissect();
    assert_eq!(report(&read)["sessions"][0]["server"]["port"], 990);
    // Where both are on it nothing tells; who is heard first is taken for the client.
    for speakers in [[Client, Server], [Server, Client]] {
        let begun = scenario().ports(990, 990).says(speakers[0], encrypted(30));
        let read = begun.says(speakers[1], encrypted(30)).dissect();
        let client = if speakers[0] == Client { "192.0.2.10" } else { "192.0.2.20" };
        let session = &report(&read)["sessions"][0];
        assert_eq!((&session["client"]["address"], &session["roles_by"]), (&json!(client), &json!("port")));
    }
    // Clear text on this port is what it is.
    let read = scenario().ports(50_000, 990).open().server("220 ready\r\n").client("USER anna\r\n");
    let read = read.server("331 who\r\n").client("PASV\r\n").server("227 (192,0,2,20,234,96)\r\n").dissect();
    assert_eq!(talk(&read).len(), 3);
    assert_eq!(tls(&read), Value::Null);
}

#[test]
fn tls_elsewhere_is_not_ftp() {
    for port in [443, 993, 21] {
        let read = handshake(scenario().ports(50_000, port).open()).client(encrypted(30)).dissect();
        assert!(read.sessions.is_empty(), "{port}");
    }
    let read = scenario().ports(50_000, 443).client(encrypted(30)).server(encrypted(30)).dissect();
    assert!(read.sessions.is_empty());
    // Where the capture begins after AUTH, the port tells.
    let read = scenario().ports(20, 21).client(encrypted(30)).server(encrypted(30)).dissect();
    assert_eq!(odd(&read), ["began_before_capture@1", "control_encrypted@1"]);
    assert_eq!(report(&read)["sessions"][0]["server"]["port"], 21);
    assert_eq!(tls(&read)["implicit"], false);
}

#[test]
fn holes_in_tls_hide_no_clear_text() {
    let long = encrypted(3_000);
    let (first, rest) = long.split_at(1_400);
    let (second, third) = rest.split_at(1_400);
    let begun = || handshake(asked("AUTH TLS", "234 go on"));
    let then = |before: Scenario| before.client("NOOP\r\n").server("200 fine\r\n").dissect();
    let clear = ["(greeting) -> 220", "AUTH TLS -> 234", "NOOP -> 200"];
    // Inside a record.
    let read = then(begun().client(first).client(second).lost().client(third));
    assert_eq!(talk(&read), clear);
    // What lies behind the hole is still inside, whatever it looks like.
    let third_as_text = [b"NOOP\r\n", &third[6..]].concat();
    let read = then(begun().client(first).client(second).lost().client(third_as_text));
    assert_eq!(talk(&read), clear);
    // With the beginning of one.
    let read = then(begun().client(first).lost().client(second).client(third).client(encrypted(9)));
    assert_eq!(talk(&read), clear);
    // With its end: nothing is known until a line or a record begins.
    let read = then(begun().client(first).client([rest, b"\x17\x03"].concat()).lost().client(encrypted(9)));
    assert_eq!(talk(&read), clear);
    // A record that ends in a hole, exactly.
    let read = then(begun().client(first).client(rest).lost().client(encrypted(9)));
    assert_eq!(talk(&read), clear);
    // Between records stands what is neither a record nor text: something was read wrong.
    let read = then(begun().client(encrypted(30)).client(b"\x01\x02\xFE junk\r\n"));
    assert_eq!(talk(&read), clear);
    // The hello is lost, and what follows is no line.
    let read = asked("AUTH TLS", "234 go on")
        .client(hello_of_client())
        .lost()
        .client(b"\x01\xff\x80 what")
        .dissect();
    assert_eq!(talk(&read), clear[..2]);
    assert_eq!(report(&read)["sessions"][0]["encrypted_from"], 7);
    assert!(odd(&read).contains(&"control_encrypted@7".to_owned()), "{:?}", odd(&read));
    // What the server says tells, too.
    let read = asked("AUTH TLS", "234 go on").client(hello_of_client()).lost().server(b"\x01\x80\x81 what");
    assert_eq!(talk(&read.dissect()), clear[..2]);
}

#[test]
fn what_is_in_clear_after_auth_is_read_in_clear() {
    // AUTH was refused, or agreed on something else than TLS.
    for (command, reply) in [("AUTH TLS", "502 no"), ("AUTH GSSAPI", "234 go on")] {
        let read = asked(command, reply).client(b"\x80\x81 what\r\n").server("500 what\r\n");
        let read = read.client("NOOP\r\n").server("200 fine\r\n").dissect();
        assert_eq!(talk(&read)[2..], [r"(invalid) \x80\x81 what -> 500", "NOOP -> 200"], "{command}");
        assert_eq!(report(&read)["sessions"][0]["encrypted_from"], json!(null), "{command}");
    }
    // The client says a command of FTP, or at least text.
    for (said, shown) in [(&b"RETR caf\xE9"[..], r"RETR caf\xe9"), (b"hello there", "hello there")] {
        let read = asked("AUTH TLS", "234 go on").client([said, b"\r\n"].concat()).server("550 no\r\n");
        assert_eq!(talk(&read.dissect())[2..], [format!("{shown} -> 550")]);
    }
}

#[test]
fn a_handshake_that_the_capture_cuts_has_neither_failed_nor_ended() {
    let read = asked("AUTH TLS", "234 go on").client(hello_of_client()).server(hello_of_server()).dissect();
    assert_eq!((&tls(&read)["outcome"], &tls(&read)["alert"]), (&json!("unfinished"), &json!(null)));
    assert_eq!(report(&read)["sessions"][0]["encrypted_from"], 7);
    assert_eq!(odd(&read), ["control_encrypted@7"]);
}

#[test]
fn an_encrypted_alert_tells_nothing() {
    // In a capture that begins after the handshake nothing but its length tells that it is encrypted.
    for size in [1, 7, 40] {
        let read = scenario().in_pieces(Client, size, record(support::tls::ALERT, &[0x5A; 26]));
        let read = read.acknowledge(Server).dissect();
        assert_eq!((&tls(&read)["outcome"], &tls(&read)["alert"]), (&json!("unfinished"), &json!(null)));
        assert_eq!(odd(&read), ["began_before_capture@1", "control_encrypted@1"], "{size}");
    }
}

#[test]
fn bytes_that_only_begin_like_tls_are_text() {
    let greeted = || scenario().open().server("220 ready\r\n").client("NOOP\r\n").server("200 fine\r\n");
    let read = greeted().client(b"\x16\x03\r\nNOOP\r\n").server("500 what\r\n200 fine\r\n").dissect();
    assert_eq!(talk(&read)[2..], [r"(invalid) \x16\x03 -> 500", "NOOP -> 200"]);
    let read =
        greeted().client(b"\x16\x03\x03\x00\x00\nNOOP\r\n").server("500 what\r\n200 fine\r\n").dissect();
    assert_eq!(talk(&read)[2..], [r"(invalid) \x16\x03\x03\x00\x00 -> 500", "NOOP -> 200"]);
    // Inside a line they are bytes like others.
    let read =
        greeted().client("DELE a").client(b"\x16\x03\x01\x00\x05.txt\r\n").server("550 no\r\n").dissect();
    assert_eq!(talk(&read)[2..], [r"DELE a\x16\x03\x01\x00\x05.txt -> 550"]);
    // So it is at the beginning of the connection.
    let read = scenario().open().server("220 FTP ready\r\n").client(b"\x16").dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", r"(invalid) \x16 -> nothing"]);
    // At the end of what was captured nobody knows.
    let read = greeted().client(b"\x16\x03").dissect();
    assert_eq!(talk(&read)[1..], ["NOOP -> 200", r"(invalid) \x16\x03 -> nothing"]);
}

#[test]
fn a_hello_in_the_form_of_ssl_2_begins_tls() {
    let hello = [&[0x80, 46, 1, 3, 1][..], &[0; 43]].concat();
    let read = asked("AUTH SSL", "234 go on").client(hello).server(hello_of_server()).client(finished());
    let read = read.server(finished()).client(encrypted(9)).dissect();
    assert_eq!((&tls(&read)["first_frame"], &tls(&read)["version"]), (&json!(7), &json!("TLS 1.2")));
    assert_eq!(talk(&read).len(), 2);
}

#[test]
fn gssapi_adat_is_named() {
    let read = asked("AUTH GSSAPI", "334 send ADAT")
        .client("ADAT YIIBZAYJKoZIhvcSAQICAQBuggFTMIIBTw==\r\n")
        .server("335 ADAT=YGgGCSqGSIb3EgECAgIAb1kwVw==\r\n")
        .client("ADAT YDAGCSqGSIb3EgECAgIBEQ==\r\n")
        .server("235 ADAT=YDAGCSqGSIb3\r\n")
        .client("MIC YD4GCSqGSIb3EgECAgIBEQ==\r\n")
        .server("631 YFAGCSqGSIb3EgECAgIBEQ==\r\n")
        .client("ENC YE4GCSqGSIb3EgECAgIBEQ==\r\n")
        .server("632 YFAGCSqGSIb3EgECAgIBEQ==\r\n")
        .client("CONF YE4GCSqGSIb3EgECAgIBEQ==\r\n")
        .server("633 YFAGCSqGSIb3EgECAgIBEQ==\r\n")
        .dissect();
    let session = &report(&read)["sessions"][0];
    let expected = json!({"mechanism": "GSSAPI", "frame": 5, "accepted": true, "buffer_bytes": null});
    assert_eq!(session["security"], expected);
    let commands = session["exchanges"].as_array().expect("a list").iter().skip(1);
    for exchange in commands {
        assert_eq!(
            (&exchange["command"]["known"], &exchange["command"]["masked"]),
            (&json!(true), &json!(false))
        );
        assert_eq!(exchange["command"]["rfc"], "RFC 2228 §3");
    }
    assert_eq!(session["exchanges"][2]["command"]["argument"], "YIIBZAYJKoZIhvcSAQICAQBuggFTMIIBTw==");
    assert_eq!(session["exchanges"][2]["replies"][0]["text"], "ADAT=YGgGCSqGSIb3EgECAgIAb1kwVw==");
    assert_eq!(session["exchanges"][4]["replies"][0]["text"], "YFAGCSqGSIb3EgECAgIBEQ==");
    assert_eq!(odd(&read), [""; 0]);
    // What protects data PROT says, in clear.
    let read = asked("AUTH GSSAPI", "334 send ADAT").client("ADAT x\r\n").server("235 ADAT=y\r\n");
    let read = read.client("RETR f\r\n").server("150 go\r\n").dissect();
    assert_eq!(report(&read)["sessions"][0]["security"]["accepted"], true);
    assert_eq!(report(&read)["sessions"][0]["transfers"][0]["protection"], "clear");
    // Refused, it is not in force.
    let read = asked("AUTH GSSAPI", "504 unknown").client("NOOP\r\n").server("200 fine\r\n").dissect();
    assert_eq!(report(&read)["sessions"][0]["security"]["accepted"], false);
    let read = asked("AUTH GSSAPI", "334 send ADAT").client("ADAT x\r\n").server("535 wrong\r\n").dissect();
    assert_eq!(report(&read)["sessions"][0]["security"]["accepted"], false);
}

#[test]
fn real_handshakes_are_read() {
    let read = dissect(&Case::named("tls-explicit").bytes());
    let told = |tls: &Value, name: &str| tls[name].clone();
    let explicit = tls(&read);
    assert_eq!(talk(&read), ["(greeting) -> 220", "AUTH TLS -> 234"]);
    for (name, value) in [
        ("first_frame", json!(9)),
        ("last_frame", json!(24)),
        ("implicit", json!(false)),
        ("outcome", json!("established")),
        ("version", json!("TLS 1.2")),
        ("cipher_suite", json!(0xC030)),
        ("server_name", json!("ftp.example.org")),
        ("offered_protocols", json!(["ftp"])),
        ("certificate_subject", json!("C=VN, O=ftpscope, CN=ftp.example.org")),
    ] {
        assert_eq!(told(&explicit, name), value, "{name}");
    }
    let read = dissect(&Case::named("tls-implicit").bytes());
    let implicit = tls(&read);
    assert_eq!(talk(&read), [""; 0]);
    for (name, value) in [
        ("first_frame", json!(4)),
        ("last_frame", json!(28)),
        ("implicit", json!(true)),
        ("outcome", json!("established")),
        ("version", json!("TLS 1.3")),
        ("cipher_suite", json!(0x1302)),
        ("server_name", json!("ftp.example.org")),
        ("certificate_subject", json!(null)),
    ] {
        assert_eq!(told(&implicit, name), value, "{name}");
    }
}

#[test]
fn one_direction_shows_what_it_has_of_tls() {
    let whole =
        asked("AUTH TLS", "234 go on").client(hello_of_client()).server(alert(40)).client("AUTH TLS\r\n");
    let whole = handshake(whole.server("234 again\r\n")).client(encrypted(9)).server(encrypted(9));
    let read = whole.clone().only(Client).dissect();
    assert_eq!((&tls(&read)["first_frame"], &tls(&read)["outcome"]), (&json!(6), &json!("established")));
    let names = (&tls(&read)["server_name"], &tls(&read)["certificate_subject"]);
    assert_eq!(names, (&json!("ftp.example.org"), &json!(null)));
    assert_eq!(tls(&read)["implicit"], false);
    assert_eq!(odd(&read)[1..], ["control_encrypted@6"]);
    let read = whole.only(Server).dissect();
    assert_eq!((&tls(&read)["first_frame"], &tls(&read)["outcome"]), (&json!(6), &json!("established")));
    assert_eq!(tls(&read)["certificate_subject"], "O=Example, CN=ftp.example.org");
    assert_eq!(tls(&read)["implicit"], false);
    assert_eq!(odd(&read)[1..], ["tls_failed@4", "control_encrypted@6"]);
}

#[test]
fn a_200_to_auth_counts_only_with_tls_behind_it() {
    let read = asked("AUTH TLS", "200 fine").client("RETR f\r\n").server("150 go\r\n").dissect();
    assert_eq!(report(&read)["sessions"][0]["security"]["accepted"], false);
    assert_eq!(report(&read)["sessions"][0]["transfers"][0]["protection"], "clear");
    let read = handshake(asked("AUTH TLS", "200 fine")).client(encrypted(9)).dissect();
    assert_eq!(report(&read)["sessions"][0]["security"]["accepted"], true);
    assert_eq!(report(&read)["sessions"][0]["encrypted_from"], 7);
}
