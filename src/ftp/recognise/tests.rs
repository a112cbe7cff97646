use super::*;

fn bytes<'a>(lines: &[&'a str]) -> Vec<&'a [u8]> {
    lines.iter().map(|line| line.as_bytes()).collect()
}

fn seen(client: &[&str], server: &[&str], port_hint: bool) -> Recognition {
    recognise(&bytes(client), &bytes(server), port_hint)
}

#[test]
fn ftp_from_its_beginning() {
    assert_eq!(seen(&[], &["220 (vsFTPd 3.0.3)"], false), Recognition::Ftp);
    assert_eq!(seen(&["USER anna"], &["220 ready"], false), Recognition::Ftp);
    assert_eq!(
        seen(&["user anna", "pass x"], &["220-Hello", " you", "220 ready", "331 x"], false),
        Recognition::Ftp
    );
    assert_eq!(seen(&["AUTH tls"], &["220 ready"], false), Recognition::Ftp);
    assert_eq!(seen(&["FEAT"], &["220 ready"], false), Recognition::Ftp);
}

#[test]
fn a_greeting_alone_needs_the_port() {
    assert_eq!(seen(&[], &["220 ready"], false), Recognition::Undecided);
    assert_eq!(seen(&[], &["220 ready"], true), Recognition::Ftp);
    assert_eq!(seen(&[], &[], true), Recognition::Undecided);
}

#[test]
fn ftp_from_the_middle() {
    assert_eq!(seen(&["TYPE I"], &["200 Switching to Binary mode."], false), Recognition::Ftp);
    assert_eq!(seen(&["PORT 10,0,0,1,4,5"], &[], false), Recognition::Ftp);
    assert_eq!(seen(&["NOOP"], &["200 ok"], false), Recognition::Undecided);
    assert_eq!(seen(&["NOOP"], &["200 ok"], true), Recognition::Ftp);
    // The rest of a line whose beginning was not captured.
    assert_eq!(seen(&["oad.ftp", "PASV"], &[], false), Recognition::Undecided);
    assert_eq!(seen(&["oad.ftp", "PASV", "RETR u1"], &[], false), Recognition::Ftp);
    // Verbs and codes tell together only where both sides fit.
    assert_eq!(seen(&["oad.ftp", "USER anna"], &["220 ready"], false), Recognition::Undecided);
    assert_eq!(seen(&["USER anna"], &["x", "220 ready"], false), Recognition::Undecided);
}

#[test]
fn one_direction_only_is_enough() {
    assert_eq!(seen(&["USER anna", "PASS x", "PASV", "RETR u1"], &[], false), Recognition::Ftp);
    assert_eq!(seen(&["USER anna", "PASS x"], &[], false), Recognition::Undecided);
    assert_eq!(seen(&["USER anna", "PASS x"], &[], true), Recognition::Ftp);
    assert_eq!(seen(&[], &["220 x", "331 password", "230 in"], false), Recognition::Ftp);
    assert_eq!(seen(&[], &["220 x", "230 in"], false), Recognition::Ftp);
    assert_eq!(seen(&["AUTH GSSAPI"], &[], false), Recognition::Undecided);
    assert_eq!(seen(&["AUTH GSSAPI", "ADAT YIIB"], &[], false), Recognition::Ftp);
    assert_eq!(seen(&["APPE payload of a data connection"], &[], false), Recognition::Undecided);
    assert_eq!(seen(&["APPE x", "QUIT"], &[], false), Recognition::Ftp);
    assert_eq!(seen(&[], &["150 apples"], false), Recognition::Undecided);
    assert_eq!(seen(&[], &["227 Entering Passive Mode (10,0,0,1,4,5)"], false), Recognition::Ftp);
}

#[test]
fn one_line_that_only_ftp_has_tells() {
    for line in [
        "PORT 10,0,0,1,4,5",
        "EPRT |1|10.0.0.1|1029|",
        "EPSV",
        "EPSV 1",
        "TYPE A",
        "MODE S",
        "STRU F",
        "PROT P",
        "AUTH SSL",
        "PASV",
        "SYST",
    ] {
        assert_eq!(seen(&[line], &[], false), Recognition::Ftp, "{line}");
    }
    for line in ["220 FTP", "228 (4,4,10,0,0,1,2,4,5)", "229 (|||1029|)", "227 10,0,0,1,4,5"] {
        assert_eq!(seen(&[], &[line], false), Recognition::Ftp, "{line}");
    }
    for line in ["220 x", "228 x", "229 x", "227 x"] {
        assert_eq!(seen(&[], &[line], false), Recognition::Undecided, "{line}");
    }
    assert_eq!(seen(&[], &["220-Hello", "this is FTP", "220 go"], false), Recognition::Ftp);
    for line in
        ["PORT x", "EPRT x", "EPSV x", "TYPE x", "MODE x", "STRU x", "PROT x", "AUTH x", "PASV x", "NOOP"]
    {
        assert_eq!(seen(&[line], &[], false), Recognition::Undecided, "{line}");
        assert_eq!(seen(&[line, "QUIT"], &[], false), Recognition::Undecided, "{line}");
    }
}

