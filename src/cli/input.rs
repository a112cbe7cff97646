//! From a file or standard input to a dissection.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use ftpscope::dissector::{Dissection, Dissector};

use super::Failure;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

/// Reads a capture; `-` is standard input.
pub(super) fn dissect(path: &Path) -> Result<Dissection, Failure> {
    let mut input: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(Failure::Input)?)
    };
    let mut dissector = Dissector::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match input.read(&mut chunk) {
            Ok(0) => return dissector.finish().map_err(Failure::Open),
            Ok(read) => dissector.push(&chunk[..read]).map_err(Failure::Open)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Failure::Input(error)),
        }
    }
}
