use std::ops::Range;

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use proptest::prelude::*;

use super::*;
use crate::ftp::transfer_parameters::{FileStructure, FormatControl, RepresentationType, TransferMode};

/// The files of a connection with what is known of each, or the files before what is wrong with it.
type Decoded = (Vec<(Vec<u8>, DecodedEnd)>, Option<DecodeError>);

/// Decodes a connection that comes in slices of these lengths, again and again, with so much room each time.
fn decode_sliced(decoder: &mut dyn Decoder, input: &[u8], lengths: &[usize], room: usize) -> Decoded {
    let mut files = Vec::new();
    let mut file = Vec::new();
    let mut from = 0;
    for &length in lengths.iter().cycle() {
        let to = input.len().min(from + length);
        loop {
            let before = file.len();
            let progress = match decoder.push(&input[from..to], room, &mut file) {
                Ok(progress) => progress,
                Err(error) => {
                    assert_eq!(decoder.push(&input[from..to], room, &mut file), Err(error));
                    files.push((std::mem::take(&mut file), DecodedEnd::default()));
                    return (files, Some(error));
                }
            };
            assert!(file.len() - before <= room && progress.consumed <= to - from);
            from += progress.consumed;
            match progress.stop {
                Stop::Input => break,
                Stop::Room => assert!(file.len() - before > 0 || progress.consumed > 0),
                Stop::FileEnd => {
                    let end = decoder.finish(&mut file);
                    files.push((std::mem::take(&mut file), end));
                }
            }
        }
        assert_eq!(from, to, "without a reason all is taken");
        if from == input.len() {
            break;
        }
    }
    let end = decoder.finish(&mut file);
    if end.input_bytes > 0 {
        files.push((file, end));
    }
    (files, None)
}

fn decode(mut decoder: impl Decoder, input: &[u8]) -> Decoded {
    decode_sliced(&mut decoder, input, &[usize::MAX / 2], 1 << 20)
}

/// The one file of a connection.
#[track_caller]
fn decode_file(decoder: impl Decoder, input: &[u8]) -> (Vec<u8>, DecodedEnd) {
    let (mut files, error) = decode(decoder, input);
    assert_eq!((files.len(), error), (1, None));
    files.remove(0)
}

fn error(decoder: impl Decoder, input: &[u8]) -> (Vec<u8>, DecodeErrorCode, u64) {
    let (mut files, error) = decode(decoder, input);
    let error = error.expect("an error");
    (files.pop().expect("a file").0, error.code, error.offset)
}

fn block(descriptor: u8, bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("a block");
    [&[descriptor][..], &length.to_be_bytes(), bytes].concat()
}

/// A file in blocks that end at these places, with a marker before each that is odd.
fn in_blocks(file: &[u8], ends: &[usize]) -> Vec<u8> {
    let mut blocks = Vec::new();
    for piece in pieces(file, ends) {
        if piece.start % 2 == 1 {
            blocks.extend(block(16, b"17"));
        }
        blocks.extend(block(0, &file[piece]));
    }
    [blocks, block(64, b"")].concat()
}

/// A file in strings of compressed mode, each as short as can be.
fn in_strings(file: &[u8], filler: u8) -> Vec<u8> {
    let mut strings = Vec::new();
    let mut rest = file;
    let run_of = |bytes: &[u8]| bytes.iter().take(63).take_while(|byte| **byte == bytes[0]).count();
    while !rest.is_empty() {
        let run = run_of(rest);
        let taken = match run {
            2.. if rest[0] == filler => {
                strings.push(0xC0 | run as u8);
                run
            }
            3.. => {
                strings.extend([0x80 | run as u8, rest[0]]);
                run
            }
            _ => {
                let plain = (1..rest.len().min(127)).find(|&at| run_of(&rest[at..]) > 2);
                let plain = plain.unwrap_or(rest.len().min(127));
                strings.push(plain as u8);
                strings.extend(&rest[..plain]);
                plain
            }
        };
        rest = &rest[taken..];
    }
    // The end of the file, said of an empty string.
    strings.extend([0, 64, 0xC0]);
    strings
}

/// Records with their control codes.
fn in_records(records: &[Vec<u8>]) -> Vec<u8> {
    let mut coded = Vec::new();
    for record in records {
        for &byte in record {
            coded.extend(if byte == 0xFF { vec![0xFF, 0xFF] } else { vec![byte] });
        }
        coded.extend([0xFF, 1]);
    }
    coded.extend([0xFF, 2]);
    coded
}

