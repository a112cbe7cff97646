//! Where data connections are announced. A test is named after its clause;
//! where a name cannot begin with a digit, `reply_` stands in front of it.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::Server;
use serde_json::{Value, json};

use support::read::{odd, report, talk, transfers};
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

/// What the exchange at this place announces: `192.0.2.20:60000`, or nothing.
fn announced(read: &Dissection, place: usize) -> Option<String> {
    let announces = &report(read)["sessions"][0]["exchanges"][place]["announces"];
    let address = announces["endpoint"]["address"].as_str()?;
    Some(format!("{address}:{}", announces["endpoint"]["port"]))
}

const RETR: (&str, &str) = ("RETR f", "150 go\r\n226 done");

#[test]
fn endpoint_set_by_reply_200_to_port() {
    let forms = ["PORT 192,0,2,10,195,81", "EPRT |1|192.0.2.10|50001|", "LPRT 4,4,192,0,2,10,2,195,81"];
    for form in forms {
        let read = exchanges(&[(form, "200 fine"), RETR]).dissect();
        assert_eq!(transfers(&read), ["download f completed active 50001"], "{form}");
        for refusal in ["500 what", "501 no", "425 not now"] {
            let read = exchanges(&[(form, refusal), RETR]).dissect();
            assert_eq!(transfers(&read), ["download f completed default default"], "{form} {refusal}");
            assert_eq!(report(&read)["sessions"][0]["exchanges"][1]["announces"]["accepted"], false);
        }
    }
    // What was in force before stays in force.
    let read =
        exchanges(&[("PORT 192,0,2,10,195,81", "200 fine"), ("PORT 192,0,2,10,195,82", "501 no"), RETR]);
    assert_eq!(transfers(&read.dissect()), ["download f completed active 50001"]);
    // Pipelined: the refusal comes after the transfer command.
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PORT 192,0,2,10,195,81\r\nRETR f\r\n")
        .server("500 no\r\n150 go\r\n226 done\r\n")
        .dissect();
    assert_eq!(transfers(&read), ["download f completed default default"]);
}

#[test]
fn endpoint_by_code_not_by_command() {
    let read = exchanges(&[("EPSV", "227 (192,0,2,20,234,96)"), RETR]).dissect();
    assert_eq!(transfers(&read), ["download f completed passive 60000"]);
    assert_eq!(report(&read)["sessions"][0]["exchanges"][1]["announces"]["method"], "PASV");
    let read = exchanges(&[("PASV", "229 (|||60001|)"), RETR]).dissect();
    assert_eq!(transfers(&read), ["download f completed passive 60001"]);
    assert_eq!(report(&read)["sessions"][0]["exchanges"][1]["announces"]["method"], "EPSV");
}

#[test]
fn endpoint_serves_next_transfer_command() {
    let read = exchanges(&[
        ("PASV", "227 (192,0,2,20,234,96)"),
        ("SIZE f", "213 7"),
        ("MDTM f", "213 20260101000000"),
        ("CWD d", "250 there"),
        ("TYPE I", "200 fine"),
        ("REST 5", "350 go on"),
        RETR,
        ("RETR g", "150 go\r\n226 done"),
    ])
    .dissect();
    assert_eq!(
        transfers(&read),
        ["download d/f completed passive 60000", "download d/g completed default default"]
    );
    assert_eq!(report(&read)["sessions"][0]["transfers"][0]["setup_frame"], 6);
}

#[test]
fn failed_transfer_leaves_endpoint() {
    let read = exchanges(&[("PASV", "227 (192,0,2,20,234,96)"), ("RETR gone", "550 no"), RETR]).dissect();
    assert_eq!(
        transfers(&read),
        ["download gone refused passive 60000", "download f completed passive 60000"]
    );
    // One that had begun has used it up.
    let begun = ("RETR gone", "150 go\r\n426 broken off");
    let read = exchanges(&[("PASV", "227 (192,0,2,20,234,96)"), begun, RETR]).dissect();
    assert_eq!(
        transfers(&read),
        ["download gone failed passive 60000", "download f completed default default"]
    );
}

#[test]
fn later_pasv_replaces_endpoint() {
    let pasv = |port: u8| format!("227 (192,0,2,20,234,{port})");
    let read = exchanges(&[("PASV", &pasv(96)), ("PASV", &pasv(97)), RETR]).dissect();
    assert_eq!(transfers(&read), ["download f completed passive 60001"]);
    let read = exchanges(&[("PASV", &pasv(96)), ("PORT 192,0,2,10,195,81", "200 fine"), RETR]).dissect();
    assert_eq!(transfers(&read), ["download f completed active 50001"]);
    let read = exchanges(&[("PORT 192,0,2,10,195,81", "200 fine"), ("EPSV", "229 (|||60002|)"), RETR]);
    assert_eq!(transfers(&read.dissect()), ["download f completed passive 60002"]);
}

