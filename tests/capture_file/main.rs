//! Capture files of every format, sound ones and odd ones: what comes out is
//! what pcap-file wrote, or the expert info or error that says why not.

mod annotations;
mod open_errors;
mod pcap;
mod pcapng;
mod pcapng_oddities;
mod pcapng_writer;
#[path = "../support/mod.rs"]
mod support;

use ftpscope::capture::{CaptureReader, FrameSink, Interface, OpenError, RawFrame};
use ftpscope::expert::ExpertInfo;

/// A frame as it came out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ReadFrame {
    nanoseconds: i64,
    bytes: Vec<u8>,
    original_length: u32,
    interface: u32,
}

/// All that came out of a file.
#[derive(Debug, Default)]
struct ReadFile {
    frames: Vec<ReadFrame>,
    experts: Vec<ExpertInfo>,
    interfaces: Vec<Interface>,
}

impl FrameSink for ReadFile {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        self.frames.push(ReadFrame {
            nanoseconds: frame.time.nanoseconds(),
            bytes: frame.bytes.to_vec(),
            original_length: frame.original_length,
            interface: frame.interface,
        });
        assert_eq!(frame.number.get() as usize, self.frames.len());
    }

    fn expert(&mut self, info: ExpertInfo) {
        self.experts.push(info);
    }
}

impl ReadFile {
    /// The one expert info: code, frame, offset, expected, found.
    #[track_caller]
    fn one_expert(&self) -> (&'static str, Option<u32>, Option<u64>, Option<u64>, Option<u64>) {
        let [info] = self.experts.as_slice() else { panic!("not one: {:?}", self.experts) };
        (info.code.name(), info.frame.map(|frame| frame.get()), info.offset, info.expected, info.found)
    }

    /// The bytes of the frames.
    fn bytes(&self) -> Vec<&[u8]> {
        self.frames.iter().map(|frame| frame.bytes.as_slice()).collect()
    }
}

fn try_read(file: &[u8]) -> Result<ReadFile, OpenError> {
    let mut read = ReadFile::default();
    let mut reader = CaptureReader::new();
    reader.push(file, &mut read)?;
    reader.finish(&mut read)?;
    read.interfaces = reader.interfaces().to_vec();
    Ok(read)
}

#[track_caller]
fn read(file: &[u8]) -> ReadFile {
    try_read(file).expect("the file opens")
}