/// A text as it is sent.
fn in_network(text: &[u8]) -> Vec<u8> {
    let coded = |&byte: &u8| match byte {
        b'\n' => b"\r\n".to_vec(),
        b'\r' => b"\r\0".to_vec(),
        _ => vec![byte],
    };
    text.iter().flat_map(coded).collect()
}

fn pieces(file: &[u8], ends: &[usize]) -> Vec<Range<usize>> {
    let mut ends: Vec<_> = ends.iter().map(|end| end % (file.len() + 1)).chain([0, file.len()]).collect();
    ends.sort_unstable();
    ends.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Bytes with runs, escape bytes and line ends.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop_oneof![
        prop::sample::select(vec![0, b' ', b'\r', b'\n', 0xFF, 0x80, 64]),
        prop::sample::select(b"abc".to_vec()),
        any::<u8>(),
    ];
    let run = (bytes, prop_oneof![4 => Just(1_usize), 1 => 1..150_usize]);
    prop::collection::vec(run, 0..60)
        .prop_map(|runs| runs.into_iter().flat_map(|(byte, times)| vec![byte; times]).collect())
}

fn lengths() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(prop_oneof![1..4_usize, 1..300_usize], 1..8)
}

fn ends() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(any::<usize>(), 0..6)
}

#[test]
fn blocks_give_the_file() {
    let input = [block(0, b"one "), block(16, b"ignored"), block(32, b"two"), block(64, b"!")].concat();
    let (file, end) = decode_file(BlockDecoder::new(RecordEnd::Joined), &input);
    assert_eq!(file, b"one two!");
    assert_eq!(
        end,
        DecodedEnd {
            mark: EndMark::Marked,
            input_bytes: 27,
            output_bytes: 8,
            restart_markers: 1,
            suspect_blocks: 1,
            ..DecodedEnd::default()
        }
    );
}

#[test]
fn a_file_in_blocks_ends_and_the_next_one_follows() {
    let input = [block(128, b"one"), block(192, b"two"), block(64, b""), block(0, b"three")].concat();
    let (files, error) = decode(BlockDecoder::new(RecordEnd::CrLf), &input);
    assert_eq!(error, None);
    let told: Vec<_> = files.iter().map(|(file, end)| (&file[..], end.mark, end.records)).collect();
    assert_eq!(
        told,
        [
            (&b"one\r\ntwo\r\n"[..], EndMark::Marked, 2),
            (b"", EndMark::Marked, 0),
            (b"three", EndMark::Unmarked, 0),
        ]
    );
}

#[test]
fn a_block_that_is_cut_is_told() {
    let input = [block(0, b"one"), block(64, b"two")].concat();
    for length in 0..input.len() {
        let (files, error) = decode(BlockDecoder::new(RecordEnd::Joined), &input[..length]);
        let expected = match length {
            0 => None,
            6 => Some((b"one".to_vec(), EndMark::Unmarked)),
            _ => {
                let kept = length.saturating_sub(3).min(3) + length.saturating_sub(9);
                Some((b"onetwo"[..kept].to_vec(), EndMark::Cut))
            }
        };
        assert_eq!(error, None);
        assert_eq!(files.into_iter().map(|(file, end)| (file, end.mark)).next(), expected, "{length}");
    }
}

#[test]
fn a_descriptor_with_unknown_bits_is_refused() {
    let input = [block(0, b"one"), block(4, b"two")].concat();
    let found = error(BlockDecoder::new(RecordEnd::Joined), &input);
    assert_eq!(found, (b"one".to_vec(), DecodeErrorCode::DescriptorInvalid, 6));
    let found = error(CompressedDecoder::new(0, RecordEnd::Joined), b"\x02ab\0\x01");
    assert_eq!(found, (b"ab".to_vec(), DecodeErrorCode::DescriptorInvalid, 4));
}

#[test]
fn strings_give_the_file() {
    let input = [&b"\x03abc"[..], &[0x84, b'x', 0xC2, 0x80, b'y', 0xC0], &[0, 64, 1, b'!']].concat();
    for filler in [b'\0', b' '] {
        let (file, end) = decode_file(CompressedDecoder::new(filler, RecordEnd::Joined), &input);
        assert_eq!(file, [b"abcxxxx", &[filler; 2][..], b"!"].concat());
        assert_eq!((end.mark, end.input_bytes, end.output_bytes), (EndMark::Marked, 14, 10));
    }
}

