//! The whole report.

use serde::Serialize;

use super::{CaptureView, ExpertCountView, ExpertView, SessionReport};

/// Everything that one capture says about FTP.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Which structure this is.
    pub schema: SchemaVersion,
    /// The capture itself.
    pub capture: CaptureView,
    /// FTP control connections, in the order of their first frames.
    pub sessions: Vec<SessionReport>,
    /// What is odd, in the order of frames; see `expert_counts` for those beyond the cap.
    pub expert: Vec<ExpertView>,
    /// How often each code occurs, those not kept one by one included.
    pub expert_counts: Vec<ExpertCountView>,
}

/// Name and version of the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchemaVersion {
    /// Always `ftpscope`.
    pub name: &'static str,
    /// Major and minor version.
    pub version: &'static str,
}

impl SchemaVersion {
    /// The version that this program writes.
    pub const CURRENT: Self = Self { name: "ftpscope", version: "1.0" };
}
