//! Lines: the same however the stream is cut, and no byte of it is counted twice or lost.

use ftpscope::address::Side;
use ftpscope::ftp::line::{Line, LineEnd, LineSplitter};
use ftpscope::limits;

use super::input::{Input, in_slices};
use super::seeds;

/// Cuts a stream into lines: behind a byte that gives the cap, a stream in slices.
///
/// # Panics
///
/// Where something does not hold.
pub fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let cap = match input.byte() {
        0 => limits::LINE_BYTES,
        cap => cap.into(),
    };
    let slices = input.slices();
    let sliced = split(cap, slices.iter(), false);
    assert_eq!(sliced, split(cap, [slices.stream].into_iter(), false), "in slices and at once");
    check(&sliced, cap, slices.stream);
    // With a hole between each two slices.
    let holed = split(cap, slices.iter(), true);
    check(&holed, cap, slices.stream);
    let holes = slices.iter().count().saturating_sub(1);
    assert!(holed.iter().filter(|line| line.gap).count() <= holes);
}

fn split<'a>(cap: usize, slices: impl Iterator<Item = &'a [u8]>, has_holes: bool) -> Vec<Line> {
    let mut splitter = LineSplitter::new(cap);
    let mut lines = Vec::new();
    for (place, slice) in slices.enumerate() {
        if has_holes && place > 0 {
            splitter.gap();
        }
        let mut rest = slice;
        while !rest.is_empty() {
            let (consumed, line) = splitter.push(rest);
            assert!(line.is_some() || consumed == rest.len());
            lines.extend(line);
            rest = &rest[consumed..];
        }
    }
    let is_inside = splitter.is_inside_line();
    let last = splitter.finish();
    assert_eq!(is_inside, last.is_some());
    lines.extend(last);
    lines
}

fn check(lines: &[Line], cap: usize, stream: &[u8]) {
    let length: u64 = lines.iter().map(|line| line.length).sum();
    assert_eq!(length, stream.len() as u64);
    let ended = lines.iter().filter(|line| line.end != LineEnd::Missing).count();
    assert!(lines.len() - ended <= 1);
    for line in lines {
        assert!(line.text.len() <= cap && line.text.len() as u64 <= line.length);
        assert!(!line.text.contains(&b'\n'));
        assert!(line.gap || !line.gap_inside);
        assert!(!line.cut || line.text.len() == cap);
    }
}

/// Both streams of each control connection.
///
/// # Panics
///
/// Where a capture cannot be read.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for dissection in seeds::dissections() {
        for session in &dissection.sessions {
            let connection = dissection.connections.get(session.connection).expect("a connection");
            for side in [Side::A, Side::B] {
                let content = connection.halves.get(side).content().expect("what was said is kept");
                let stream: Vec<_> = content.pieces().flat_map(|(_, _, bytes)| bytes).copied().collect();
                seeds.push([&[0][..], &in_slices(&[20, 1], &stream)].concat());
                seeds.push([&[40][..], &in_slices(&[], &stream)].concat());
            }
        }
    }
    seeds
}