#[test]
fn an_escape_sequence_is_of_the_string_behind_it() {
    let decoder = || CompressedDecoder::new(b' ', RecordEnd::Lf);
    // A record, a marker as a plain string, one as a run, another record, the end of the file.
    let input = b"\0\x80\x01a\0\x10\x02mm\0\x10\x82m\0\xA0\x81b\0\x40\xC1\x01n";
    let (files, error) = decode(decoder(), input);
    assert_eq!(error, None);
    assert_eq!(files[0].0, b"a\nb\n ");
    let end = files[0].1;
    assert_eq!((end.records, end.restart_markers, end.suspect_blocks), (2, 2, 1));
    assert_eq!((end.mark, &files[1].0[..]), (EndMark::Marked, &b"n"[..]));
    // Without a string behind it: of an empty one, between and at the end.
    let (file, end) = decode_file(decoder(), b"\x01a\0\x80\0\x40");
    assert_eq!((&file[..], end.records, end.mark), (&b"a\n"[..], 1, EndMark::Marked));
}

#[test]
fn a_string_that_is_cut_is_told() {
    for (input, mark) in [
        (&b"\x02ab"[..], EndMark::Unmarked),
        (b"\x02a", EndMark::Cut),
        (b"\x02", EndMark::Cut),
        (b"\x82", EndMark::Cut),
        (b"\x82a", EndMark::Unmarked),
        (b"\0", EndMark::Cut),
        (b"\0\x80", EndMark::Unmarked),
        (b"\0\x40", EndMark::Marked),
        (b"\0\x40\x02a", EndMark::Cut),
    ] {
        let (_, end) = decode_file(CompressedDecoder::new(0, RecordEnd::Joined), input);
        assert_eq!(end.mark, mark, "{input:?}");
    }
}

#[test]
fn records_of_stream_mode_are_taken_apart() {
    let input = b"one\xFF\x01t\xFF\xFFwo\xFF\x03next\xFF\x02";
    for (record_end, expected) in [
        (RecordEnd::Joined, &b"onet\xFFwo"[..]),
        (RecordEnd::Lf, b"one\nt\xFFwo\n"),
        (RecordEnd::CrLf, b"one\r\nt\xFFwo\r\n"),
    ] {
        let (files, error) = decode(RecordDecoder::new(record_end), input);
        assert_eq!(error, None);
        assert_eq!((&files[0].0[..], files[0].1.records), (expected, 2));
        assert_eq!((&files[1].0[..], files[1].1.records), (&b"next"[..], 0));
        assert!(files.iter().all(|(_, end)| end.mark == EndMark::Marked));
    }
    let found = error(RecordDecoder::new(RecordEnd::Joined), b"one\xFF\x04");
    assert_eq!(found, (b"one".to_vec(), DecodeErrorCode::EscapeInvalid, 4));
    for code in 0..=u8::MAX {
        let (_, error) = decode(RecordDecoder::new(RecordEnd::Joined), &[0xFF, code]);
        assert_eq!(error.is_none(), matches!(code, 1..=3 | 0xFF), "{code}");
    }
    let (file, end) = decode_file(RecordDecoder::new(RecordEnd::Joined), b"one\xFF");
    assert_eq!((&file[..], end.mark), (&b"one"[..], EndMark::Cut));
    let (_, end) = decode_file(RecordDecoder::new(RecordEnd::Joined), b"one");
    assert_eq!(end.mark, EndMark::Unmarked);
}

#[test]
fn text_gets_the_line_ends_of_the_system() {
    let input = b"a\r\nb\nc\r\0d\re\r\r\n\0\xE9\r";
    let counts = TextCounts { crlf: 2, bare_lf: 1, bare_cr: 3, cr_nul: 1, nul: 1, high: 1 };
    let (file, end) = decode_file(TextDecoder::new(LineEnds::Local), input);
    assert_eq!(file, b"a\nb\nc\rd\re\r\n\0\xE9\r");
    assert_eq!((end.text, end.text.is_binary(), end.mark), (counts, true, EndMark::Unmarked));
    let (file, end) = decode_file(TextDecoder::new(LineEnds::Wire), input);
    assert_eq!((&file[..], end.text), (&input[..], counts));
    let (_, end) = decode_file(TextDecoder::new(LineEnds::Local), b"gr\xC3\xBC\xC3\x9Fe\r\n\r\0");
    assert!(!end.text.is_binary());
}

