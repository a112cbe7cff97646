//! What this program says it cannot read yet. A capture in which it says so is
//! not compared: it counts as neither passed nor failed.

use ftpscope::capture::{OpenError, OpenErrorCode};
use ftpscope::dissector::Dissection;
use ftpscope::expert::ExpertCode;

/// Kinds of files that are refused. Rows go when the kind is read.
const FILES: &[OpenErrorCode] = &[OpenErrorCode::VariantUnsupported];

/// Kinds of frames that are not read. Rows go when the kind is read.
const FRAMES: &[ExpertCode] = &[ExpertCode::LinkTypeUnsupported];

/// Why a file that is refused is not compared.
pub(crate) fn file(error: &OpenError) -> Option<&'static str> {
    FILES.contains(&error.code).then_some(error.code.name())
}

/// Why a capture that was read is not compared.
pub(crate) fn frames(dissection: &Dissection) -> Option<&'static str> {
    let mut codes = dissection.experts.counts().map(|(code, _)| code);
    codes.find(|code| FRAMES.contains(code)).map(ExpertCode::name)
}
