//! Fields of packets, explained: each has its words in each language, and its value says what it should.
#![cfg(feature = "full")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use ftpscope::explain::{Fact, Value, explain_field};
use ftpscope::ftp::reply_code::REPLY_CODES;
use ftpscope::units::FrameNumber;
use ftpscope::view::{FieldView, FrameView, Passwords, frame_view};

use support::captures::{self, Case};
use support::read::{dissect, packet, try_dissect_unpacked};
use support::scenario::{Scenario, scenario};

const LANGUAGES: [&str; 2] = ["en", "vi"];

fn words(language: &str) -> serde_json::Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("www/strings/{language}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("words")).expect("JSON")
}

/// The text at a place of the language files; of one with plural forms, the form of many.
fn text<'a>(words: &'a serde_json::Value, id: &str) -> Option<&'a str> {
    let found = words.pointer(&format!("/{}", id.replace('.', "/")))?;
    found.as_str().or_else(|| found.get("other")?.as_str())
}

/// Every field of a packet with its place.
fn places(view: &FrameView) -> Vec<(Vec<usize>, &FieldView)> {
    fn walk<'a>(fields: &'a [FieldView], above: &[usize], into: &mut Vec<(Vec<usize>, &'a FieldView)>) {
        for (index, field) in fields.iter().enumerate() {
            let place = [above, &[index]].concat();
            walk(&field.children, &place, into);
            into.push((place, field));
        }
    }
    let mut all = Vec::new();
    walk(&view.layers, &[], &mut all);
    all
}

/// What is told of the first field of this name.
#[track_caller]
fn told(view: &FrameView, name: &str) -> Vec<Fact> {
    let all = places(view);
    let (place, _) = all.iter().find(|(_, field)| field.name == name).expect("there is such a field");
    explain_field(view, place)
}

/// The same in short: `says.set_syn` and the values behind it, without what the field is for.
#[track_caller]
fn said(view: &FrameView, name: &str) -> Vec<String> {
    let short = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) | Value::Amount(number) | Value::Bytes(number) | Value::Ranges(number) => {
            number.to_string()
        }
        Value::Span(span) => format!("{span} ms"),
        Value::Word(word) => word.to_string(),
    };
    let line = |fact: &Fact| {
        let values = fact.values.0.iter().map(|(name, value)| format!(" {name}={}", short(value)));
        fact.id.trim_start_matches("explain.field.").to_owned() + &values.collect::<String>()
    };
    told(view, name).iter().skip(1).map(line).collect()
}

fn packet_of(case: &str, number: u32) -> FrameView {
    let capture = Case::named(case).bytes();
    packet(&dissect(&capture), &capture, number)
}

fn packet_in(scenario: &Scenario, number: u32) -> FrameView {
    let capture = scenario.pcap();
    packet(&dissect(&capture), &capture, number)
}