#[test]
fn streams_are_inflated_one_after_the_other() {
    let streams = [compress_to_vec_zlib(b"one ", 6), compress_to_vec_zlib(b"two", 0)].concat();
    let (file, end) = decode_file(DeflateDecoder::new(), &streams);
    assert_eq!(file, b"one two");
    assert_eq!((end.mark, end.deflated_streams, end.trailing_bytes), (EndMark::Marked, 2, 0));
    assert_eq!((end.input_bytes, end.is_unchecked), (streams.len() as u64, false));
    for trailing in [&b"x"[..], b"xy", b"\x78", b"\x78\x9D and more", b"\x88\x1C of too large a window"] {
        let (file, end) = decode_file(DeflateDecoder::new(), &[&streams, trailing].concat());
        assert_eq!((&file[..], end.mark), (&b"one two"[..], EndMark::Marked));
        assert_eq!((end.trailing_bytes, end.deflated_streams), (trailing.len() as u64, 2));
    }
}

#[test]
fn deflate_without_zlib_is_inflated_and_told() {
    for (file, level) in [(&b""[..], 6), (b"a", 0), (b"abcabcabcabcabcabc", 6), (&[7; 9_000], 1)] {
        let raw = compress_to_vec(file, level);
        let (found, end) = decode_file(DeflateDecoder::new(), &[&raw[..], b"more"].concat());
        assert_eq!(found, file);
        assert_eq!((end.mark, end.is_unchecked, end.trailing_bytes), (EndMark::Marked, true, 4));
    }
}

#[test]
fn what_is_far_back_is_found_again() {
    // Lines that come again after almost the whole window of deflate, several times the length of the ring.
    let line = |at: usize| format!("{:>8} a line of the file\n", at * at % 997);
    let file: String = (0..12_000).map(line).collect();
    let input = compress_to_vec_zlib(file.as_bytes(), 9);
    for room in [1_000, 1 << 16, 1 << 20] {
        let (files, error) = decode_sliced(&mut DeflateDecoder::new(), &input, &[777], room);
        assert_eq!(error, None);
        assert!(files.len() == 1 && files[0].0 == file.as_bytes());
    }
}

#[test]
fn a_stream_that_is_cut_is_told() {
    let stream = compress_to_vec_zlib(b"a file of some length, without much to repeat", 6);
    for length in 1..stream.len() {
        let (_, end) = decode_file(DeflateDecoder::new(), &stream[..length]);
        assert_eq!((end.mark, end.deflated_streams), (EndMark::Cut, 0), "{length}");
    }
}

#[test]
fn a_stream_that_is_broken_is_told() {
    let stream = compress_to_vec_zlib(b"abcdefgh", 6);
    let mut wrong_sum = stream.clone();
    let last = wrong_sum.last_mut().expect("a checksum");
    *last ^= 1;
    let found = error(DeflateDecoder::new(), &wrong_sum);
    assert_eq!(found, (b"abcdefgh".to_vec(), DecodeErrorCode::ChecksumDiffers, stream.len() as u64));
    let (_, code, offset) = error(DeflateDecoder::new(), &[&stream[..], &[0x78, 0xBB]].concat());
    assert_eq!((code, offset), (DecodeErrorCode::DictionaryNeeded, stream.len() as u64 + 1));
    // A block of the type that there is not.
    let (file, code, offset) = error(DeflateDecoder::new(), &[0x78, 0x9C, 0x07, 0, 0]);
    assert_eq!((&file[..], code), (&b""[..], DecodeErrorCode::DeflateInvalid));
    assert!(offset <= 5);
}

