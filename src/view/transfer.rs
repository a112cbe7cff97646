//! A transfer that was asked for.

use serde::Serialize;

use super::{EndpointView, TimeView};

/// A transfer that was asked for, whether its data connection is in the capture or not.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferView {
    /// Number of the transfer in its session, from 0.
    pub id: u32,
    /// Number of the exchange that asked for it.
    pub exchange: u32,
    /// Verb: RETR, STOR, LIST, …
    pub verb: String,
    /// Argument as sent, or null.
    pub argument: Option<String>,
    /// Argument joined to the current working directory; null where there is no argument or the
    /// directory is not known.
    pub path: Option<String>,
    /// `download`, `upload` or `listing`.
    pub direction: &'static str,
    /// `active`, `passive`, or `default` where no endpoint was announced in the capture.
    pub mode: &'static str,
    /// `PORT`, `EPRT`, `LPRT`, `PASV`, `EPSV`, `LPSV`, or null.
    pub method: Option<&'static str>,
    /// Where the data connection is to be opened to; null where nothing was announced.
    pub endpoint: Option<EndpointView>,
    /// Frame that announced the endpoint (Wireshark's `ftp-data.setup-frame`), or null.
    pub setup_frame: Option<u32>,
    /// Frame of the command.
    pub frame: u32,
    /// Time of the command.
    pub time: TimeView,
    /// Representation type in force, as the argument of TYPE: `A`, `I`, `A N`, `L 8`, …; null where it
    /// was not set in the capture.
    pub representation_type: Option<String>,
    /// Offset that REST asked for, in bytes.
    pub restart_offset: Option<u64>,
    /// `completed` (2yz), `refused` (4yz or 5yz without a preliminary reply), `failed` (4yz or 5yz after
    /// one), `running` (no final reply yet) or `unanswered`: what the server says.
    pub outcome: &'static str,
    /// Code of the final reply, or null.
    pub final_code: Option<u16>,
    /// Size that the server names in its replies, in bytes, or null.
    pub announced_bytes: Option<u64>,
    /// From the preliminary to the final reply, in milliseconds, or null.
    pub duration_ms: Option<f64>,
    /// The data connection.
    pub data: TransferDataView,
}

/// What the capture holds of a data connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferDataView {
    /// `captured`, `not_captured`, or `not_opened` (the server refused before it opened one).
    pub state: &'static str,
    /// Number of its TCP connection, or null.
    pub connection: Option<u32>,
    /// Distinct payload bytes in the capture in the direction of the transfer.
    pub bytes: u64,
    /// Bytes known to be missing in that direction.
    pub missing_bytes: u64,
}
