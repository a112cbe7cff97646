//! What pcapng files say besides their frames.

use std::borrow::Cow;
#[cfg(feature = "full")]
use std::net::IpAddr;

use ftpscope::capture::Comment;
use ftpscope::limits;
use ftpscope::units::FrameNumber;
use pcap_file::Endianness::{self, Big, Little};
use pcap_file::pcapng::blocks::interface_description::InterfaceDescriptionOption::{
    self, IfDescription, IfName, IfOs,
};

use crate::pcapng_writer::{ENHANCED, Section};
use crate::read;
use crate::support::read::{dissect, report};

const ORDERS: [Endianness; 2] = [Little, Big];

/// An option, padded.
fn option(order: Endianness, code: u16, value: &[u8]) -> Vec<u8> {
    let length = value.len() as u16;
    let field = |field: u16| match order {
        Little => field.to_le_bytes(),
        Big => field.to_be_bytes(),
    };
    let padding = vec![0; value.len().next_multiple_of(4) - value.len()];
    [&field(code)[..], &field(length), value, &padding].concat()
}

fn flags(order: Endianness, flags: u32) -> Vec<u8> {
    let value = match order {
        Little => flags.to_le_bytes(),
        Big => flags.to_be_bytes(),
    };
    option(order, 2, &value)
}

/// A packet "abcde" in this kind of block with these options.
fn packet(section: Section, kind: u32, options: &[u8]) -> Section {
    let body = section.body(&[0, 0, 1, 5, 5], &[b"abcde\0\0\0", options].concat());
    section.block(kind, &body)
}

/// A section header block with these options.
fn section_header(order: Endianness, options: &[u8]) -> Vec<u8> {
    let bare = Section::new(order).done();
    let length = (bare.len() + options.len()) as u32;
    let length = match order {
        Little => length.to_le_bytes(),
        Big => length.to_be_bytes(),
    };
    [&bare[..4], &length, &bare[8..24], options, &length].concat()
}

#[test]
fn comments_of_the_capture_an_interface_and_frames_are_kept() {
    for order in ORDERS {
        let comment = |text: &str| option(order, 1, text.as_bytes());
        let header = section_header(order, &[comment("the whole"), comment("again")].concat());
        let bare = Section::new(order).done().len();
        let interface = InterfaceDescriptionOption::Comment(Cow::Borrowed("an interface"));
        let section = Section::new(order).interface(vec![interface]);
        let section = packet(section, ENHANCED, &comment("the first"));
        let section = packet(section, ENHANCED, b"");
        let section = packet(section, 2, &[comment("an obsolete one"), comment("and more")].concat());
        let section = packet(section, ENHANCED, &option(order, 1, b"not UTF-8: \xFF"));
        let file = [&header, &section.done()[bare..]].concat();
        let found = dissect(&file);
        let frame = |number, text: &str| Comment {
            frame: FrameNumber::new(number),
            interface: None,
            text: text.to_owned(),
        };
        let about = |interface, text: &str| Comment { frame: None, interface, text: text.to_owned() };
        let expected = [
            about(None, "the whole"),
            about(None, "again"),
            about(Some(0), "an interface"),
            frame(1, "the first"),
            frame(3, "an obsolete one"),
            frame(3, "and more"),
            frame(4, "not UTF-8: \u{FFFD}"),
        ];
        assert_eq!(found.annotations.comments, expected, "{order:?}");
        assert_eq!(found.frames.count(), 4);
        let views = report(&found)["capture"]["comments"].clone();
        assert_eq!(views.as_array().map(Vec::len), Some(7));
        assert_eq!(views[3], serde_json::json!({"frame": 1, "interface": null, "text": "the first"}));
    }
}

#[test]
fn what_is_said_of_an_interface_is_kept() {
    for order in ORDERS {
        let filter = |value: &[u8]| Section::new(order).body(&[1, 0], &option(order, 11, value));
        let options = vec![
            IfName(Cow::Borrowed("eth0")),
            IfDescription(Cow::Borrowed("the lab")),
            IfOs(Cow::Borrowed("Debian")),
        ];
        let section = Section::new(order).interface(options);
        let found = read(&section.block(1, &filter(b"\0tcp port 21")).block(1, &filter(b"\x01\0\0")).done());
        let [named, filtered, program] = found.interfaces.as_slice() else { panic!("not three") };
        assert_eq!(named.description.as_deref(), Some("the lab"));
        assert_eq!((named.os.as_deref(), named.filter.as_deref()), (Some("Debian"), None));
        assert_eq!((filtered.filter.as_deref(), program.filter.as_deref()), (Some("tcp port 21"), None));
        assert_eq!(found.experts.len(), 0);
    }
}

