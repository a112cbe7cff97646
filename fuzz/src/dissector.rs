//! The whole way: a capture in slices, its report, its frames as rows and taken apart.

use std::io;

use ftpscope::capture::OpenError;
use ftpscope::dissector::{Dissection, Dissector};
use ftpscope::explain::{Step, Story, explain_exchange};
use ftpscope::units::FrameNumber;
use ftpscope::view::{FieldView, FrameView, Passwords, Report, frame_bytes, frame_rows, frame_view};
use memchr::memmem;

use super::fragments::fragmented;
use super::input::{Input, in_slices};
use super::{pack, seeds};

/// Bytes that may come out of a compressed file for its frames to be looked at.
const LONGEST_UNPACKED: usize = 1 << 16;
/// Bytes of a capture that is worth beginning with.
const LONGEST_SEED: usize = 5_000;
/// Bytes that a password must have so that it is not found elsewhere by chance.
const SHORTEST_PASSWORD: usize = 5;

/// Reads a capture, and all that leaves of it.
///
/// # Panics
///
/// Where something does not hold.
pub fn run(data: &[u8]) {
    let slices = Input::new(data).slices();
    let (dissection, unpacked) = match read(slices.iter()) {
        Ok(read) => read,
        Err(error) => {
            assert!(
                error.code.name().starts_with("compressed") || error.offset <= slices.stream.len() as u64
            );
            return;
        }
    };
    // A bomb is slow to look at, and its frames are like those of other files.
    if unpacked.len() > LONGEST_UNPACKED {
        return;
    }
    let is_compressed = dissection.compression.is_some();
    let capture = if is_compressed { &unpacked } else { slices.stream };
    numbers_exist(&dissection);
    let report = Report::new(&dissection, Passwords::Revealed);
    serde_json::to_writer(io::sink(), &report).expect("the report is JSON");
    story(&dissection, Passwords::Revealed);
    let masked = what_leaves(&dissection, capture);
    // A password cannot be changed in a compressed file.
    if !is_compressed {
        no_password_leaves(&dissection, capture, &masked);
    }
}

/// Reads a file, and gives what came out of it where it is compressed.
fn read<'a>(mut slices: impl Iterator<Item = &'a [u8]>) -> Result<(Dissection, Vec<u8>), OpenError> {
    let mut unpacked = Vec::new();
    let mut keep = |bytes: &[u8]| {
        if unpacked.len() <= LONGEST_UNPACKED {
            unpacked.extend_from_slice(bytes);
        }
    };
    let mut dissector = Dissector::new();
    slices.try_for_each(|slice| dissector.push_and_spool(slice, &mut keep))?;
    let dissection = dissector.finish_and_spool(&mut keep)?;
    Ok((dissection, unpacked))
}

fn numbers_exist(dissection: &Dissection) {
    let frames = dissection.frames.count();
    for info in dissection.experts.infos() {
        assert!(info.frame.is_none_or(|frame| frame.get() <= frames), "{info:?}");
        let unpacked = dissection.compression.map_or(0, |(_, bytes)| bytes);
        let end = dissection.bytes.max(unpacked);
        assert!(info.offset.is_none_or(|offset| offset <= end), "{info:?}");
        assert!(info.connection.is_none_or(|id| dissection.connections.get(id).is_some()), "{info:?}");
    }
    for session in &dissection.sessions {
        for line in session.exchanges.iter().filter_map(|exchange| exchange.line.as_ref()) {
            assert!(!line.frames.is_empty() && line.start < line.end);
            assert!(line.frames.iter().all(|frame| frame.get() <= frames));
        }
        let transfers = session.transfers.len();
        let exchanges = session.exchanges.len();
        assert!(session.transfers.iter().all(|transfer| transfer.exchange < exchanges));
        assert!(transfers <= exchanges);
    }
}

/// Takes each frame apart and holds it against its bytes and its row. Gives what the fields and bytes are.
fn packets(dissection: &Dissection, capture: &[u8]) -> Vec<(FrameView, Vec<u8>)> {
    let passwords = Passwords::Masked;
    let rows = frame_rows(dissection, &capture, 0..usize::MAX, passwords).expect("it is in memory");
    assert_eq!(rows.len(), dissection.frames.count() as usize);
    let mut packets = Vec::new();
    for row in rows {
        let number = FrameNumber::new(row.number).expect("frames are counted from 1");
        let view = frame_view(dissection, &capture, number, passwords).expect("it is in memory");
        let view = view.expect("a row is of a frame");
        assert_eq!(view.row, row);
        let bytes = frame_bytes(dissection, &capture, number, passwords).expect("it is in memory");
        for layer in &view.layers {
            field_lies_within(layer, (0, bytes.len() as u32), dissection.frames.count());
        }
        for [start, length] in &view.masked {
            let masked = &bytes[*start as usize..][..*length as usize];
            assert!(!masked.is_empty() && masked.iter().all(|byte| *byte == b'*'));
        }
        packets.push((view, bytes));
    }
    packets
}

