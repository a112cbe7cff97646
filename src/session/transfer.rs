//! Transfers that were asked for.

use super::announcement::Announcement;
use crate::ftp::command_info::Direction;
use crate::ftp::transfer_parameters::RepresentationType;
use crate::units::{ConnectionId, FrameNumber, Timestamp};

/// What the server says became of a transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 2yz.
    Completed,
    /// 4yz or 5yz without a preliminary reply: it did not begin.
    Refused,
    /// 4yz or 5yz after a preliminary reply.
    Failed,
    /// The same or no final reply, and the client had sent ABOR.
    Aborted,
    /// A preliminary reply and no final one.
    Running,
    /// No reply.
    #[default]
    Unanswered,
}

/// A transfer that was asked for, with what was in force when it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Place of its exchange in the session's list.
    pub exchange: usize,
    /// Which way it goes.
    pub direction: Direction,
    /// Argument joined to the current working directory; relative where the session's first directory
    /// is not known.
    pub path: Option<Vec<u8>>,
    /// The announcement in force; `None`: the default port (RFC 959 §3.2).
    pub announcement: Option<Announcement>,
    /// Frame of the command.
    pub frame: FrameNumber,
    /// Time of the command.
    pub time: Timestamp,
    /// TYPE in force, where it was set in the capture.
    pub representation_type: Option<RepresentationType>,
    /// Offset of REST, in bytes.
    pub restart_offset: Option<u64>,
    /// Whether ABOR came while it was under way.
    pub abort_asked: bool,
    /// What the server says became of it.
    pub outcome: Outcome,
    /// Size that its replies name, in bytes.
    pub announced_bytes: Option<u64>,
    /// Its data connection.
    pub data: Option<DataConnection>,
}

/// What the capture holds of the data connection of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataConnection {
    /// Its TCP connection.
    pub connection: ConnectionId,
    /// Distinct bytes in the direction of the transfer.
    pub bytes: u64,
    /// Bytes known to be missing in that direction.
    pub missing_bytes: u64,
}
