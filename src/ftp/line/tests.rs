use proptest::prelude::*;

use super::*;

const CAP: usize = 8192;

/// Pushes the pieces one after another, a hole between each two if `holes`.
fn split(pieces: &[&[u8]], cap: usize, holes: bool) -> Vec<Line> {
    let mut splitter = LineSplitter::new(cap);
    let mut lines = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        if holes && place > 0 {
            splitter.gap();
        }
        let mut rest = *piece;
        while !rest.is_empty() {
            let (consumed, line) = splitter.push(rest);
            assert!(line.is_some() || consumed == rest.len());
            lines.extend(line);
            rest = &rest[consumed..];
        }
    }
    lines.extend(splitter.finish());
    assert_eq!(splitter.finish(), None);
    lines
}

fn lines(input: &[u8]) -> Vec<Line> {
    split(&[input], CAP, false)
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| String::from_utf8_lossy(&line.text).into_owned()).collect()
}

#[test]
fn crlf_ends_line() {
    let lines = lines(b"USER anna\r\nPASS x\n\r\n");
    assert_eq!(texts(&lines), ["USER anna", "PASS x", ""]);
    let ends: Vec<_> = lines.iter().map(|line| (line.end, line.length)).collect();
    assert_eq!(ends, [(LineEnd::CrLf, 11), (LineEnd::Lf, 7), (LineEnd::CrLf, 2)]);
    assert!(lines.iter().all(|line| !line.telnet && !line.gap && !line.cut));
}

#[test]
fn bare_cr_does_not_end_line() {
    assert_eq!(texts(&lines(b"RETR a\rb\r\n")), ["RETR a\rb"]);
    assert_eq!(texts(&lines(b"RETR a\r\0b\r\n")), ["RETR a\rb"]);
    let doubled = lines(b"QUIT\r\r\n");
    assert_eq!((doubled[0].text.as_slice(), doubled[0].end), (&b"QUIT\r"[..], LineEnd::CrLf));
    assert_eq!(texts(&lines(b"a\0b\r\n")), ["a\0b"]);
    // CR NUL LF: the CR is literal, the LF ends the line alone.
    let literal = lines(b"a\r\0\n");
    assert_eq!((literal[0].text.as_slice(), literal[0].end), (&b"a\r"[..], LineEnd::Lf));
}

#[test]
fn telnet_commands_are_stripped() {
    for (input, text, telnet) in [
        (&b"\xff\xf4\xff\xf2ABOR\r\n"[..], &b"ABOR"[..], true),
        (b"\xff\xfb\x01\xff\xfd\x03USER a\r\n", b"USER a", true),
        (b"US\xff\xf1ER a\r\n", b"USER a", true),
        (b"\xff\xfa\x18\x01\xff\xffx\xff\xf0QUIT\r\n", b"QUIT", true),
        (b"QUIT\r\xff\xf1\n", b"QUIT", true),
        // Doubled, it is a character; before what is no command, too.
        (b"RETR \xff\xff.txt\r\n", b"RETR \xff.txt", false),
        (b"RETR \xff.txt\r\n", b"RETR \xff.txt", false),
    ] {
        let lines = lines(input);
        assert_eq!(lines.len(), 1, "{input:?}");
        assert_eq!((lines[0].text.as_slice(), lines[0].telnet), (text, telnet), "{input:?}");
        assert_eq!(lines[0].length, input.len() as u64);
    }
}

#[test]
fn unclosed_suboption_ends_with_the_line() {
    let lines = lines(b"\xff\xfa\x18NOOP\r\nQUIT\r\n");
    assert_eq!(texts(&lines), ["", "QUIT"]);
    assert!(lines[0].telnet && !lines[1].telnet);
}

#[test]
fn line_cap_is_said() {
    let lines = split(&[b"RETR 123456789\r\nQUIT\r\n"], 10, false);
    assert_eq!(texts(&lines), ["RETR 12345", "QUIT"]);
    assert!(lines[0].cut && !lines[1].cut);
    assert_eq!((lines[0].length, lines[1].length), (16, 6));
    // A line that just fits is whole.
    assert!(!split(&[b"RETR 12345\r\n"], 10, false)[0].cut);
}

