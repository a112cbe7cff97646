use super::super::extended_port::parse_229;
use super::super::host_port::parse_227;
use super::*;

/// One word a reply: its code, `+` if multi-line, `!` if unclosed, the number
/// of its lines.
fn summary(replies: &[Reply<&str>]) -> Vec<String> {
    let one = |reply: &Reply<&str>| {
        let code = reply.code.map_or("none".to_owned(), |code| code.to_string());
        let multiline = if reply.multiline { "+" } else { "" };
        let unclosed = if reply.faults.unclosed { "!" } else { "" };
        format!("{code}{multiline}{unclosed}*{}", reply.lines.len())
    };
    replies.iter().map(one).collect()
}

/// Pushes lines; a line `>` stands for a command of the client, `?` for a hole.
fn assemble_with_cap(lines: &[&'static str], cap: usize) -> Vec<Reply<&'static str>> {
    let mut assembler = ReplyAssembler::new(cap);
    let mut replies = Vec::new();
    for &line in lines {
        match line {
            ">" => assembler.command_follows(),
            "?" => assembler.gap(),
            _ => replies.extend(assembler.push(line)),
        }
    }
    replies.extend(assembler.finish());
    assert!(assembler.finish().is_empty());
    replies
}

fn assemble(lines: &[&'static str]) -> Vec<Reply<&'static str>> {
    assemble_with_cap(lines, 100)
}

#[track_caller]
fn check(lines: &[&'static str], expected: &[&str]) {
    assert_eq!(summary(&assemble(lines)), expected);
}

#[test]
fn multiline_ends_at_same_code_and_space() {
    check(&["220-Welcome", " to", "220-this", "220 server", "230 in"], &["220+*4", "230*1"]);
    check(&["211-Features:", " SIZE", "211 End"], &["211+*3"]);
    // MLST: the facts begin with a space.
    check(&["250-Listing", " type=file; 250 x", "250 End"], &["250+*3"]);
}

#[test]
fn inner_line_with_other_code() {
    check(&["250-First", "550 not an error", "226 nor done", "250 End", "221 Bye"], &["250+*4", "221*1"]);
    // Also where the client did not wait for the end.
    check(&["250-First", "550 inside", ">", "250 End", "200 ok"], &["250+*3", "200*1"]);
}

#[test]
fn inner_line_repeats_code_in_text() {
    check(&["230-User usr-230", "230-230 files", " 230 x", "2301 y", "230 ok"], &["230+*5"]);
}

#[test]
fn code_alone_ends() {
    check(&["230-Welcome", "230", "200"], &["230+*2", "200*1"]);
    check(&["230-Welcome", "230\r", "200 ok"], &["230+*2", "200*1"]);
    assert_eq!(parse_reply_line(b"200").separator, Separator::End);
}

#[test]
fn unclosed_multiline_recovers() {
    check(&["230- WARNING", ">", "200 Type set", "226 Transfer complete"], &["230+!*1", "200*1", "226*1"]);
    check(&["230- WARNING", "text", ">", "more", "211-Features", " SIZE", "211 End"], &["230+!*3", "211+*3"]);
    check(&["150- Opening", "226 Transfer complete"], &["150+!*1", "226*1"]);
    check(
        &["150- Opening", "226 Done", ">", "150 Opening", "226 Done"],
        &["150+!*1", "226*1", "150*1", "226*1"],
    );
    check(&["230- WARNING", "230-again", "226 Transfer complete", ">"], &["230+!*2", "226*1"]);
    check(&["220-a", "230-b", "c", "331-d", ">", "200 ok"], &["220+!*1", "230+!*2", "331+!*1", "200*1"]);
    check(&["230- WARNING", "?", "200 Type set"], &["230+!*1", "200*1"]);
    // Without a sign that it ended, an inner line stays inside.
    check(&["230- WARNING", "550 users"], &["230+!*2"]);
    // A code that is not defined begins nothing.
    check(&["230- WARNING", ">", "299 x", "230 ok"], &["230+*3"]);
}

#[test]
fn address_on_any_line_of_227() {
    let find = |lines: &[&'static str]| assemble(lines)[0].find(parse_227);
    let expected = Some("192.0.2.7:1029".parse().unwrap());
    assert_eq!(find(&["227 Passive (192,0,2,7,4,5)"]), expected);
    assert_eq!(find(&["227-listening", "227 (192,0,2,7,4,5)"]), expected);
    assert_eq!(find(&["227-(192,0,2,7,4,5)", "227 ok"]), expected);
    assert_eq!(find(&["227-listening", " (192,0,2,7,4,5)", "227 ok"]), expected);
    assert_eq!(find(&["227-(192,0,2,7,4,256)", "227 ok"]), None);
    let extended = assemble(&["229-listening", "229 (|||1029|)"]);
    assert_eq!(extended[0].find(parse_229).map(|passive| passive.port), Some(1029));
}

#[test]
fn code_below_100_is_flagged() {
    let replies = assemble(&["099 odd", "050-odd", "050 end", "100 ok", "none"]);
    assert_eq!(summary(&replies), ["099*1", "050+*2", "100*1", "none*1"]);
    let flags: Vec<_> = replies.iter().map(|reply| reply.faults.code_below_100).collect();
    assert_eq!(flags, [true, true, false, false]);
}

#[test]
fn line_without_code_is_flagged() {
    let replies = assemble(&["SYST not supported", "", "22 x", " 220 x", "2200 x", "221 Bye"]);
    assert_eq!(summary(&replies), ["none*1", "none*1", "none*1", "none*1", "none*1", "221*1"]);
    assert!(replies[..5].iter().all(|reply| reply.faults.no_code && reply.lines.len() == 1));
    assert_eq!(replies[5].faults, ReplyFaults::default());
    assert_eq!(parse_reply_line(b"SYST x").text, b"SYST x");
}

#[test]
fn missing_space_after_code_is_flagged() {
    let replies = assemble(&["230_no_space", "200 ok"]);
    assert_eq!(summary(&replies), ["230*1", "200*1"]);
    assert!(replies[0].faults.missing_space && !replies[1].faults.missing_space);
    let line = parse_reply_line(b"230_no_space");
    assert_eq!((line.separator, line.text), (Separator::Other, &b"_no_space"[..]));
    // Such a line does not end a multi-line reply.
    check(&["230-a", "230_b", "230 c"], &["230+*3"]);
}

#[test]
fn non_ascii_banner_keeps_bytes() {
    let mut assembler = ReplyAssembler::new(10);
    assert!(assembler.push(b"220-\xc4\xe4 Gr\xfc\xdfe".to_vec()).is_empty());
    assert!(assembler.push("Grüße".as_bytes().to_vec()).is_empty());
    let replies = assembler.push(b"220 \xff\xfe".to_vec());
    let texts: Vec<&[u8]> = replies[0].texts().collect();
    assert_eq!(texts, [b"\xc4\xe4 Gr\xfc\xdfe", "Grüße".as_bytes(), b"\xff\xfe"]);
    assert_eq!(replies[0].lines[0], b"220-\xc4\xe4 Gr\xfc\xdfe");
}

#[test]
fn lines_over_the_cap_are_counted() {
    let replies = assemble_with_cap(&["220-a", "b", "c", "d", "220 e", "200 ok"], 2);
    assert_eq!(replies[0].lines, ["220-a", "b", "220 e"]);
    assert_eq!((replies[0].lines_left_out, replies[0].faults.cut), (2, true));
    assert_eq!((replies[1].lines_left_out, replies[1].faults.cut), (0, false));
    let unclosed = assemble_with_cap(&["220-a", "b", "c", "d"], 2);
    assert_eq!((unclosed[0].lines_left_out, unclosed[0].faults.cut), (2, true));
    let recovered = assemble_with_cap(&["220-a", "230 b", "c", "d", ">", "200 ok"], 2);
    assert_eq!(summary(&recovered), ["220+!*1", "230*1", "200*1"]);
    let one = assemble_with_cap(&["220-a", "230 b", "c", ">", "200 ok"], 2);
    assert_eq!((one[1].lines_left_out, one[1].faults.cut), (1, true));
    assert_eq!((recovered[1].lines_left_out, recovered[1].faults.cut), (2, true));
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            "(150|220|226|230|250|550|999|050)[ _-]?[a-z0-9]{0,4}",
            Just(">".to_owned()),
            Just("?".to_owned()),
            "[a-z ]{0,5}",
        ]
    }

    proptest! {
        #[test]
        fn every_line_belongs_to_one_reply(lines in prop::collection::vec(line(), 0..30), cap in 1_usize..8) {
            let mut assembler = ReplyAssembler::new(cap);
            let mut replies = Vec::new();
            let mut pushed = Vec::new();
            for line in lines {
                match line.as_str() {
                    ">" => assembler.command_follows(),
                    "?" => assembler.gap(),
                    _ => {
                        pushed.push(line.clone());
                        replies.extend(assembler.push(line));
                    }
                }
            }
            replies.extend(assembler.finish());
            let left_out: u64 = replies.iter().map(|reply| reply.lines_left_out).sum();
            let kept: Vec<String> = replies.iter().flat_map(|reply| reply.lines.clone()).collect();
            prop_assert_eq!(kept.len() as u64 + left_out, pushed.len() as u64);
            if left_out == 0 {
                prop_assert_eq!(kept, pushed);
            }
            for reply in &replies {
                prop_assert!(!reply.lines.is_empty() && reply.lines.len() <= cap + 1);
                prop_assert_eq!(reply.faults.cut, reply.lines_left_out > 0);
                prop_assert_eq!(reply.faults.no_code, reply.code.is_none());
            }
        }
    }
}