#[test]
fn a_bomb_gives_no_more_than_there_is_room_for() {
    let zeros = vec![0; 8 << 20];
    let deflated = compress_to_vec_zlib(&zeros, 9);
    let twice = compress_to_vec_zlib(&[deflated.clone(), deflated].concat(), 9);
    assert!(twice.len() < 2_000);
    let inner = Box::new(DeflateDecoder::new());
    let mut decoder = Chain::new(Box::new(DeflateDecoder::new()), inner);
    let mut output = Vec::new();
    let (mut consumed, mut bytes) = (0, 0);
    loop {
        let progress = decoder.push(&twice[consumed..], 10_000, &mut output).expect("sound");
        assert!(output.len() <= 10_000 && output.iter().all(|byte| *byte == 0));
        bytes += output.len();
        output.clear();
        consumed += progress.consumed;
        if progress.stop == Stop::Input {
            break;
        }
    }
    assert_eq!((bytes, consumed), (16 << 20, twice.len()));
    assert_eq!(decoder.finish(&mut output).mark, EndMark::Marked);
}

fn selected(mode: TransferMode, structure: FileStructure, kind: RepresentationType) -> Box<dyn Decoder> {
    decoder(mode, structure, kind, LineEnds::Local).expect("a decoder")
}

/// Decodes with the decoder of these parameters, in slices of 3 bytes.
fn decode_selected(
    mode: TransferMode,
    structure: FileStructure,
    kind: RepresentationType,
    input: &[u8],
) -> (Vec<u8>, DecodedEnd) {
    let (mut files, error) = decode_sliced(&mut *selected(mode, structure, kind), input, &[3], 2);
    assert_eq!((files.len(), error), (1, None));
    files.remove(0)
}

#[test]
fn the_parameters_of_a_transfer_choose_its_decoder() {
    use FileStructure::{File, Page, Record};
    use TransferMode::{Block, Compressed, Deflate, ExtendedBlock, Stream};
    let ascii = RepresentationType::Ascii(FormatControl::NonPrint);
    let ebcdic = RepresentationType::Ebcdic(FormatControl::NonPrint);
    let image = RepresentationType::Image;
    let plain = b"a\r\n\xFF\x01b";
    assert_eq!(decode_selected(Stream, File, image, plain).0, plain);
    assert_eq!(decode_selected(Stream, File, ascii, plain).0, b"a\n\xFF\x01b");
    assert_eq!(decode_selected(Stream, Record, image, plain).0, b"a\r\nb");
    assert_eq!(decode_selected(Stream, Record, ascii, plain).0, b"a\n\nb");
    let blocks = [block(128, b"a\r\nb"), block(192, b"c")].concat();
    assert_eq!(decode_selected(Block, File, image, &blocks).0, b"a\r\nbc");
    assert_eq!(decode_selected(Block, File, ascii, &blocks).0, b"a\nbc");
    let (file, end) = decode_selected(Block, Record, ascii, &blocks);
    assert_eq!((&file[..], end.records, end.mark), (&b"a\nb\nc\n"[..], 2, EndMark::Marked));
    // The last record ends in the network as it does in the file: no LF is one that was not converted.
    assert_eq!((end.text.crlf, end.text.bare_lf), (3, 0));
    assert_eq!(decode_selected(Compressed, File, image, b"\xC2").0, b"\0\0");
    assert_eq!(decode_selected(Compressed, File, ascii, b"\xC2").0, b"  ");
    assert_eq!(decode_selected(Compressed, File, ebcdic, b"\xC2").0, b"\x40\x40");
    let deflated = compress_to_vec_zlib(plain, 6);
    assert_eq!(decode_selected(Deflate, File, image, &deflated).0, plain);
    assert_eq!(decode_selected(Deflate, File, ascii, &deflated).0, b"a\n\xFF\x01b");
    let deflated = compress_to_vec_zlib(b"a\xFF\x01b\xFF\x03rest", 6);
    let (file, end) = decode_selected(Deflate, Record, ascii, &deflated);
    assert_eq!((&file[..], end.records, end.mark), (&b"a\nb\n"[..], 2, EndMark::Marked));
    assert_eq!((end.trailing_bytes, end.deflated_streams), (4, 1));
    assert_eq!((end.input_bytes, end.output_bytes), (deflated.len() as u64, 4));
    assert!(decoder(ExtendedBlock, File, image, LineEnds::Local).is_none());
    assert!(decoder(Stream, Page, image, LineEnds::Local).is_none());
}