#[test]
fn djb_227_six_numbers_anywhere() {
    for text in [
        "227 Entering Passive Mode (192,0,2,20,234,96).",
        "227 =192,0,2,20,234,96",
        "227 192,0,2,20,234,96",
        "227 Passive mode on [ 192, 0, 2, 20, 234, 96 ]",
        "227 ok, 2 ways: 192,0,2,20,234,96.",
    ] {
        let read = exchanges(&[("PASV", text)]).dissect();
        assert_eq!(announced(&read, 1).as_deref(), Some("192.0.2.20:60000"), "{text}");
        assert_eq!(odd(&read), [""; 0], "{text}");
    }
}

#[test]
fn reply_227_number_over_255_is_flagged() {
    for text in
        ["227 (192,0,2,20,256,96)", "227 (192,0,2,300,1,1)", "227 (192,0,2,20,234,99999999999999999999)"]
    {
        let read = exchanges(&[("PASV", text), RETR]).dissect();
        assert_eq!(announced(&read, 1), None, "{text}");
        assert_eq!(odd(&read), ["endpoint_invalid@6"], "{text}");
        // Passive, although where nobody can tell.
        assert_eq!(transfers(&read), ["download f completed passive default"], "{text}");
    }
}

#[test]
fn reply_227_address_private_or_zero_uses_peer() {
    for address in ["0.0.0.0", "10.0.0.7", "198.51.100.1"] {
        let read = exchanges(&[("PASV", &format!("227 ({},234,96)", address.replace('.', ",")))]);
        let read = said(read, &[RETR])
            .connection(50_001, 60_000)
            .open()
            .says(Server, "content")
            .close_from(Server)
            .dissect();
        let announces = &report(&read)["sessions"][0]["exchanges"][1]["announces"];
        assert_eq!(announces["endpoint"], json!({"address": "192.0.2.20", "port": 60_000}), "{address}");
        assert_eq!(
            (&announces["announced_address"], &announces["address_replaced"]),
            (&json!(address), &json!(true))
        );
        assert_eq!(odd(&read), ["endpoint_address_foreign@6"]);
        assert_eq!(read.experts.infos()[0].text.as_deref(), Some(address));
        assert_eq!(report(&read)["sessions"][0]["transfers"][0]["data"]["state"], "captured", "{address}");
    }
}

#[test]
fn reply_229_any_delimiter() {
    for text in [
        "229 Entering Extended Passive Mode (|||60000|)",
        "229 (!!!60000!)",
        "229 ok (really) ($$$60000$)",
        "229 |||60000|",
        "229 (extended (passive)) (###60000#).",
    ] {
        let read = exchanges(&[("EPSV", text)]).dissect();
        assert_eq!(announced(&read, 1).as_deref(), Some("192.0.2.20:60000"), "{text}");
    }
    for text in ["229 (aaa60000a)", "229 (:::60000:)", "229 (...60000.)", "229 (111600001)", "229 (||60000|)"]
    {
        let read = exchanges(&[("EPSV", text)]).dissect();
        assert_eq!(
            (announced(&read, 1), odd(&read)),
            (None, vec!["endpoint_invalid@6".to_owned()]),
            "{text}"
        );
    }
}

#[test]
fn reply_229_with_family_and_address() {
    let read = exchanges(&[("EPSV", "229 (|1|192.0.2.20|60000|)")]).dissect();
    assert_eq!(announced(&read, 1).as_deref(), Some("192.0.2.20:60000"));
    let greeted = scenario_ipv6().open().server("220 ready\r\n");
    let read = said(greeted, &[("EPSV", "229 (|2|2001:db8::99|60000|)")]).dissect();
    assert_eq!(announced(&read, 1).as_deref(), Some("2001:db8::20:60000"));
    let announces = &report(&read)["sessions"][0]["exchanges"][1]["announces"];
    assert_eq!(announces["announced_address"], "2001:db8::99");
    assert_eq!(odd(&read), ["endpoint_address_foreign@6"]);
}

