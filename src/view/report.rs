//! The whole report.

use serde::{Serialize, Serializer};

use super::{
    CaptureView, ExpertCountView, ExpertView, Passwords, SessionReport, expert_counts, expert_views,
};
use crate::dissector::Dissection;

/// Everything that one capture says about FTP.
///
/// `Sessions` is what holds the sessions: a list as far as the schema goes,
/// and [`SessionStream`] where the report is written, so that no more than one
/// exchange is turned into a view at a time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Report"))]
pub struct Report<Sessions = Vec<SessionReport>> {
    /// Which structure this is.
    pub schema: SchemaVersion,
    /// The capture itself.
    pub capture: CaptureView,
    /// FTP control connections, in the order of their first frames.
    pub sessions: Sessions,
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

/// The sessions of a capture, each turned into views when it is written.
#[derive(Clone, Copy, Debug)]
pub struct SessionStream<'a> {
    dissection: &'a Dissection,
    passwords: Passwords,
}

impl<'a> Report<SessionStream<'a>> {
    /// The report of a capture.
    #[must_use]
    pub fn new(dissection: &'a Dissection, passwords: Passwords) -> Self {
        Self {
            schema: SchemaVersion::CURRENT,
            capture: CaptureView::new(dissection),
            sessions: SessionStream { dissection, passwords },
            expert: expert_views(dissection, 0..usize::MAX),
            expert_counts: expert_counts(dissection),
        }
    }
}

impl<Sessions> Report<Sessions> {
    /// The same report with other sessions in it.
    #[must_use]
    pub fn with_sessions<Others>(self, sessions: Others) -> Report<Others> {
        let Self { schema, capture, expert, expert_counts, .. } = self;
        Report { schema, capture, sessions, expert, expert_counts }
    }
}

impl Serialize for SessionStream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sessions = 0..self.dissection.sessions.len();
        serializer.collect_seq(
            sessions.filter_map(|index| SessionReport::stream(self.dissection, index, self.passwords)),
        )
    }
}
