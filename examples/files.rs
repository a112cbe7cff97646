//! Lists the files that were carried, with their SHA-256: `cargo run --example files -- day.pcap`. Their bytes are read
//! again from the capture, a piece at a time.

use std::error::Error;

use ftpscope::dissector::Dissector;
use ftpscope::export::{FileList, SavedFile};
use ftpscope::file_reader::{FileReader, ReadOptions};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which capture?")?;
    let capture = std::fs::read(path)?;
    let mut dissector = Dissector::new();
    dissector.push(&capture)?;
    let dissection = dissector.finish()?;

    // Any source will do that gives bytes at an offset: here it is memory.
    let source = capture.as_slice();
    for named in FileList::new(&dissection, &source)?.files {
        let reader = FileReader::of_file(&dissection, &source, &named.file, ReadOptions::default())?;
        let mut file = SavedFile::new(reader);
        let mut bytes = 0;
        while let Some(piece) = file.next(&dissection, &source)? {
            bytes += piece.len();
        }
        let info = file.finish();
        let sha256 = info.hashes.and_then(|hashes| hashes.sha256).unwrap_or_default();
        println!("{bytes} {sha256} {}", named.name);
    }
    Ok(())
}
