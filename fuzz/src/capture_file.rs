//! Capture files: the frames lie in the file, and are the same however it is sliced.

use ftpscope::capture::{CaptureReader, FrameSink, OpenError, RawFrame};
use ftpscope::expert::ExpertInfo;

use super::input::{Input, in_slices};
use super::{pack, seeds};

/// What was read of a file.
#[derive(Debug, PartialEq)]
struct Read {
    /// Number, time, offset, captured and original length, link type, interface of each frame.
    frames: Vec<(u32, i64, u64, usize, u32, u32, u32)>,
    experts: Vec<ExpertInfo>,
    outcome: Result<(), OpenError>,
}

/// Takes frames, and holds each against the file.
struct Sink<'a> {
    file: &'a [u8],
    /// Bytes that came out of it so far, where it is compressed.
    unpacked: Option<usize>,
    read: Read,
}

impl FrameSink for Sink<'_> {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        let length = frame.bytes.len();
        let offset = usize::try_from(frame.offset).expect("an offset in the file");
        match self.unpacked {
            None => assert_eq!(self.file.get(offset..offset + length), Some(frame.bytes)),
            Some(unpacked) => assert!(offset + length <= unpacked),
        }
        assert_eq!(frame.number.index(), self.read.frames.len());
        assert!(frame.original_length as usize >= length);
        self.read.frames.push((
            frame.number.get(),
            frame.time.nanoseconds(),
            frame.offset,
            length,
            frame.original_length,
            frame.link_type,
            frame.interface,
        ));
    }

    fn expert(&mut self, info: ExpertInfo) {
        let end = self.file.len().max(self.unpacked.unwrap_or_default());
        assert!(info.offset.is_none_or(|offset| offset <= end as u64), "{info:?}");
        self.read.experts.push(info);
    }

    fn unpacked(&mut self, bytes: &[u8]) {
        *self.unpacked.get_or_insert_default() += bytes.len();
    }
}

/// Reads a file at once and in slices.
///
/// # Panics
///
/// Where something does not hold.
pub fn run(data: &[u8]) {
    let slices = Input::new(data).slices();
    let sliced = read(slices.stream, slices.iter());
    let whole = read(slices.stream, [slices.stream].into_iter());
    assert_eq!(sliced, whole, "in slices and at once");
}

fn read<'a>(file: &[u8], mut slices: impl Iterator<Item = &'a [u8]>) -> Read {
    let nothing = Read { frames: Vec::new(), experts: Vec::new(), outcome: Ok(()) };
    let mut sink = Sink { file, unpacked: None, read: nothing };
    let mut reader = CaptureReader::new();
    let pushed = slices.try_for_each(|slice| reader.push(slice, &mut sink));
    let outcome = pushed.and_then(|()| reader.finish(&mut sink));
    if let Err(error) = &outcome {
        assert!(error.offset <= file.len().max(sink.unpacked.unwrap_or_default()) as u64, "{error}");
    } else {
        assert_eq!(reader.bytes(), file.len() as u64);
        let interfaces = reader.interfaces().len();
        assert!(sink.read.frames.iter().all(|frame| (frame.6 as usize) < interfaces));
    }
    assert_eq!(reader.frames() as usize, sink.read.frames.len());
    Read { outcome, ..sink.read }
}

/// Each capture at once and in small slices, and one of them compressed in every way.
///
/// # Panics
///
/// Where there is none.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let captures = seeds::captures();
    let smallest = captures.iter().min_by_key(|capture| capture.len()).expect("captures");
    let packed = pack::ALL.iter().map(|(_, pack)| in_slices(&[], &pack(smallest)));
    let plain = captures.iter().flat_map(|file| [in_slices(&[], file), in_slices(&[7, 64, 1], file)]);
    plain.chain(packed).collect()
}
