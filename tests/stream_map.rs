//! Where the bytes of a data connection stand: whatever order they came in, however often, in whatever packets, each
//! part of the stream is read again as it was sent.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::session::transfer::TransferPlace;
use ftpscope::stream_map::StreamMap;
use ftpscope::stream_maps::StreamMaps;
use ftpscope::view::transfer_map;
use support::frame::CapturedFrame;
use support::read::{odd, session, try_dissect_unpacked};
use support::scenario::{Scenario, scenario};
use support::write::pcap;

const PLACE: TransferPlace = TransferPlace { session: 0, transfer: 0 };

/// A download that was asked for, its data connection being open.
fn download() -> Scenario {
    let read = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("230 in\r\n");
    let read = read.client("TYPE I\r\n").server("200 ok\r\n").client("PASV\r\n");
    let read = read.server("227 Entering Passive Mode (192,0,2,20,234,96)\r\n").client("RETR f\r\n");
    read.connection(50_001, 60_000).open()
}

/// The server ends the stream and confirms.
fn done(script: Scenario) -> Scenario {
    script.close_from(Server).on(0).server("150 go\r\n").server("226 done\r\n")
}

struct Mapped {
    dissection: Dissection,
    capture: Vec<u8>,
    map: StreamMap,
}

/// Kind, first and last byte, first and last frame.
type Span = (&'static str, u64, u64, Option<u32>, Option<u32>);

impl Mapped {
    #[track_caller]
    fn new(frames: &[CapturedFrame]) -> Self {
        let (dissection, capture) = try_dissect_unpacked(&pcap(frames)).expect("the capture opens");
        let data = session(&dissection).transfers[0].data.expect("a data connection");
        let map = StreamMap::new(&dissection, &capture.as_slice(), data.connection, data.sender);
        Self { map: map.expect("it is read again"), dissection, capture }
    }

    fn read(&self, offset: usize, most: usize) -> Vec<u8> {
        let bytes = self.map.read(&self.dissection, &self.capture.as_slice(), offset as u64, most);
        bytes.expect("it is read again")
    }

    /// Reads every part of the stream, `_` standing for what is not in the capture.
    #[track_caller]
    fn holds(&self, stream: &str) {
        for offset in 0..=stream.len() {
            for most in 0..=stream.len() + 1 {
                let end = stream.len().min(offset + most);
                let expected = stream[offset..end].split('_').next().unwrap_or_default();
                let bytes = self.read(offset, most);
                assert_eq!(bytes.escape_ascii().to_string(), expected, "{most} bytes from {offset} on");
            }
        }
        let parts = stream.split('_').filter(|part| !part.is_empty());
        let captured: Vec<_> = self.map.captured().map(|part| part.end - part.start).collect();
        assert_eq!(captured, parts.map(|part| part.len() as u64).collect::<Vec<_>>());
        assert_eq!(self.map.length(), stream.len() as u64);
    }

    /// Each copy: its range, its frame, and how many bytes differ.
    fn copies(&self) -> Vec<(u64, u64, u32, u64)> {
        let copies = self.map.copies().0.iter();
        copies.map(|copy| (copy.start, copy.end, copy.frame.get(), copy.conflicting)).collect()
    }

    /// The ranges as they are drawn.
    fn spans(&self) -> Vec<Span> {
        let map = transfer_map(&self.dissection, &self.capture.as_slice(), PLACE, &mut StreamMaps::default());
        let map = map.expect("it is read again").expect("a map");
        assert_eq!(map.left_out, 0);
        let spans = map.spans.into_iter();
        spans.map(|span| (span.kind, span.start, span.end, span.first_frame, span.last_frame)).collect()
    }
}

#[track_caller]
fn mapped(script: &Scenario) -> Mapped {
    Mapped::new(&script.frames())
}

#[test]
fn segments_in_any_order_are_read_in_that_of_the_stream() {
    let script = download().server("abcd").server("efgh").late(1).server("ijkl").server("mn").server("op");
    let script = script.server("qrst").late(3).server("uvwx").late(1).server("yz").skip(Server, 3);
    mapped(&done(script.server("123").server("456").late(1).server("789")))
        .holds("abcdefghijklmnopqrstuvwxyz___123456789");
}

#[test]
fn segment_that_fills_a_hole_gives_the_rest_of_its_bytes() {
    let script = download().server("abcd").skip(Server, 4).server("ijkl").again(Server, 12, "abcdefghijkl");
    mapped(&done(script.server("mnop"))).holds("abcdefghijklmnop");
    // What it has more than others had is in front, and behind.
    let script = download().server("abcd").skip(Server, 4).server("ijkl").again(Server, 8, "efghijklmn");
    let mapped = mapped(&done(script.server("op")));
    mapped.holds("abcdefghijklmnop");
    assert_eq!(mapped.copies(), [(8, 12, 17, 0)]);
}

#[test]
fn commands_between_segments_are_none_of_the_stream() {
    let script = download().server("abcd").on(0).server("150 go\r\n").on(1).client("rubbish").server("efgh");
    mapped(&done(script)).holds("abcdefgh");
}

#[test]
fn copies_name_their_frame_and_what_differs() {
    let script = download().server("abcd").server("efgh").again(Server, 8, "aXcdefYZ");
    let script = script.again(Server, 3, "fgh").again(Server, 1, "Qij");
    let mapped = mapped(&done(script));
    mapped.holds("abcdefghij");
    assert_eq!(mapped.copies(), [(0, 8, 17, 3), (5, 8, 18, 0), (7, 8, 19, 1)]);
    assert_eq!((mapped.map.conflicting_bytes(), mapped.map.copies().1), (4, 0));
    assert_eq!(
        mapped.spans(),
        [
            ("captured", 0, 10, Some(15), Some(19)),
            ("conflicting", 0, 8, Some(17), Some(17)),
            ("repeated", 5, 8, Some(18), Some(18)),
            ("conflicting", 7, 8, Some(19), Some(19)),
        ]
    );
    assert_eq!(odd(&mapped.dissection), ["overlap_conflict@17", "overlap_conflict@19"]);
}

#[test]
fn copies_around_a_hole_are_compared_each_by_itself() {
    let script = download().server("abcd").skip(Server, 4).server("ijkl").again(Server, 12, "aXcdefghijkY");
    let mapped = mapped(&done(script));
    mapped.holds("abcdefghijkl");
    assert_eq!(mapped.copies(), [(0, 4, 17, 1), (8, 12, 17, 1)]);
}

#[test]
fn missing_ranges_stand_between_the_frames_around_them() {
    let script = download().server("abcd").server("ef").skip(Server, 4).server("klmn").skip(Server, 4);
    let script = script.server("st").skip(Server, 2).acknowledge(Client);
    let mapped = mapped(&script.reset(Server).on(0).server("150 go\r\n").server("226 done\r\n"));
    assert_eq!(
        mapped.spans(),
        [
            ("captured", 0, 6, Some(15), Some(16)),
            ("missing", 6, 10, Some(16), Some(17)),
            ("captured", 10, 14, Some(17), Some(17)),
            ("missing", 14, 18, Some(17), Some(18)),
            ("captured", 18, 20, Some(18), Some(18)),
            ("missing", 20, 21, Some(18), None),
        ]
    );
    // What is missing behind the end counts.
    let map = transfer_map(&mapped.dissection, &mapped.capture.as_slice(), PLACE, &mut StreamMaps::default());
    assert_eq!(map.expect("it is read again").expect("a map").length, 21);
}

/// A byte of a long stream: no stretch of it looks like another one.
fn byte(offset: usize) -> u8 {
    (offset % 251) as u8
}

fn long(range: std::ops::Range<usize>) -> Vec<u8> {
    range.map(byte).collect()
}

#[test]
fn copy_of_what_came_long_ago_is_compared() {
    // More than is kept to be compared.
    const LENGTH: usize = 1_200_000;
    let script = download().in_pieces(Server, 40_000, long(0..LENGTH));
    let back = |offset: usize| u32::try_from(LENGTH - offset).expect("short");
    // Over the end of a stretch, and within one.
    let mut changed = long(79_000..81_000);
    changed[999] ^= 1;
    changed[1_000] ^= 1;
    let script =
        script.again(Server, back(79_000), changed).again(Server, back(41_000), long(41_000..42_000));
    let mapped = mapped(&done(script.again(Server, 1_000, long(LENGTH - 1_000..LENGTH))));
    assert_eq!(
        mapped.copies(),
        [(79_000, 81_000, 45, 2), (41_000, 42_000, 46, 0), (LENGTH as u64 - 1_000, LENGTH as u64, 47, 0)]
    );
    assert_eq!(odd(&mapped.dissection), ["overlap_conflict@45"]);
    // Long streams are mapped in stretches of bounded length, and read over their ends.
    let stretches = mapped.map.stretches();
    assert_eq!(stretches.len(), LENGTH.div_ceil(40_000));
    for (offset, most) in [(0, LENGTH), (39_999, 2), (40_000, 1), (100_000, 200_000), (LENGTH - 1, 9)] {
        let expected = long(offset..LENGTH.min(offset + most));
        assert!(mapped.read(offset, most) == expected, "{most} bytes from {offset} on");
    }
}

#[test]
fn stretches_grow_up_to_their_cap() {
    // 64 KiB are 64 of these; 16 more begin the next one.
    let mapped = mapped(&done(download().in_pieces(Server, 1_024, long(0..80 * 1_024))));
    let stretches: Vec<_> = mapped.map.stretches().iter().map(|part| (part.start, part.end)).collect();
    assert_eq!(stretches, [(0, 65_536), (65_536, 81_920)]);
    assert_eq!(mapped.map.captured().count(), 1);
    assert!(mapped.read(65_000, 1_000) == long(65_000..66_000));
}

/// The frame at a place in IP fragments, each with so many bytes behind its header, a multiple of eight.
fn fragmented(mut frames: Vec<CapturedFrame>, place: usize, size: usize) -> Vec<CapturedFrame> {
    const ETHERNET: usize = 14;
    const HEADERS: usize = ETHERNET + 20;
    let whole = frames.remove(place);
    let (headers, payload) = whole.bytes.split_at(HEADERS);
    let count = payload.len().div_ceil(size);
    let fragments = payload.chunks(size).enumerate().map(|(number, piece)| {
        let mut bytes = [headers, piece].concat();
        let length = u16::try_from(bytes.len() - ETHERNET).expect("short");
        bytes[16..18].copy_from_slice(&length.to_be_bytes());
        let more_follow = u16::from(number + 1 < count) << 13;
        let offset = u16::try_from(number * size / 8).expect("short");
        bytes[20..22].copy_from_slice(&(more_follow | offset).to_be_bytes());
        CapturedFrame { gap_ms: 1, original_length: bytes.len() as u32, bytes }
    });
    let fragments: Vec<_> = fragments.collect();
    frames.splice(place..place, fragments);
    frames
}

#[test]
fn segments_in_fragments_are_put_together_again() {
    let script = done(download().server("abcd").server("efghijklmnopqrst").identification(7).server("uvwx"));
    let mapped = Mapped::new(&fragmented(script.frames(), 15, 8));
    mapped.holds("abcdefghijklmnopqrstuvwx");
    // Nothing is added to a stretch that is put together, and it is added to none.
    let stretches: Vec<_> = mapped.map.stretches().iter().map(|part| (part.start, part.end)).collect();
    assert_eq!(stretches, [(0, 4), (4, 20), (20, 24)]);
    // A copy of them is compared as well.
    let script = download().server("abcd").server("efghijklmnopqrst").identification(7);
    let script = done(script.again(Server, 18, "cdefghijklmnopqrsX"));
    let mapped = Mapped::new(&fragmented(script.frames(), 15, 8));
    assert_eq!(mapped.copies(), [(2, 20, 21, 1)]);
}
