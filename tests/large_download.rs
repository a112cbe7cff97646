//! A download of 5 GB: listed in bounded memory, and a slice of it saved.

mod support;

use std::cell::RefCell;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

use etherparse::{PacketBuilder, TcpHeader};
use ftpscope::dissector::{Dissection, Dissector};
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::second_look::look_again;
use ftpscope::session::transfer::TransferPlace;
use ftpscope::session::verdict::Verdict;
use ftpscope::source::{ReadError, Source};
use support::scenario::scenario;

/// Bytes of a segment.
const SEGMENT: usize = 60_000;
/// Bytes of the file.
const FILE: u64 = 5_000_000_000;
/// A word in the middle of the zeros, and where it stands, behind 4 GiB.
const WORD: &[u8] = b"a needle";
const PLACE: u64 = 4_500_000_000;

/// A capture on disk. Zeros are holes of the file, so that it takes little room.
struct Sparse {
    file: File,
    length: u64,
}

impl Sparse {
    fn write(&mut self, bytes: &[u8]) {
        self.file.seek(SeekFrom::Start(self.length)).expect("a file can be sought");
        self.file.write_all(bytes).expect("the disk has room");
        self.length += bytes.len() as u64;
    }

    /// A frame: its beginning, and zeros up to its length.
    fn frame(&mut self, beginning: &[u8], length: usize) {
        let length = u32::try_from(length).expect("a frame is short");
        let time = [0_u32, 0];
        let record: Vec<u8> = time.into_iter().chain([length, length]).flat_map(u32::to_be_bytes).collect();
        self.write(&record);
        self.write(beginning);
        self.length += u64::from(length) - beginning.len() as u64;
    }
}

/// The frames of a script, written as they are.
fn write_frames(sparse: &mut Sparse, pcap: &[u8]) {
    let mut rest = &pcap[24..];
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest[8..12].try_into().expect("four bytes")) as usize;
        sparse.frame(&rest[16..16 + length], length);
        rest = &rest[16 + length..];
    }
}

/// The capture of a download: a login, the file in segments of zeros, the end.
fn capture() -> Sparse {
    let mut sparse = Sparse { file: tempfile::tempfile().expect("a temporary file"), length: 0 };
    let begun = scenario()
        .open()
        .server("220 ready\r\n")
        .client("USER anna\r\n")
        .server("230 in\r\n")
        .client("TYPE I\r\n")
        .server("200 ok\r\n")
        .client("PASV\r\n")
        .server("227 Entering Passive Mode (192,0,2,20,234,96)\r\n")
        .client("RETR big.bin\r\n")
        .connection(50_001, 60_000)
        .open()
        .on(0)
        .server(format!("150 go ({FILE} bytes)\r\n"))
        .on(1);
    let pcap = begun.pcap();
    sparse.write(&pcap[..24]);
    write_frames(&mut sparse, &pcap);
    let mut sequence = 5_001_u32;
    let mut at = 0;
    while at < FILE {
        let length = SEGMENT.min(usize::try_from(FILE - at).expect("a segment is short"));
        let mut payload = vec![0; length];
        let holds_word = (at..at + length as u64).contains(&PLACE);
        if holds_word {
            let from = usize::try_from(PLACE - at).expect("within");
            payload[from..from + WORD.len()].copy_from_slice(WORD);
        }
        let mut tcp = TcpHeader::new(60_000, 50_001, sequence, 65_535);
        (tcp.ack, tcp.acknowledgment_number) = (true, 1_001);
        let builder = PacketBuilder::ethernet2([2, 0, 0, 0, 0, 2], [2, 0, 0, 0, 0, 1])
            .ipv4([192, 0, 2, 20], [192, 0, 2, 10], 64)
            .tcp_header(tcp);
        let mut frame = Vec::new();
        builder.write_to_vec(&mut frame, &payload).expect("it fits into a packet");
        let shown = if holds_word { frame.len() } else { frame.len() - length };
        sparse.frame(&frame[..shown], frame.len());
        sequence = sequence.wrapping_add(u32::try_from(length).expect("short"));
        at += length as u64;
    }
    let ended = begun.skip(ftpscope::session::dialogue::Speaker::Server, (FILE % (1 << 32)) as u32);
    let before = pcap.len();
    let ended =
        ended.close_from(ftpscope::session::dialogue::Speaker::Server).on(0).server("226 done\r\n").pcap();
    write_frames(&mut sparse, &[&ended[..24], &ended[before..]].concat());
    sparse.file.set_len(sparse.length).expect("a file can grow");
    sparse
}

struct FileSource(RefCell<File>);

impl Source for FileSource {
    fn read(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let mut bytes = vec![0; length];
        let mut file = self.0.borrow_mut();
        file.seek(SeekFrom::Start(offset)).expect("a file can be sought");
        file.read_exact(&mut bytes).map(|()| bytes).map_err(|_| ReadError { offset })
    }
}

fn dissect(sparse: Sparse) -> (Dissection, FileSource) {
    let mut file = sparse.file;
    file.seek(SeekFrom::Start(0)).expect("a file can be sought");
    let mut dissector = Dissector::new();
    let mut chunk = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut chunk).expect("the file can be read");
        if read == 0 {
            break;
        }
        dissector.push(&chunk[..read]).expect("the capture opens");
    }
    let mut dissection = dissector.finish().expect("the capture opens");
    let source = FileSource(RefCell::new(file));
    look_again(&mut dissection, &source).expect("it is read again");
    (dissection, source)
}

#[test]
#[ignore = "long: reads 5 GB twice"]
fn a_download_of_5_gb_is_listed_and_a_slice_of_it_saved_in_bounded_memory() {
    let sparse = capture();
    assert!(sparse.length > FILE);
    let mut slice = Vec::new();
    let used = allocation_counter::measure(|| {
        let (read, source) = dissect(sparse);
        let transfer = &read.sessions[0].transfers[0];
        assert_eq!(transfer.judgement.verdict, Verdict::Complete);
        assert_eq!(transfer.file_bytes(), Some(FILE));
        let place = TransferPlace { session: 0, transfer: 0 };
        let reader = FileReader::of_transfer(&read, &source, place, ReadOptions::default());
        let mut reader = reader.expect("it is read again");
        reader.skip_to(PLACE - 100);
        let bytes = reader.next(&read, &source).expect("it is read again").expect("there are bytes");
        slice = bytes[..200].to_vec();
    });
    assert_eq!(&slice[100..100 + WORD.len()], WORD);
    assert!(slice[..100].iter().chain(&slice[100 + WORD.len()..]).all(|byte| *byte == 0));
    // 83,000 frames of 32 bytes, the map of the stream, and a few chunks of a megabyte.
    assert!(used.bytes_max < 24 * 1024 * 1024, "{} bytes", used.bytes_max);
}
