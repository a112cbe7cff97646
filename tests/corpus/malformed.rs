//! Broken captures: each ends soon and in little memory, with all frames that
//! are there and, where the file is broken, the byte at which it is.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use ftpscope::dissector::Dissection;
use ftpscope::expert::ExpertCode;
use serde::Deserialize;

use super::not_yet;
use crate::support::corpus;
use crate::support::read::{report_text, try_dissect};

/// Time that reading one of them may take.
const LONG: Duration = Duration::from_secs(2);
/// Memory that it may take, the file itself not counted, in bytes.
const MUCH: u64 = 64 << 20;

/// What an expert info says of a file that is broken at a byte.
const BROKEN: [ExpertCode; 6] = [
    ExpertCode::FileCut,
    ExpertCode::RecordTooLong,
    ExpertCode::BlockLengthInvalid,
    ExpertCode::BlockTrailerDiffers,
    ExpertCode::BlockBodyInvalid,
    ExpertCode::OptionInvalid,
];

/// The table `malformed.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    capture: Vec<Row>,
}

/// A row of it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    file: String,
    #[serde(default)]
    sound: bool,
    cut_at: Option<u64>,
    impossible_at: Option<u64>,
    frames: u32,
    tshark: u32,
    #[serde(default)]
    evidence: String,
}

fn rows() -> Vec<Row> {
    let table: Table = toml::from_str(include_str!("malformed.toml")).expect("the table is TOML");
    table.capture
}

#[test]
fn each_broken_capture_tells_what_is_there_and_where_it_breaks() {
    let test = "each_broken_capture_tells_what_is_there_and_where_it_breaks";
    let Some(files) = corpus::files(test, "malformed") else { return };
    let rows = rows();
    let mut failures = Vec::new();
    for file in &files {
        let name = file.file_name().expect("a name").to_string_lossy();
        let row = rows.iter().find(|row| row.file == name);
        failures.extend(check(file, row).err().map(|failure| format!("{name}: {failure}")));
    }
    assert!(failures.is_empty(), "{}\n{} of {} fail", failures.join("\n"), failures.len(), files.len());
}

/// Without a row, in another folder, only time and memory are checked.
fn check(file: &Path, row: Option<&Row>) -> Result<(), String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    let start = Instant::now();
    let mut read = None;
    let memory = allocation_counter::measure(|| {
        let dissection = try_dissect(bytes.chunks(1 << 16));
        if let Ok(dissection) = &dissection {
            assert!(report_text(dissection).starts_with('{'));
        }
        read = Some(dissection);
    });
    let took = start.elapsed();
    if took > LONG {
        return Err(format!("took {took:?}"));
    }
    if memory.bytes_max > MUCH {
        return Err(format!("took {} bytes of memory", memory.bytes_max));
    }
    match (read.expect("it was read"), row) {
        (_, None) => Ok(()),
        (Err(error), Some(_)) if not_yet::file(&error).is_some() => Ok(()),
        (Err(error), Some(_)) => Err(error.to_string()),
        (Ok(dissection), Some(row)) => agrees(row, &dissection),
    }
}

fn agrees(row: &Row, dissection: &Dissection) -> Result<(), String> {
    let frames = dissection.frames.count();
    if frames != row.frames {
        return Err(format!("{} frames expected, {frames} found", row.frames));
    }
    let infos = dissection.experts.infos().iter().filter(|info| BROKEN.contains(&info.code));
    let broken: Vec<_> = infos.map(|info| (info.code, info.offset)).collect();
    let expected = row.cut_at.or(row.impossible_at);
    // What is impossible may be said to be cut: there are never as many bytes as it claims.
    let is_expected = match broken.as_slice() {
        [] => row.sound,
        [(code, offset)] => {
            *offset == expected && !row.sound && (row.cut_at.is_none() || *code == ExpertCode::FileCut)
        }
        _ => false,
    };
    if is_expected { Ok(()) } else { Err(format!("{expected:?} expected, {broken:?} found")) }
}

#[test]
fn each_row_says_one_thing_and_why() {
    for row in rows() {
        let said = [row.sound, row.cut_at.is_some(), row.impossible_at.is_some()];
        assert_eq!(said.iter().filter(|said| **said).count(), 1, "{}", row.file);
        let is_plain = row.sound && row.frames == row.tshark;
        assert!(is_plain || !row.evidence.is_empty(), "{}", row.file);
    }
}

#[test]
fn a_wrong_row_is_noticed() {
    let bytes = crate::support::scenario::scenario().open().server("220 ready\r\n").pcap();
    let cut = &bytes[..bytes.len() - 1];
    let record = bytes.len() as u64 - 16 - 54 - 11;
    let read = try_dissect([cut]).expect("the capture opens");
    let row = |cut_at, frames| Row { cut_at, frames, sound: cut_at.is_none(), ..Row::default() };
    assert_eq!(agrees(&row(Some(record), 3), &read), Ok(()));
    assert!(agrees(&row(Some(record + 1), 3), &read).is_err());
    assert!(agrees(&row(Some(record), 4), &read).is_err());
    assert!(agrees(&row(None, 3), &read).is_err());
}
