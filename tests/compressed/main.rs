//! Compressed captures: they give the report of what is in them, and where
//! they are broken, cut or bombs, that is said.

mod bombs;
mod broken;
mod members;
mod of_others;
mod pack;
mod sound;
#[path = "../support/mod.rs"]
mod support;
mod tools;

use ftpscope::capture::OpenError;
use ftpscope::dissector::{Dissection, Dissector};
use serde_json::Value;

use support::read::{report, try_dissect};

/// Slices of these lengths, again and again.
fn slices<'a>(file: &'a [u8], lengths: &'a [usize]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = file;
    lengths.iter().cycle().map_while(move |&length| {
        let (slice, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        (!slice.is_empty()).then_some(slice)
    })
}

fn open(file: &[u8]) -> Result<Dissection, OpenError> {
    try_dissect([file])
}

#[track_caller]
fn opened(file: &[u8]) -> Dissection {
    open(file).expect("the file opens")
}

/// The report without what tells that the file was compressed.
fn content(dissection: &Dissection) -> Value {
    let mut report = report(dissection);
    for key in ["bytes", "compression", "unpacked_bytes"] {
        report["capture"][key].take();
    }
    report
}

/// What is odd about the compressed file: code, offset, found.
fn said(dissection: &Dissection) -> Vec<(&'static str, Option<u64>, Option<u64>)> {
    let infos = dissection.experts.infos().iter();
    infos.map(|info| (info.code.name(), info.offset, info.found)).collect()
}

/// What was unpacked, put together again.
fn spooled(file: &[u8], lengths: &[usize]) -> (Vec<u8>, Dissection) {
    let mut spool = Vec::new();
    let mut dissector = Dissector::new();
    for slice in slices(file, lengths) {
        dissector.push_and_spool(slice, &mut |bytes| spool.extend_from_slice(bytes)).expect("it opens");
    }
    let dissection = dissector.finish_and_spool(&mut |bytes| spool.extend_from_slice(bytes));
    (spool, dissection.expect("it opens"))
}
