//! What a session knows: who, where, which connections are FTP at all. A test
//! is named after its clause.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::limits;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::session::login::LoginResult;
use ftpscope::units::FrameNumber;
use serde_json::json;

use ftpscope::session::directory::Directory;
use support::captures::Case;
use support::read::{dissect, odd, report, session, talk};
use support::scenario::{Scenario, scenario};

/// A session in which these commands get these replies.
fn exchanges(pairs: &[(&str, &str)]) -> Scenario {
    let greeted = scenario().open().server("220 ready\r\n");
    pairs.iter().fold(greeted, |before, (command, reply)| {
        before.client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
    })
}

/// The current working directory after each exchange but the greeting.
fn directories(read: &Dissection) -> Vec<String> {
    let mut directory = Directory::default();
    let after = |exchange| {
        directory.follow(exchange);
        directory.path().map_or("?".to_owned(), |path| String::from_utf8_lossy(path).into_owned())
    };
    session(read).exchanges.iter().map(after).skip(1).collect()
}

#[test]
fn cwd_from_cwd_cdup_pwd_only() {
    let read = exchanges(&[
        ("PWD", r#"257 "/home/a ""b"" c" is it"#),
        ("CWD sub", "250 there"),
        ("MKD new", r#"257 "/home/a ""b"" c/sub/new" made"#),
        ("XMKD newer", r#"257 "/elsewhere" made"#),
        ("CWD gone", "550 no"),
        ("CDUP", "200 up"),
        ("XCUP", "250 up"),
        ("XCWD /pub", "250 there"),
        ("XPWD", r#"257 "/srv/pub""#),
        ("RETR 257", "550 no"),
    ])
    .dissect();
    let home = r#"/home/a "b" c"#;
    let sub = format!("{home}/sub");
    assert_eq!(
        directories(&read),
        [home, &sub, &sub, &sub, &sub, home, "/home", "/pub", "/srv/pub", "/srv/pub"]
    );
    assert_eq!(report(&read)["sessions"][0]["directory"], "/srv/pub");
    assert_eq!(report(&read)["sessions"][0]["transfers"][0]["path"], "/srv/pub/257");
}

#[test]
fn cwd_forms_of_windows_and_vms() {
    let read = exchanges(&[
        ("PWD", r#"257 "C:\data""#),
        ("CWD sub", "250 there"),
        ("CDUP", "250 up"),
        ("CWD D:\\", "250 there"),
    ]);
    assert_eq!(directories(&read.dissect()), [r"C:\data", r"C:\data\sub", r"C:\data", r"D:\"]);

    let read =
        exchanges(&[("PWD", r#"257 "DISK:[ANNA]""#), ("CWD [.WORK]", "250 there"), ("CDUP", "250 up")]);
    assert_eq!(directories(&read.dissect()), ["DISK:[ANNA]", "DISK:[ANNA.WORK]", "DISK:[ANNA]"]);

    // Where it begins nobody said: only the way from there is known.
    let read = exchanges(&[("NOOP", "200 fine"), ("CWD pub", "250 there"), ("CWD linux", "250 there")]);
    assert_eq!(directories(&read.dissect()), ["?", "pub", "pub/linux"]);

    // No system has longer paths: what seems to be one is not kept.
    let longest = format!("/{}", "d".repeat(limits::PATH_BYTES - 1));
    let read = exchanges(&[(&format!("CWD {longest}"), "250 there"), ("CWD /d", "250 there")]);
    assert_eq!(directories(&read.dissect()), [&longest, "/d"]);
    let read = exchanges(&[(&format!("CWD {longest}d"), "250 there"), ("CWD /d", "250 there")]);
    assert_eq!(directories(&read.dissect()), ["?", "/d"]);

    for (reset, reply) in [("REIN", "220 ready"), ("USER bob", "331 who"), ("HOST example.org", "220 ready")]
    {
        let read = exchanges(&[("CWD /pub", "250 there"), (reset, reply), ("NOOP", "200 fine")]);
        assert_eq!(directories(&read.dissect()), ["/pub", "?", "?"], "{reset}");
    }
}

/// User, password, result and code of each login; all scripts are ASCII.
fn logins(read: &Dissection) -> Vec<(Option<&str>, Option<&str>, LoginResult, u16)> {
    let text = |bytes| std::str::from_utf8(bytes).expect("ASCII");
    let logins = session(read).logins.iter();
    logins
        .map(|login| {
            let (user, password) = (login.user.as_deref().map(text), login.password.as_deref().map(text));
            (user, password, login.result, login.code.map_or(0, |code| code.value()))
        })
        .collect()
}

#[test]
fn user_repeated_and_wrong_password() {
    use LoginResult::{Accepted, Refused, Unknown};
    let read = exchanges(&[
        ("USER anna", "331 who"),
        ("PASS wrong", "530 no"),
        ("PASS right", "230 in"),
        ("USER bob", "331 who"),
        ("USER guest2", "230 come in"),
        ("USER carl", "331 who"),
        ("PASS x", "332 account"),
        ("ACCT sales", "230 in"),
        ("PASS y", "503 you are in"),
        ("USER eve", "530 never"),
        ("PASS z", "503 who are you"),
    ])
    .dissect();
    assert_eq!(
        logins(&read),
        [
            (Some("anna"), Some("wrong"), Refused, 530),
            (Some("anna"), Some("right"), Accepted, 230),
            (Some("bob"), None, Unknown, 0),
            (Some("guest2"), None, Accepted, 230),
            (Some("carl"), Some("x"), Accepted, 230),
            (Some("carl"), Some("y"), Refused, 503),
            (Some("eve"), None, Refused, 530),
            (Some("eve"), Some("z"), Refused, 503),
        ]
    );
    let frames = session(&read).logins.iter().take(2).map(|login| login.password_frame);
    assert_eq!(frames.collect::<Vec<_>>(), [7, 9].map(FrameNumber::new));
    assert_eq!(session(&read).user(), Some(&b"carl"[..]));
}

#[test]
fn pipelined_logins_have_their_own_results() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("USER anna\r\nPASS wrong\r\nUSER bob\r\nPASS right\r\n")
        .server("331 who\r\n530 no\r\n331 who\r\n230 in\r\n")
        .dissect();
    assert_eq!(
        logins(&read),
        [
            (Some("anna"), Some("wrong"), LoginResult::Refused, 530),
            (Some("bob"), Some("right"), LoginResult::Accepted, 230)
        ]
    );
}

#[test]
fn logins_of_real_sessions() {
    use LoginResult::{Accepted, Refused, Unknown};
    let read = dissect(&Case::named("failed-login").bytes());
    let results: Vec<_> = logins(&read).iter().map(|(user, _, result, _)| (*user, *result)).collect();
    assert_eq!(results, [(Some("user1"), Refused), (Some("user1"), Accepted)]);

    let read = dissect(&Case::named("wrong-then-anonymous").bytes());
    let results: Vec<_> = logins(&read).iter().map(|(user, _, result, _)| (*user, *result)).collect();
    assert_eq!(results, [(Some("user1"), Refused), (Some("anonymous"), Accepted)]);

    let read = dissect(&Case::named("user-repeated").bytes());
    let results: Vec<_> = logins(&read).iter().map(|(user, _, result, _)| (*user, *result)).collect();
    let users = [("user2", Unknown), ("user1", Accepted), ("user1", Accepted), ("user2", Refused)];
    assert_eq!(results, users.map(|(user, result)| (Some(user), result)));
    assert_eq!(session(&read).user(), Some(&b"user1"[..]));
}

#[test]
fn passwords_and_accounts_are_masked() {
    let read =
        exchanges(&[("USER anna", "331 who"), ("PASS hunter2", "332 account"), ("ACCT hunter3", "230 in")]);
    let report = report(&read.dissect());
    assert!(!report.to_string().contains("hunter"));
    assert_eq!(report["sessions"][0]["exchanges"][2]["command"]["masked"], true);
    assert_eq!(report["sessions"][0]["logins"][0]["password_masked"], true);
}

#[test]
fn anonymous_password_is_email() {
    for user in ["anonymous", "FTP", "guest"] {
        let read =
            exchanges(&[(&format!("USER {user}"), "331 mail"), ("PASS a@example.org", "230 in")]).dissect();
        let session = &report(&read)["sessions"][0];
        let expected = json!({
            "user": user, "password": "a@example.org", "password_masked": false, "anonymous": true,
            "result": "accepted", "code": 230, "user_frame": 5, "password_frame": 7, "reply_frame": 8
        });
        assert_eq!(session["logins"][0], expected);
        assert_eq!(session["exchanges"][2]["command"]["argument"], "a@example.org");
        assert_eq!(session["exchanges"][2]["command"]["masked"], false);
    }
    let session = &report(&dissect(&Case::named("anonymous").bytes()))["sessions"][0];
    assert_eq!(session["logins"][0]["anonymous"], true);
    assert!(session["logins"][0]["password"].as_str().is_some_and(|mail| mail.contains('@')));
}

#[test]
fn midstream_roles_by_content() {
    // Ports that say nothing, that say the contrary, and the ordinary ones.
    for (client, server) in [(40_000, 40_001), (2_000, 40_000), (21, 50_000), (50_000, 21)] {
        let read = scenario()
            .ports(client, server)
            .server("200 Switching to Binary mode.\r\n")
            .client("PASV\r\n")
            .server("227 Entering Passive Mode (192,0,2,20,234,96).\r\n")
            .client("RETR u1\r\n")
            .server("150 go\r\n")
            .dissect();
        let session = session(&read);
        assert_eq!((session.client.port, session.server.port), (client, server));
        assert_eq!(talk(&read), ["(unasked) -> 200", "PASV -> 227", "RETR u1 -> 150"]);
        assert_eq!(report(&read)["sessions"][0]["roles_by"], "content");
        assert!(odd(&read).contains(&"began_before_capture@1".to_owned()));
    }
}

#[test]
fn a_server_on_another_port_is_known_by_what_it_says() {
    let read = dissect(&Case::named("port-2121").bytes());
    let session = &report(&read)["sessions"][0];
    assert_eq!((&session["server"]["port"], &session["recognised_by"]), (&json!(2121), &json!("content")));
}

#[test]
fn smtp_is_not_ftp() {
    for port in [25, 2_525, 21] {
        let read = scenario()
            .ports(50_000, port)
            .open()
            .server("220 mail.example.org ESMTP ready\r\n")
            .client("EHLO example.com\r\n")
            .server("250-mail.example.org\r\n250 HELP\r\n")
            .client("HELP\r\n")
            .server("214 see RFC\r\n")
            .client("QUIT\r\n")
            .server("221 bye\r\n")
            .dissect();
        assert!(read.sessions.is_empty(), "port {port}: {:?}", talk(&read));
    }
}

#[test]
fn one_direction_only() {
    let whole = exchanges(&[("USER anna", "331 who"), ("PASS x", "230 in"), ("SYST", "215 UNIX")]);
    let read = whole.clone().only(Client).dissect();
    assert_eq!(talk(&read), ["USER anna -> nothing", "PASS x -> nothing", "SYST -> nothing"]);
    assert_eq!(report(&read)["sessions"][0]["directions"], "client");
    assert_eq!(odd(&read), ["one_direction_only@1"]);

    let read = whole.only(Server).dissect();
    assert_eq!(
        talk(&read),
        ["(greeting) -> 220", "(unasked) -> 331", "(unasked) -> 230", "(unasked) -> 215"]
    );
    assert_eq!(report(&read)["sessions"][0]["directions"], "server");
    assert_eq!(odd(&read), ["one_direction_only@1"]);

    // A server that never says anything was captured all the same.
    let read = scenario().open().client("USER anna\r\n").acknowledge(Server).dissect();
    assert_eq!(report(&read)["sessions"][0]["directions"], "client");
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn a_connection_on_another_port_whose_beginning_is_lost_is_known_by_the_rest() {
    let opened = scenario().ports(50_000, 2_121).open().server("220").lost();
    let greeted = opened.server("-- welcome --\r\n220 FTP ready\r\n");
    let read = greeted.client("USER anna\r\n").server("331 who\r\n").dissect();
    assert_eq!(talk(&read).last().map(String::as_str), Some("USER anna -> 331"));
}

#[test]
fn a_connection_whose_first_segment_is_late_is_known_when_it_comes() {
    // Without it the line is one of a chat.
    let opened =
        scenario().open().server("220-All users: ").late(1).server("NOTICE the rules\r\n220 ready\r\n");
    let read = opened.client("USER anna\r\n").server("331 who\r\n").dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "USER anna -> 331"]);
}

#[test]
fn a_connection_that_has_said_enough_other_things_is_no_ftp_any_more() {
    let opened = scenario().ports(50_000, 2_121).open().server("lines of a log\r\n".repeat(8));
    let read = opened.server("220 FTP ready\r\n").client("PASV\r\n").server("227 (192,0,2,20,234,96)\r\n");
    assert_eq!(read.dissect().sessions.len(), 0);
}

#[test]
fn a_file_that_holds_a_conversation_is_none() {
    let file =
        b"\xD4\xC3\xB2\xA1\n220 FTP ready\r\nUSER anna\r\n331 who\r\nPASV\r\n227 (192,0,2,20,234,96)\r\n";
    let read = exchanges(&[("PASV", "227 (192,0,2,20,234,96)"), ("RETR f.pcap", "150 go\r\n226 done")])
        .connection(50_001, 60_000)
        .open()
        .server(file)
        .close_from(Server)
        .dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "PASV -> 227", "RETR f.pcap -> 150 226"]);
}

#[test]
fn on_port_21_only_noise_is_not_ftp() {
    let sessions = |said: &[u8]| scenario().open().client(said).dissect().sessions.len();
    // Bytes that no text has, and Telnet commands alone, as a server of Telnet would get them.
    for noise in [&b"\0\0\0\r\n"[..], b"\xFF\xFD\x03\xFF\xFB\x18\r\n"] {
        assert_eq!(sessions(noise), 0, "{noise:?}");
    }
    // Somebody presses a key, is negotiated with and says something, or says a command or a reply after noise.
    for said in
        [&b"\r\n"[..], b"\xFF\xFD\x03hello\r\n", b"\0\0\0\r\nUSER anna\r\n", b"\0\0\0\r\n220 ready\r\n"]
    {
        assert_eq!(sessions(said), 1, "{said:?}");
    }
}

#[test]
fn the_same_four_tuple_again_is_another_session() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("QUIT\r\n")
        .server("221 bye\r\n")
        .close()
        .sequence_numbers(90_000, 80_000)
        .open()
        .server("220 ready\r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .reset(Server)
        .dissect();
    let ends: Vec<_> = report(&read)["sessions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|session| format!("{} by {}", session["end"], session["ended_by"]))
        .collect();
    assert_eq!(ends, [r#""closed" by "client""#, r#""reset" by "server""#]);
}