/// A field lies within the one around it and leads to a frame that there is.
fn field_lies_within(field: &FieldView, around: (u32, u32), frames: u32) {
    let own = (field.start, field.start.saturating_add(field.length));
    let has_bytes = field.length > 0;
    assert!(!has_bytes || around.0 <= own.0 && own.1 <= around.1, "{field:?} within {around:?}");
    assert!(field.frame.is_none_or(|frame| 0 < frame && frame <= frames), "{field:?}");
    let inner = if has_bytes { own } else { around };
    field.children.iter().for_each(|child| field_lies_within(child, inner, frames));
}

/// The story, as a whole and in windows. Its steps are counted, name packets that there are, and tell what each
/// exchange says for itself.
fn story(dissection: &Dissection, passwords: Passwords) -> Vec<Step> {
    let story = Story::new(dissection);
    let steps = story.steps(dissection, 0..usize::MAX, passwords);
    assert_eq!(steps.len(), story.count());
    for (place, step) in steps.iter().enumerate() {
        assert_eq!(step.number as usize, place + 1);
        assert_eq!(story.steps(dissection, place..place + 1, passwords)[..], steps[place..=place]);
        for [first, last] in step.facts.iter().flat_map(|fact| &fact.frames) {
            assert!(0 < *first && first <= last && *last <= dissection.frames.count(), "{step:?}");
        }
    }
    for (number, session) in dissection.sessions.iter().enumerate() {
        let told = || steps.iter().filter(|step| step.session == u32::try_from(number).ok());
        for exchange in 0..session.exchanges.len() {
            for fact in explain_exchange(dissection, number, exchange, passwords) {
                assert!(told().any(|step| step.facts.contains(&fact)), "{fact:?} is in no step");
            }
        }
    }
    steps
}

/// All that leaves with passwords masked.
fn what_leaves(dissection: &Dissection, capture: &[u8]) -> (String, Vec<(FrameView, Vec<u8>)>) {
    let mut report = Report::new(dissection, Passwords::Masked);
    // Whether a copy has other bytes than what it is a copy of, and how many, is no secret, and hangs on both.
    let is_conflict = |code: &str| code.ends_with("_conflict");
    report.expert.retain(|info| !is_conflict(info.code));
    report.expert_counts.retain(|count| !is_conflict(count.code));
    let mut steps = story(dissection, Passwords::Masked);
    steps.iter_mut().for_each(|step| step.facts.retain(|fact| !fact.id.ends_with("_conflict.text")));
    let told = serde_json::to_string(&(report, steps)).expect("the report is JSON");
    (told, packets(dissection, capture))
}

/// With other letters in the place of a password, all that leaves is the same. That holds for one that stands in
/// the capture once: what a server repeats of it is no secret any more.
fn no_password_leaves(dissection: &Dissection, capture: &[u8], masked: &(String, Vec<(FrameView, Vec<u8>)>)) {
    let text = capture.to_ascii_lowercase();
    let places = |wanted: &[u8]| memmem::find_iter(&text, &wanted.to_ascii_lowercase()).collect::<Vec<_>>();
    let secrets = dissection.sessions.iter().flat_map(|session| &session.exchanges);
    for secret in secrets.filter(|exchange| exchange.secret).map(|exchange| exchange.argument()) {
        let is_plain = secret.len() >= SHORTEST_PASSWORD && secret.iter().all(u8::is_ascii_alphanumeric);
        let other: Vec<_> = secret.iter().map(|&byte| other_letter(byte)).collect();
        if !is_plain || !places(&other).is_empty() {
            continue;
        }
        let [place] = places(secret)[..] else { continue };
        let mut changed = capture.to_vec();
        changed[place..place + other.len()].copy_from_slice(&other);
        let (changed_dissection, _) = read([&changed[..]].into_iter()).expect("it opened before");
        let after = what_leaves(&changed_dissection, &changed);
        assert!(after == *masked, "the password {:?} leaves", String::from_utf8_lossy(secret));
    }
}

/// The next letter or digit of the same kind.
fn other_letter(byte: u8) -> u8 {
    match byte {
        b'z' => b'a',
        b'Z' => b'A',
        b'9' => b'0',
        other => other.wrapping_add(1),
    }
}

/// Each capture at once and in small slices, and in fragments. Longer ones hold no more than these, and are slow.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut captures = seeds::captures();
    captures.retain(|capture| capture.len() <= LONGEST_SEED);
    let inputs = |file: &Vec<u8>| {
        [in_slices(&[], file), in_slices(&[100, 3], file), in_slices(&[], &fragmented(file))]
    };
    let packed = pack::ALL.iter().map(|(_, pack)| in_slices(&[], &pack(&captures[0])));
    captures.iter().flat_map(inputs).chain(packed).collect()
}