#[test]
fn files_in_text_on_one_connection_do_not_touch_each_other() {
    let mut both = selected(
        TransferMode::Block,
        FileStructure::File,
        RepresentationType::Ascii(FormatControl::NonPrint),
    );
    // A CR at the end of one file, an LF at the beginning of the next one.
    let input = [block(64, b"one\r"), block(64, b"\ntwo")].concat();
    let (files, error) = decode_sliced(&mut *both, &input, &[100], 100);
    assert_eq!(error, None);
    let told: Vec<_> = files.iter().map(|(file, end)| (&file[..], end.text.crlf, end.input_bytes)).collect();
    assert_eq!(told, [(&b"one\r"[..], 0, 7), (b"\ntwo", 0, 7)]);
}

#[test]
fn files_whose_inner_coding_ends_first_follow_each_other() {
    let records = Box::new(RecordDecoder::new(RecordEnd::Joined));
    let chain = Chain::new(Box::new(BlockDecoder::new(RecordEnd::Joined)), records);
    let input = [block(0, b"one\xFF\x02rest"), block(64, b"!"), block(64, b"two\xFF\x03")].concat();
    let (files, error) = decode(chain, &input);
    assert_eq!(error, None);
    let told: Vec<_> =
        files.iter().map(|(file, end)| (&file[..], end.trailing_bytes, end.records, end.mark)).collect();
    assert_eq!(told, [(&b"one"[..], 5, 0, EndMark::Marked), (b"two", 0, 1, EndMark::Marked)]);
}

#[test]
fn what_stands_before_an_error_comes_out_of_a_chain_too() {
    let ascii = RepresentationType::Ascii(FormatControl::NonPrint);
    let input = [block(0, b"one\r\ntwo"), block(1, b"")].concat();
    for room in [1, 3, 1_000] {
        let mut decoder = selected(TransferMode::Block, FileStructure::File, ascii);
        let (files, error) = decode_sliced(&mut *decoder, &input, &[5], room);
        assert_eq!(files[0].0, b"one\ntwo");
        assert_eq!(error, Some(DecodeError { code: DecodeErrorCode::DescriptorInvalid, offset: 11 }));
    }
}

#[test]
fn names_of_errors_are_their_own() {
    let names: std::collections::BTreeSet<_> = DecodeErrorCode::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), DecodeErrorCode::ALL.len());
    let error = DecodeError { code: DecodeErrorCode::EscapeInvalid, offset: 4 };
    assert_eq!(error.to_string(), "escape_invalid at byte 4");
}

#[test]
fn a_chain_tells_where_on_the_connection_an_error_was() {
    // The code that there is not stands behind many bytes that are few when they are deflated.
    let deflated = compress_to_vec_zlib(&[&[b'a'; 5_000][..], b"\xFF\x04"].concat(), 6);
    let chain = || {
        let records = Box::new(RecordDecoder::new(RecordEnd::Joined));
        Chain::new(Box::new(DeflateDecoder::new()), records)
    };
    let (file, code, offset) = error(chain(), &deflated);
    assert_eq!((file, code), (vec![b'a'; 5_000], DecodeErrorCode::EscapeInvalid));
    assert_eq!(offset, deflated.len() as u64);
}

#[test]
fn a_file_of_a_chain_is_cut_where_either_coding_is() {
    let records = |bytes: &[u8]| {
        let records = Box::new(RecordDecoder::new(RecordEnd::Joined));
        decode_file(Chain::new(Box::new(DeflateDecoder::new()), records), bytes).1.mark
    };
    let whole = compress_to_vec_zlib(b"one\xFF\x01two\xFF\x03", 6);
    assert_eq!(records(&whole), EndMark::Marked);
    assert_eq!(records(&whole[..whole.len() - 1]), EndMark::Cut);
    // The deflated stream has its end, and the escape no code.
    assert_eq!(records(&compress_to_vec_zlib(b"one\xFF\x01two\xFF", 6)), EndMark::Cut);
}

#[test]
fn ends_of_records_wait_for_room() {
    let mut decoder = RecordDecoder::new(RecordEnd::CrLf);
    let (files, error) = decode_sliced(&mut decoder, b"one\xFF\x01\xFF\x01two\xFF\x03", &[4], 1);
    assert_eq!(error, None);
    assert_eq!((&files[0].0[..], files[0].1.records), (&b"one\r\n\r\ntwo\r\n"[..], 3));
}

