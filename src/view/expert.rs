//! Expert infos.

use std::ops::Range;

use serde::Serialize;

use super::words::clipped;
use crate::dissector::Dissection;
use crate::expert::{ExpertInfo, Severity};

/// The greatest whole number that JavaScript keeps exactly: 2^53 - 1.
const GREATEST_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// One odd thing; which slots are filled depends on the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExpertView {
    /// `chat`, `note`, `warn` or `error`.
    pub severity: &'static str,
    /// Stable name of what is odd; the language files have its words.
    pub code: &'static str,
    /// Frame, or null.
    pub frame: Option<u32>,
    /// Number of the TCP connection, or null.
    pub connection: Option<u32>,
    /// Byte in the capture file, or null.
    pub offset: Option<u64>,
    /// What is allowed, or null.
    pub expected: Option<u64>,
    /// What was found, or null.
    pub found: Option<u64>,
    /// Text from the capture or the name of a layer, or null.
    pub text: Option<String>,
}

/// How often a code occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExpertCountView {
    /// Stable name.
    pub code: &'static str,
    /// `chat`, `note`, `warn` or `error`.
    pub severity: &'static str,
    /// How often.
    pub count: u64,
}

/// The name of a severity in the report.
#[must_use]
pub(super) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Chat => "chat",
        Severity::Note => "note",
        Severity::Warn => "warn",
        Severity::Error => "error",
    }
}

impl From<&ExpertInfo> for ExpertView {
    fn from(info: &ExpertInfo) -> Self {
        Self {
            severity: severity_name(info.code.severity()),
            code: info.code.name(),
            frame: info.frame.map(crate::units::FrameNumber::get),
            connection: info.connection.map(|id| id.0),
            offset: info.offset,
            expected: info.expected.map(safe),
            found: info.found.map(safe),
            text: info.text.as_deref().map(str::to_owned),
        }
    }
}

fn safe(number: u64) -> u64 {
    number.min(GREATEST_SAFE_INTEGER)
}

/// The expert infos in a half-open range.
#[must_use]
pub fn expert_views(dissection: &Dissection, range: Range<usize>) -> Vec<ExpertView> {
    clipped(dissection.experts.infos(), range).iter().map(ExpertView::from).collect()
}

/// How often each code occurs.
#[must_use]
pub fn expert_counts(dissection: &Dissection) -> Vec<ExpertCountView> {
    let view = |(code, count): (crate::expert::ExpertCode, u64)| ExpertCountView {
        code: code.name(),
        severity: severity_name(code.severity()),
        count,
    };
    dissection.experts.counts().map(view).collect()
}