#[test]
fn a_line_that_could_be_text_needs_another() {
    for line in ["CWD x", "SIZE x", "RETR x", "DELE x", "STOR 1", "ENC AAAA"] {
        assert_eq!(seen(&[line], &[], false), Recognition::Undecided, "{line}");
        assert_eq!(seen(&[line, "QUIT"], &[], false), Recognition::Ftp, "{line}");
        assert_eq!(seen(&[line], &["200 ok"], false), Recognition::Ftp, "{line}");
    }
    for code in ["125", "150", "226", "257", "331", "332", "350", "425", "426"] {
        let line = format!("{code} x");
        assert_eq!(seen(&[], &[&line], false), Recognition::Undecided, "{line}");
        assert_eq!(seen(&[], &[&line, "221 x"], false), Recognition::Ftp, "{line}");
    }
    for line in ["CWD", "RETR 1", "RETR", "DELE 1", "STOR1", "ENC x"] {
        assert_eq!(seen(&[line, "QUIT"], &[], false), Recognition::Undecided, "{line}");
    }
    for second in ["215 UNIX", "230 in"] {
        assert_eq!(seen(&[], &["220 x", second], false), Recognition::Ftp);
        assert_eq!(seen(&[], &["200 x", second], false), Recognition::Undecided);
    }
    assert_eq!(seen(&[], &["220 x", "250 ok"], false), Recognition::Undecided);
    assert_eq!(seen(&["NOOP"], &["220 ready"], false), Recognition::Undecided);
    assert_eq!(seen(&["USER a"], &["250 ok"], false), Recognition::Undecided);
}

#[test]
fn smtp_is_not_ftp() {
    let smtp = Recognition::NotFtp(OtherProtocol::Smtp);
    assert_eq!(seen(&[], &["220 mail.example.net ESMTP Postfix"], false), smtp);
    assert_eq!(seen(&["EHLO me"], &["220 mail.example.net ready"], true), smtp);
    assert_eq!(seen(&["HELO me"], &["220 ftp.example.net"], false), smtp);
    assert_eq!(seen(&["MAIL FROM:<a@example.net>"], &["250 ok"], false), smtp);
    assert_eq!(seen(&["AUTH LOGIN"], &[], true), smtp);
    assert_eq!(seen(&["LHLO me"], &["220 x"], false), Recognition::NotFtp(OtherProtocol::Lmtp));
}

#[test]
fn what_follows_ftp_may_be_anything() {
    let client = ["AUTH TLS", "\x16\x03\x01\x02"];
    assert_eq!(seen(&client, &["220 ready", "234 go on", "\x16\x03\x03"], false), Recognition::Ftp);
    let banner = ["220-Welcome", "NOTICE to all users", "HTTP/1.1 is better", "220 ready"];
    assert_eq!(seen(&["USER a"], &banner, false), Recognition::Ftp);
    assert_eq!(seen(&["NOOP", "SSH-2.0-x"], &["120 wait", "220 ready"], true), Recognition::Ftp);
    assert_eq!(seen(&["USER a"], &["120 wait", "220 ready"], false), Recognition::Ftp);
    assert_eq!(seen(&["USER a"], &["421 busy"], false), Recognition::Ftp);
    assert_eq!(seen(&["USER a"], &["200 ok"], false), Recognition::Undecided);
    assert_eq!(seen(&["CWD group", "GROUP x"], &["220 ready"], true), Recognition::Ftp);
    // However much of it follows.
    assert_eq!(seen(&["AUTH TLS", "\x16\x03\x01", "\x17\x03", "\x01"], &[], false), Recognition::Ftp);
}

#[test]
fn text_that_resembles_another_protocol_is_none_of_it() {
    // The capture begins in the greeting.
    for text in ["+OKAY", "-ERRATA of this server", "* OKTOBERFEST"] {
        assert_eq!(seen(&["USER anna"], &[text, "220 ready"], true), Recognition::Ftp, "{text}");
    }
    // FTP had a command MAIL, too, and a file may be called anything.
    assert_eq!(seen(&["MAIL anna", "TYPE A"], &[], false), Recognition::Ftp);
    assert_eq!(seen(&["RETR TO:anna.txt", "QUIT"], &[], false), Recognition::Ftp);
}