#[test]
fn bytes_that_come_out_are_counted() {
    let (_, end) = decode_file(VerbatimDecoder::new(), b"one");
    assert_eq!((end.input_bytes, end.output_bytes, end.mark), (3, 3, EndMark::Unmarked));
}

#[test]
fn a_connection_without_a_byte_is_no_stream_that_was_cut() {
    assert_eq!(DeflateDecoder::new().finish(&mut Vec::new()).mark, EndMark::Unmarked);
}

/// A decoder, a connection, and the file that is in it.
type Coded<'a> = (Box<dyn Decoder>, Vec<u8>, &'a [u8]);

/// A decoder of each kind.
fn decoders() -> Vec<Box<dyn Decoder>> {
    vec![
        Box::new(VerbatimDecoder::new()),
        Box::new(BlockDecoder::new(RecordEnd::CrLf)),
        Box::new(CompressedDecoder::new(b' ', RecordEnd::CrLf)),
        Box::new(DeflateDecoder::new()),
        Box::new(RecordDecoder::new(RecordEnd::CrLf)),
        Box::new(TextDecoder::new(LineEnds::Local)),
        Box::new(TextDecoder::new(LineEnds::Wire)),
        Box::new(Chain::new(
            Box::new(BlockDecoder::new(RecordEnd::CrLf)),
            Box::new(TextDecoder::new(LineEnds::Local)),
        )),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_was_coded_comes_out_again(file in file(), ends in ends(), lengths in lengths(), room in 1..400_usize, level in 0..10_u8) {
        let records: Vec<_> = pieces(&file, &ends).into_iter().map(|piece| file[piece].to_vec()).collect();
        let two_streams = records.iter().take(2).map(|record| compress_to_vec_zlib(record, level)).collect::<Vec<_>>();
        let of_two = records.iter().take(2).cloned().collect::<Vec<_>>().concat();
        let coded: Vec<Coded<'_>> = vec![
            (Box::new(BlockDecoder::new(RecordEnd::Joined)), in_blocks(&file, &ends), &file),
            (Box::new(CompressedDecoder::new(b' ', RecordEnd::Joined)), in_strings(&file, b' '), &file),
            (Box::new(RecordDecoder::new(RecordEnd::Joined)), in_records(&records), &file),
            (Box::new(DeflateDecoder::new()), compress_to_vec_zlib(&file, level), &file),
            (Box::new(DeflateDecoder::new()), compress_to_vec(&file, level), &file),
            (Box::new(DeflateDecoder::new()), two_streams.concat(), &of_two),
            (Box::new(TextDecoder::new(LineEnds::Local)), in_network(&file), &file),
        ];
        for (at, (mut decoder, input, expected)) in coded.into_iter().enumerate() {
            let (files, error) = decode_sliced(&mut *decoder, &input, &lengths, room);
            prop_assert_eq!(error, None, "{}", at);
            let found = files.first().map(|(file, _)| &file[..]).unwrap_or_default();
            prop_assert_eq!(found, expected, "{}", at);
            let input_bytes: u64 = files.iter().map(|(_, end)| end.input_bytes).sum();
            prop_assert_eq!(input_bytes, input.len() as u64);
            if let Some((file, end)) = files.first() {
                prop_assert_eq!(end.output_bytes, file.len() as u64);
                prop_assert_eq!(end.mark == EndMark::Marked, at < 6);
            }
        }
    }

    #[test]
    fn any_slices_and_any_room_give_the_same(bytes in file(), lengths in lengths(), room in 1..200_usize) {
        for (mut one, mut other) in decoders().into_iter().zip(decoders()) {
            let whole = decode_sliced(&mut *one, &bytes, &[usize::MAX / 2], usize::MAX / 2);
            prop_assert_eq!(decode_sliced(&mut *other, &bytes, &lengths, room), whole);
        }
    }

    #[test]
    fn what_stands_before_damage_does_not_hang_on_slices(
        file in file(), level in 0..10_u8, at: usize, flipped in 1..=u8::MAX, lengths in lengths(), room in 1..200_usize,
    ) {
        let mut deflated = compress_to_vec_zlib(&file, level);
        let at = at % deflated.len();
        deflated[at] ^= flipped;
        let whole = decode(DeflateDecoder::new(), &deflated);
        prop_assert_eq!(decode_sliced(&mut DeflateDecoder::new(), &deflated, &lengths, room), whole);
    }
}