#[test]
fn errors_of_the_network_card_are_said() {
    for order in ORDERS {
        let section = Section::with_interface(order);
        let section = packet(section, ENHANCED, &flags(order, 0x0000_0001));
        let section = packet(section, ENHANCED, &flags(order, 0x0100_0002));
        let at = section.length();
        let found = read(&packet(section, ENHANCED, &option(order, 2, b"ab")).done());
        let infos = found.experts.iter();
        let said: Vec<_> = infos.map(|info| (info.code.name(), info.frame, info.found)).collect();
        let frame = FrameNumber::new(2);
        let error = ("received_with_error", frame, Some(0x0100_0000));
        assert_eq!(said, [error, ("option_invalid", None, Some(2))], "{order:?}");
        assert_eq!(found.experts[1].offset, Some(at));
    }
}

#[cfg(feature = "full")]
/// A name resolution block: two addresses with three names, a kind of record
/// that is not known, and an option after the end.
fn names(order: Endianness) -> Vec<u8> {
    let v6 = "2001:db8::7".parse::<std::net::Ipv6Addr>().expect("an address").octets();
    [
        option(order, 1, b"\xC0\0\x02\x01ftp.example\0www.example\0"),
        option(order, 77, b"?"),
        option(order, 2, &[&v6[..], b"six.example\0"].concat()),
        option(order, 1, b"\x01"),
        vec![0; 4],
        option(order, 1, b"no record"),
    ]
    .concat()
}

#[cfg(feature = "full")]
#[test]
fn resolved_names_and_secrets_are_kept() {
    for order in ORDERS {
        let section = Section::with_interface(order).block(4, &names(order));
        let secrets = section.body(&[0x544C_534B, 14], b"CLIENT_RANDOM \0\0");
        let found = dissect(&section.block(10, &secrets).packet(0, 1, b"x").done());
        let names: Vec<_> =
            found.annotations.names.iter().map(|name| (name.address, name.name.as_str())).collect();
        let (four, six): (IpAddr, IpAddr) =
            ([192, 0, 2, 1].into(), "2001:db8::7".parse().expect("an address"));
        assert_eq!(names, [(four, "ftp.example"), (four, "www.example"), (six, "six.example")]);
        let [secrets] = found.annotations.secrets.as_slice() else { panic!("not one") };
        assert_eq!((secrets.kind, secrets.bytes.as_slice()), (0x544C_534B, &b"CLIENT_RANDOM "[..]));
        assert_eq!(found.frames.count(), 1);
    }
}

#[cfg(feature = "full")]
#[test]
fn secrets_that_do_not_fit_into_their_block_are_said() {
    let section = Section::with_interface(Little);
    let at = section.length();
    let body = section.body(&[1, 9], b"eight by");
    let found = read(&section.block(10, &body).packet(0, 1, b"still").done());
    assert_eq!(found.one_expert(), ("block_body_invalid", None, Some(at), None, Some(10)));
    assert_eq!(found.bytes(), [b"still"]);
}

#[test]
fn annotations_over_the_cap_are_left_out_and_said() {
    let long = vec![b'x'; 60_000];
    let mut section = Section::with_interface(Little);
    let kept = limits::ANNOTATION_BYTES / (60_000 + 64);
    for _ in 0..kept {
        section = packet(section, ENHANCED, &option(Little, 1, &long));
    }
    let at = section.length();
    let file = packet(section, ENHANCED, &option(Little, 1, &long)).done();
    let found = dissect(&file);
    assert_eq!((found.annotations.comments.len(), found.frames.count() as usize), (kept, kept + 1));
    let infos = found.experts.infos().iter().filter(|info| info.code.name() == "too_many_annotations");
    let [info] = infos.collect::<Vec<_>>()[..] else { panic!("not one") };
    assert_eq!((info.offset, info.expected), (Some(at), Some(limits::ANNOTATION_BYTES as u64)));
}