#[test]
fn every_field_of_every_capture_is_explained_and_no_sentence_lacks_words_or_a_value() {
    let words = LANGUAGES.map(words);
    let (mut wrong, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for case in captures::all() {
        let Ok((dissection, capture)) = try_dissect_unpacked(&case.bytes()) else { continue };
        for number in (1..=dissection.frames.count().min(300)).filter_map(FrameNumber::new) {
            for passwords in [Passwords::Masked, Passwords::Revealed] {
                let view = frame_view(&dissection, &capture.as_slice(), number, passwords);
                let view = view.expect("it is read again").expect("there is such a frame");
                for (place, field) in places(&view) {
                    seen.insert(field.name);
                    let facts = explain_field(&view, &place);
                    if facts.first().is_none_or(|fact| fact.kind != "meaning") {
                        wrong.insert(format!("{}: not told what it is for", field.name));
                    }
                    for (fact, words) in
                        facts.iter().flat_map(|fact| words.each_ref().map(|words| (fact, words)))
                    {
                        wrong.extend(
                            lacking(fact, words).map(|what| format!("{} {}: {what}", field.name, fact.id)),
                        );
                    }
                }
            }
        }
    }
    assert!(seen.len() > 100, "only {} fields: {seen:?}", seen.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a sentence lacks.
fn lacking(fact: &Fact, words: &serde_json::Value) -> Option<String> {
    let Some(sentence) = text(words, &fact.id) else { return Some("no words".to_owned()) };
    let named = sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let unfilled = named.filter(|name| fact.values.get(name).is_none()).collect::<Vec<_>>();
    let unsaid = fact.values.0.iter().filter_map(|(_, value)| match value {
        Value::Word(place) if text(words, place).is_none() => Some(place.as_ref()),
        _ => None,
    });
    let lacks = unfilled.into_iter().chain(unsaid).collect::<Vec<_>>();
    (!lacks.is_empty()).then(|| lacks.join(" "))
}

#[test]
fn every_label_of_a_field_has_an_explanation_in_each_language_and_the_other_way_round() {
    for language in LANGUAGES {
        let words = words(language);
        let keys = |place: &str| -> BTreeSet<String> {
            let tree = words.pointer(place).and_then(|tree| tree.as_object()).expect("words");
            tree.keys().filter(|key| *key != "says").cloned().collect()
        };
        assert_eq!(keys("/field"), keys("/explain/field"), "{language}");
    }
}

#[test]
fn every_reply_code_that_is_known_has_words_for_its_explanation() {
    for words in LANGUAGES.map(words) {
        for info in REPLY_CODES {
            assert!(text(&words, &format!("reply.{:03}", info.code)).is_some(), "{}", info.code);
        }
        assert!((1..=6).all(|digit| text(&words, &format!("reply_class.{digit}")).is_some()));
        assert!((0..=5).all(|digit| text(&words, &format!("reply_group.{digit}")).is_some()));
    }
}

#[test]
fn a_flag_that_is_set_says_what_for() {
    let [syn, syn_ack, ack] = [1, 2, 3].map(|number| packet_of("login", number));
    assert_eq!(said(&syn, "tcp.flags.syn"), ["says.set_syn"]);
    assert_eq!(said(&syn, "tcp.flags.ack"), ["says.flag_clear"]);
    assert_eq!(said(&syn_ack, "tcp.flags.syn"), ["says.set_syn_ack"]);
    assert_eq!(said(&syn_ack, "tcp.flags"), ["says.set_syn_ack", "says.set_ack"]);
    assert_eq!(said(&ack, "tcp.flags"), ["says.set_ack"]);
    let [meaning, set] = &told(&syn, "tcp.flags.syn")[..] else { panic!("two sentences") };
    assert_eq!((meaning.id.as_ref(), meaning.kind), ("explain.field.tcp_flags_syn", "meaning"));
    assert_eq!((set.kind, set.rfc), ("said", Some("RFC 9293 §3.5")));
}

#[test]
fn numbers_of_the_tcp_header_are_worked_out() {
    let [syn, ack] = [1, 3].map(|number| packet_of("login", number));
    let raw = |view: &FrameView, name: &str| {
        let all = places(view);
        all.iter().find(|(_, field)| field.name == name).expect("a field").1.value.parse::<u32>().unwrap()
    };
    let first = raw(&syn, "tcp.seq_raw");
    let numbers = format!("says.counted_from raw={} first={first} relative=1", first.wrapping_add(1));
    for name in ["tcp.seq", "tcp.seq_raw"] {
        assert_eq!(said(&ack, name), [numbers.as_str()]);
    }
    assert_eq!(said(&ack, "tcp.ack")[0], "says.expects next=1");
    assert_eq!(said(&syn, "tcp.nxtseq"), ["says.next_sum_flag sequence=0 bytes=0 next=1"]);
    assert_eq!(said(&syn, "tcp.window_size"), ["says.window_as_is window=64240"]);
    assert_eq!(said(&ack, "tcp.window_size"), ["says.window_scaled found=63 factor=1024 window=64512"]);
    assert_eq!(said(&syn, "tcp.options.mss"), ["says.mss_sum size=1460 header=20 packet=1500"]);
    assert_eq!(said(&syn, "tcp.options.wscale.shift").len(), 1);
    assert_eq!(said(&syn, "tcp.urgent_pointer"), ["says.urgent_unused"]);
    assert_eq!(said(&ack, "tcp.len"), ["says.segment_empty"]);
    assert_eq!(said(&syn, "tcp.dstport"), ["says.port_control port=21"]);
    assert_eq!(said(&syn, "tcp.srcport"), ["says.port_chosen port=57927"]);
}

#[test]
fn numbers_that_begin_again_at_zero_are_counted_on() {
    let wrapping = scenario().sequence_numbers(u32::MAX - 2, 7).client("PWD\r\n").client("NOOP\r\n");
    let view = packet_in(&wrapping, 2);
    let values = said(&view, "tcp.seq");
    assert_eq!(values, [format!("says.counted_from raw=2 first={} relative=6", u32::MAX - 3)]);
}

#[test]
fn a_packet_that_was_cut_says_how_far() {
    let capture = Case::named("snaplen-96").bytes();
    let dissection = dissect(&capture);
    let views = (1..=dissection.frames.count()).map(|number| packet(&dissection, &capture, number));
    let view = views.into_iter().find(|view| view.row.length > 96).expect("a packet is cut");
    let expected = format!("says.frame_cut length={} captured=96", view.row.length);
    assert_eq!(said(&view, "frame.len"), [expected]);
    assert_eq!(told(&view, "frame")[1].kind, "notice");
    assert_eq!(said(&packet_of("login", 1), "frame.cap_len").len(), 1);
}

#[test]
fn a_reply_code_is_read_digit_by_digit() {
    let view =
        packet_in(&scenario().open().server("220 ready\r\n").client("RETR x\r\n").server("550 no\r\n"), 6);
    assert_eq!(
        said(&view, "ftp.response.code"),
        [
            "says.reply code=550 meaning=reply.550",
            "says.reply_first digit=5 meaning=reply_class.5",
            "says.reply_second digit=5 meaning=reply_group.5",
        ]
    );
    assert_eq!(told(&view, "ftp.response.code")[2].rfc, Some("RFC 959 §4.2"));
    let strange =
        packet_in(&scenario().open().server("220 ready\r\n").client("X\r\n").server("299 ?\r\n"), 6);
    assert_eq!(said(&strange, "ftp.response.code"), ["says.reply_first digit=2 meaning=reply_class.2"]);
}

#[test]
fn a_verb_and_its_argument_are_explained() {
    let start = || scenario().open().server("220 ready\r\n");
    let view = packet_in(&start().client("port 192,0,2,10,225,12\r\n").server("200 ok\r\n"), 5);
    assert_eq!(told(&view, "ftp.request.command")[1].id, "command.PORT.meaning");
    let sum = "says.port_sum high=225 low=12 port=57612";
    for name in ["ftp.request.arg", "ftp.active.port"] {
        assert_eq!(said(&view, name), [sum], "{name}");
    }
    assert_eq!(said(&view, "ftp.active.ip"), ["says.address_documentation"]);
    let passive = start().client("PASV\r\n").server("227 (192,0,2,20,200,1)\r\n");
    assert_eq!(
        said(&packet_in(&passive, 6), "ftp.passive.port"),
        ["says.port_sum high=200 low=1 port=51201"]
    );
    let extended = start().client("EPSV\r\n").server("229 (|||51201|)\r\n");
    assert_eq!(said(&packet_in(&extended, 6), "ftp.passive.port"), ["says.port_plain port=51201"]);
    let unknown = packet_in(&start().client("<B>X\r\n").server("500 no\r\n"), 5);
    assert_eq!(said(&unknown, "ftp.request.command"), ["says.verb_unknown name=<B>X"]);
    assert_eq!(told(&unknown, "ftp.request.command")[1].kind, "odd");
}

#[test]
fn a_password_is_pointed_out_but_not_told() {
    let capture = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("331 go on\r\n");
    let capture = capture.client("PASS hunter2\r\n").server("230 in\r\n").pcap();
    let dissection = dissect(&capture);
    for (passwords, expected) in
        [(Passwords::Masked, "says.password_hidden"), (Passwords::Revealed, "says.password_readable")]
    {
        let number = FrameNumber::new(7).expect("a number");
        let view = frame_view(&dissection, &capture.as_slice(), number, passwords).unwrap().unwrap();
        assert_eq!(said(&view, "ftp.request.arg"), [expected]);
        let all = places(&view).iter().flat_map(|(place, _)| explain_field(&view, place)).collect::<Vec<_>>();
        assert!(!format!("{all:?}").contains("hunter2"), "{passwords:?}");
    }
}

#[test]
fn a_place_that_is_none_has_no_facts() {
    let view = packet_of("login", 1);
    for place in [&[][..], &[99], &[0, 99], &[0, 0, 0, 0]] {
        assert_eq!(explain_field(&view, place), [], "{place:?}");
    }
}