#[test]
fn other_protocols_are_named() {
    for (client, server, other) in [
        (&["USER a", "PASS b"][..], &["+OK ready", "+OK"][..], OtherProtocol::Pop3),
        (&["CAPA"], &[], OtherProtocol::Pop3),
        (&[], &["-ERR busy"], OtherProtocol::Pop3),
        (&[], &["* OK ready"], OtherProtocol::Imap),
        (&["MODE READER"], &["200 news.example.net"], OtherProtocol::Nntp),
        (&[], &["201 InterNetNews server ready"], OtherProtocol::Nntp),
        (&["a1 LOGIN anna x"], &["* OK ready"], OtherProtocol::Imap),
        (&["GET / HTTP/1.1"], &["HTTP/1.1 200 OK"], OtherProtocol::Http),
        (&[], &["200 news.example.net NNRP ready"], OtherProtocol::Nntp),
        (&[], &["200 NNTP ready"], OtherProtocol::Nntp),
        (&[], &["220 dict.example.net dictd 1.12 <auth.mime> <1.2.3@dict.example.net>"], OtherProtocol::Dict),
        (&["DEFINE * ftp"], &["220 dict.example.net ready"], OtherProtocol::Dict),
        (&["MATCH * prefix ft"], &[], OtherProtocol::Dict),
        (
            &["USER anna"],
            &["220 fax.example.net server (HylaFAX (tm) Version 6) ready."],
            OtherProtocol::HylaFax,
        ),
        (
            &[],
            &["220 VMware Authentication Daemon Version 1.10: SSL Required"],
            OtherProtocol::VmwareAuthentication,
        ),
        (&[], &["220 x LMTP"], OtherProtocol::Lmtp),
        (&["PUT /x HTTP/2.0"], &[], OtherProtocol::Http),
        (&["x y", "GET / HTTP/1.1"], &[], OtherProtocol::Http),
        (&[], &["HTTP/1.0 404 Not Found"], OtherProtocol::Http),
        (&["SSH-2.0-OpenSSH_9.9"], &[], OtherProtocol::Ssh),
        (&["NICK anna", "USER anna 0 * :Anna"], &[":irc.example.net NOTICE"], OtherProtocol::Irc),
        (&["USER anna 0 * :Anna"], &[], OtherProtocol::Irc),
        (&[], &[":irc.example.net 001 anna :Welcome"], OtherProtocol::Irc),
        (&[], &["NOTICE AUTH :*** Looking up your hostname"], OtherProtocol::Irc),
        (&["\x16\x03\x01\x02"], &[], OtherProtocol::Tls),
    ] {
        assert_eq!(seen(client, server, false), Recognition::NotFtp(other), "{client:?} {server:?}");
        assert_eq!(seen(client, server, true), Recognition::NotFtp(other), "{client:?} {server:?}");
    }
}

#[test]
fn what_never_looks_like_ftp_is_given_up() {
    // Words in place of codes speak against the verbs.
    assert_eq!(seen(&["SYST"], &["UNIX"], true), Recognition::Undecided);
    assert_eq!(seen(&["SYST"], &["", " "], false), Recognition::Ftp);
    assert_eq!(seen(&["", "SYST"], &[], false), Recognition::Ftp);
    assert_eq!(seen(&["x"], &["220 FTP"], false), Recognition::Undecided);
    assert_eq!(seen(&[], &["220FTP"], true), Recognition::Undecided);
    assert_eq!(seen(&["pwd", "ls"], &["/home/anna", "u1"], false), Recognition::Undecided);
    let lines = ["a", "b", "c", "d", "e", "f", "g", "h"];
    assert_eq!(seen(&lines, &[], true), Recognition::NotFtp(OtherProtocol::Unknown));
    assert_eq!(seen(&["USER x"], &lines, true), Recognition::NotFtp(OtherProtocol::Unknown));
}

#[test]
fn midstream_roles_by_content() {
    let sides = |a: &[&str], b: &[&str]| roles(&bytes(a), &bytes(b));
    assert_eq!(sides(&["RETR u1"], &["150 Opening", "226 Done"]), Some(Side::A));
    assert_eq!(sides(&["150 Opening", "226 Done"], &["RETR u1"]), Some(Side::B));
    assert_eq!(sides(&[], &["TYPE I"]), Some(Side::B));
    assert_eq!(sides(&["220 ready"], &[]), Some(Side::B));
    assert_eq!(sides(&["214-Commands:", " USER PASS", " QUIT", "214 End"], &[]), Some(Side::B));
    assert_eq!(sides(&["TYPE I", "220"], &["220x", "299 x"]), None);
    assert_eq!(sides(&["hello"], &["hello"]), None);
    assert_eq!(sides(&[], &[]), None);
}