#[test]
fn unterminated_last_line_is_kept() {
    let cases: [(&[u8], &[u8]); 4] =
        [(b"QUIT", b"QUIT"), (b"QUIT\r", b"QUIT\r"), (b"QU\xff", b"QU\xff"), (b"QU\xff\xfd", b"QU")];
    for (input, text) in cases {
        let lines = lines(input);
        assert_eq!((lines[0].text.as_slice(), lines[0].end), (text, LineEnd::Missing));
    }
    assert_eq!(lines(b""), []);
    assert_eq!(lines(b"QUIT\r\n").len(), 1);
}

#[test]
fn a_begun_line_is_known() {
    let mut splitter = LineSplitter::new(CAP);
    assert!(!splitter.is_inside_line());
    assert_eq!(splitter.push(b"Q"), (1, None));
    assert!(splitter.is_inside_line());
    assert_eq!(splitter.push(b""), (0, None));
    let (consumed, line) = splitter.push(b"UIT\r\nTLS");
    assert_eq!((consumed, line.unwrap().text.as_slice()), (5, &b"QUIT"[..]));
    assert!(!splitter.is_inside_line());
}

#[test]
fn gap_inside_line_is_marked() {
    let inside = split(&[b"USER an", b"PASS x\r\nQUIT\r\n"], CAP, true);
    assert_eq!(texts(&inside), ["USER anPASS x", "QUIT"]);
    assert_eq!([inside[0].gap, inside[1].gap], [true, false]);
    assert_eq!([inside[0].gap_inside, inside[1].gap_inside], [true, false]);
    let between = split(&[b"USER a\r\n", b"ASS x\r\nQUIT\r\n"], CAP, true);
    assert_eq!(texts(&between), ["USER a", "ASS x", "QUIT"]);
    assert_eq!([between[0].gap, between[1].gap, between[2].gap], [false, true, false]);
    // What is left of such a line is its end, without a hole in it.
    assert!(between.iter().all(|line| !line.gap_inside));
    // Nothing is invented where nothing follows.
    assert_eq!(split(&[b"QUIT\r\n", b""], CAP, true).len(), 1);
    assert_eq!(split(&[b"", b""], CAP, true).len(), 0);
    // Half of a Telnet command or line end before the hole has no other half after it.
    let halves = split(&[b"A\xff", b"\xf4B\r", b"\nC\n"], CAP, true);
    assert_eq!(halves[0].text, b"A\xff\xf4B\r");
    assert_eq!(halves[1].text, b"C");
}

/// Bytes among which those with a meaning are frequent.
fn control_bytes() -> impl Strategy<Value = Vec<u8>> {
    let meaningful = prop::sample::select(b"\r\r\n\n\0\xff\xff\xfa\xfb\xf0\xf4a ".to_vec());
    prop::collection::vec(prop_oneof![4 => meaningful, 1 => any::<u8>()], 0..60)
}

proptest! {
    #[test]
    fn lines_are_the_same_under_any_chunking(
        input in control_bytes(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        cap in 0_usize..20,
    ) {
        let whole = split(&[&input], cap, false);
        let bytes: Vec<&[u8]> = input.chunks(1).collect();
        prop_assert_eq!(&split(&bytes, cap, false), &whole);
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(input.len() + 1)).collect();
        places.extend([0, input.len()]);
        places.sort_unstable();
        let pieces: Vec<&[u8]> = places.windows(2).map(|pair| &input[pair[0]..pair[1]]).collect();
        prop_assert_eq!(&split(&pieces, cap, false), &whole);
    }

    #[test]
    fn every_byte_belongs_to_one_line(
        pieces in prop::collection::vec(control_bytes(), 0..5),
        holes: bool,
        cap in 0_usize..20,
    ) {
        let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
        let lines = split(&pieces, cap, holes);
        let length: usize = pieces.iter().map(|piece| piece.len()).sum();
        prop_assert_eq!(lines.iter().map(|line| line.length).sum::<u64>(), length as u64);
        prop_assert!(lines.iter().all(|line| line.text.len() <= cap));
        prop_assert!(lines.iter().rev().skip(1).all(|line| line.end != LineEnd::Missing));
    }
}