#[test]
fn epsv_all_forbids_others() {
    let all = ("EPSV ALL", "200 only EPSV from now on");
    for (verb, command) in [
        ("PORT", "PORT 192,0,2,10,195,81"),
        ("PASV", "PASV"),
        ("EPRT", "EPRT |1|192.0.2.10|50001|"),
        ("LPRT", "LPRT 4,4,192,0,2,10,2,195,81"),
        ("LPSV", "LPSV"),
    ] {
        let read = exchanges(&[all, (command, "501 no")]).dissect();
        assert_eq!(odd(&read), ["epsv_all_violated@7"], "{command}");
        assert_eq!(read.experts.infos()[0].text.as_deref(), Some(verb));
        // Refused, it forbids nothing, and neither does the reply to another EPSV.
        let read = exchanges(&[("EPSV ALL", "501 no"), (command, "501 no")]).dissect();
        assert_eq!(odd(&read), [""; 0], "{command}");
        let read = exchanges(&[("EPSV 1", "229 (|||60000|)"), (command, "501 no")]).dissect();
        assert_eq!(odd(&read), [""; 0], "{command}");
        // Another user may begin anew.
        let read = exchanges(&[all, ("REIN", "220 ready"), (command, "501 no")]).dissect();
        assert_eq!(odd(&read), [""; 0], "{command}");
    }
    let read = exchanges(&[all, ("EPSV", "229 (|||60000|)"), RETR]).dissect();
    assert_eq!(odd(&read), [""; 0]);
    assert_eq!(transfers(&read), ["download f completed passive 60000"]);
}

#[test]
fn eprt_ipv4_and_ipv6() {
    let of = |greeted: Scenario, argument: &str| {
        said(greeted, &[(&format!("EPRT {argument}"), "200 fine")]).dissect()
    };
    let ipv4 = || scenario().open().server("220 ready\r\n");
    let ipv6 = || scenario_ipv6().open().server("220 ready\r\n");
    assert_eq!(announced(&of(ipv4(), "|1|192.0.2.10|50001|"), 1).as_deref(), Some("192.0.2.10:50001"));
    for argument in ["|2|2001:db8::10|50001|", "!2!2001:DB8:0::10!50001!", "|2|2001:db8::10%eth0|50001|"] {
        let read = of(ipv6(), argument);
        assert_eq!(announced(&read, 1).as_deref(), Some("2001:db8::10:50001"), "{argument}");
        assert_eq!(odd(&read), [""; 0], "{argument}");
    }
    for argument in [
        "|1|192.0.2.313|50001|",
        "|2|fe80::gg|50001|",
        "|1|192.0.2.10|-1|",
        "|1|192.0.2.10|131072|",
        "|2|192.0.2.10|50001|",
        "|3|192.0.2.10|50001|",
        "",
    ] {
        let read = of(ipv4(), argument);
        assert_eq!(announced(&read, 1), None, "{argument}");
        assert_eq!(odd(&read), ["endpoint_invalid@5"], "{argument}");
    }
}

#[test]
fn lprt_and_228() {
    let long = "6,16,32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,HOST,2,195,81";
    let greeted = scenario_ipv6().open().server("220 ready\r\n");
    let read = said(
        greeted,
        &[
            (&format!("LPRT {}", long.replace("HOST", "16")), "200 fine"),
            RETR,
            ("LPSV", &format!("228 Long Passive Mode ({})", long.replace("HOST", "32"))),
            ("RETR g", "150 go\r\n226 done"),
        ],
    )
    .dissect();
    assert_eq!(announced(&read, 1).as_deref(), Some("2001:db8::10:50001"));
    assert_eq!(announced(&read, 3).as_deref(), Some("2001:db8::20:50001"));
    assert_eq!(transfers(&read), ["download f completed active 50001", "download g completed passive 50001"]);
    assert_eq!(odd(&read), [""; 0]);
    let read =
        exchanges(&[("LPRT 4,4,192,0,2,10,2,195", "501 no"), ("LPSV", "228 (4,4,192,0,2,20,1,9)")]).dissect();
    assert_eq!(odd(&read), ["endpoint_invalid@5", "endpoint_invalid@8"]);
}

#[test]
fn no_announcement_uses_default_port() {
    let read = exchanges(&[RETR])
        .connection(50_000, 20)
        .open_from(Server)
        .says(Server, "content")
        .close_from(Server)
        .dissect();
    let transfer = &report(&read)["sessions"][0]["transfers"][0];
    assert_eq!((&transfer["mode"], &transfer["endpoint"]), (&json!("default"), &Value::Null));
    assert_eq!((&transfer["data"]["connection"], &transfer["data"]["bytes"]), (&json!(1), &json!(7)));
    // From another port it is none of this server's.
    let read =
        exchanges(&[RETR]).connection(50_000, 4_000).open_from(Server).says(Server, "content").dissect();
    assert_eq!(report(&read)["sessions"][0]["transfers"][0]["data"]["state"], "unknown");
    assert_eq!(talk(&read)[1], "RETR f -> 150 226");
}
