//! Why a file could not be opened.

use serde::Serialize;

use crate::capture::OpenError;
use crate::source::ReadError;

/// Why a file could not be opened; the language files have the words of each code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenErrorView {
    /// Stable name of what is wrong.
    pub code: &'static str,
    /// Byte in the file.
    pub offset: u64,
    /// What the file is instead, or null.
    pub detail: Option<&'static str>,
}

impl From<&OpenError> for OpenErrorView {
    fn from(error: &OpenError) -> Self {
        Self { code: error.code.name(), offset: error.offset, detail: error.detail }
    }
}

impl From<&ReadError> for OpenErrorView {
    fn from(error: &ReadError) -> Self {
        Self { code: "read_failed", offset: error.offset, detail: None }
    }
}
