//! Transfers that were asked for.

use super::announcement::{Announcement, Method};
use super::outcome::Outcome;
use super::verdict::Judgement;
use crate::address::Side;
use crate::ftp::command_info::Direction;
use crate::ftp::list_argument::split_list_argument;
use crate::ftp::path::join;
use crate::ftp::security::Protection;
use crate::ftp::transfer_parameters::{FileStructure, RepresentationType, TransferMode};
use crate::tcp::{Connection, End};
use crate::units::{ConnectionId, FrameNumber, Timestamp};

/// A transfer that was asked for, with what was in force when it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Place of its exchange in the session's list.
    pub exchange: usize,
    /// Which way it goes.
    pub direction: Direction,
    /// Whether its bytes are added to a file that may have others (APPE).
    pub appends: bool,
    /// The announcement in force. `None`: there was none, or it cannot be read.
    pub announcement: Option<Announcement>,
    /// The form of the announcement in force, read or not. `None`: there was none in the capture, and
    /// the default port is used (RFC 959 §3.2).
    pub method: Option<Method>,
    /// Frame of the command.
    pub frame: FrameNumber,
    /// Time of the command.
    pub time: Timestamp,
    /// TYPE in force, where it was set in the capture.
    pub representation_type: Option<RepresentationType>,
    /// MODE in force.
    pub transfer_mode: TransferMode,
    /// STRU in force.
    pub file_structure: FileStructure,
    /// PROT in force; `None` where it was agreed on encrypted.
    pub protection: Option<Protection>,
    /// Offset of REST, or the first byte of RANG, in bytes of the file.
    pub restart_offset: Option<u64>,
    /// Last byte of the file that RANG asks for (draft-bryan-ftp-range).
    pub range_end: Option<u64>,
    /// Size that ALLO announced for an upload, in bytes.
    pub allocated_bytes: Option<u64>,
    /// Whether ABOR came while it was under way.
    pub abort_asked: bool,
    /// What the server says became of it.
    pub outcome: Outcome,
    /// Size that its preliminary reply names, in bytes.
    pub announced_bytes: Option<u64>,
    /// Size that its final reply names, in bytes.
    pub completed_bytes: Option<u64>,
    /// Size of the file that SIZE told under the same TYPE, before a download or after an upload, in bytes.
    pub size_bytes: Option<u64>,
    /// Size of the file in a listing of the same session, before a download or after an upload, nothing having
    /// changed it between, in bytes. Known after a second look.
    pub listed_bytes: Option<u64>,
    /// For APPE: size of the file that SIZE told before it, in bytes.
    pub size_before: Option<u64>,
    /// Name that the server gave to a file of STOU.
    pub stored_name: Option<Vec<u8>>,
    /// Place of the RNTO that gave an uploaded file its last name.
    pub renamed_by: Option<usize>,
    /// Its data connection, where it was found.
    pub data: Option<DataConnection>,
    /// Whether its data connection may be in the capture although it was not found.
    pub may_be_captured: bool,
    /// The transfer of another session that is the other half of it: a file that goes from server to
    /// server (FXP), which the client of both told one to listen and the other to call.
    pub joined: Option<TransferPlace>,
    /// Whether the control connection was open when the capture ended.
    pub capture_ends: bool,
    /// What is missing of its bytes, in order, as far as that is known.
    pub missing: Vec<MissingRange>,
    /// What became of it.
    pub judgement: Judgement,
}

impl Transfer {
    /// Bytes of the file that its data connection carried, missing ones included; in another mode than stream
    /// mode, those that were decoded. `None` where that is not known.
    #[must_use]
    pub fn file_bytes(&self) -> Option<u64> {
        let data = self.data?;
        if self.is_coded() { data.decoded.map(|decoded| decoded.bytes) } else { Some(data.length) }
    }

    /// Whether the bytes of the data connection are not those of the file, and have to be decoded.
    #[must_use]
    pub fn is_coded(&self) -> bool {
        self.transfer_mode != TransferMode::Stream || self.file_structure != FileStructure::File
    }

    /// Whether it can be judged only after a second look at its frames: bytes came more than once or are
    /// missing, or have to be decoded.
    #[must_use]
    pub fn needs_second_look(&self) -> bool {
        let is_uneven = |data: DataConnection| data.repeated_bytes > 0 || !self.missing.is_empty();
        self.is_clear() && self.data.is_some_and(|data| is_uneven(data) || self.is_coded())
    }

    /// Whether the bytes of its data connection may be read.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        // Confidential and private data are encrypted; safe data is signed and not the file's own bytes either.
        self.protection == Some(Protection::Clear)
    }
}

/// A range of the bytes of a data connection that is not in the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MissingRange {
    /// Offset of its first byte in what the data connection carried.
    pub start: u64,
    /// Offset behind its last byte.
    pub end: u64,
    /// The frame that carried what is in front of it; `None` at the beginning, and while the frames were not looked
    /// at again.
    pub before: Option<FrameNumber>,
    /// The frame that carried what is behind it; likewise.
    pub after: Option<FrameNumber>,
}

/// Where a transfer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransferPlace {
    /// Place of the session.
    pub session: usize,
    /// Place of the transfer in its list.
    pub transfer: usize,
}

/// The path that a transfer command names in a directory; `None` where it
/// names none and the directory is not known.
#[must_use]
pub fn transfer_path(direction: Direction, argument: &[u8], directory: Option<&[u8]>) -> Option<Vec<u8>> {
    let name = match direction {
        Direction::Listing => split_list_argument(argument).path,
        Direction::Download | Direction::Upload => argument,
    };
    match (name.is_empty(), direction) {
        // A listing without a path is of the current directory.
        (true, Direction::Listing) => directory.map(<[u8]>::to_vec),
        (true, _) => None,
        (false, _) => Some(join(directory, name)),
    }
}

/// What the capture holds of the data connection of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataConnection {
    /// Its TCP connection.
    pub connection: ConnectionId,
    /// The side of it that sends.
    pub sender: Side,
    /// Distinct bytes in the direction of the transfer.
    pub bytes: u64,
    /// Bytes known to be missing in that direction.
    pub missing_bytes: u64,
    /// Length of the stream, missing bytes included, to its FIN or as far as the capture knows.
    pub length: u64,
    /// Whether the capture tells where the stream begins.
    pub start_known: bool,
    /// Sequence numbers that the receiver acknowledged behind all that the capture has: bytes that are
    /// missing at the end, or one for the FIN.
    pub acknowledged_behind_end: u64,
    /// Bytes that the snapshot length cut off.
    pub cut_bytes: u64,
    /// Bytes that were captured more than once.
    pub repeated_bytes: u64,
    /// How many of those differ from the first copy; `None` while that was not looked at.
    pub conflicting_bytes: Option<u64>,
    /// The first frame whose bytes were changed after they were sent, by its checksum.
    pub damaged_frame: Option<FrameNumber>,
    /// The first frame that was put together from IP fragments that overlap and differ.
    pub ambiguous_frame: Option<FrameNumber>,
    /// The first frame whose one byte may be that of a keep-alive, and none of the file.
    pub keep_alive_frame: Option<FrameNumber>,
    /// How many files the connection carried before this one: only in block and compressed mode there can be.
    pub files_before: u32,
    /// What its mode of transfer makes of the bytes; `None` in stream mode, and while that was not looked at.
    pub decoded: Option<DecodedFile>,
    /// Distinct bytes in the other direction: none belong there in clear.
    pub reverse_bytes: u64,
    /// How the sender's half of it ends.
    pub end: DataEnd,
    /// What it was found by where no announcement in the capture leads to it.
    pub inferred: Option<Inference>,
    /// Whether it was opened by a host that is neither the other end of the control connection nor, from server to
    /// server, that of the other half.
    pub is_foreign: bool,
}

/// The strongest sign that a connection is that of a transfer although no announcement leads to it. Each connects
/// the two hosts of the session, and was opened after what was before the transfer and before the transfer's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inference {
    /// That it was opened then, and nothing else fits.
    Time,
    /// It carries bytes, and in the direction of the command alone.
    Direction,
    /// It carries as many bytes as SIZE or a reply told.
    Size,
}

impl DataConnection {
    /// What a connection holds of a transfer; `client` is the client's side of it.
    #[must_use]
    pub fn of(transfer: &Transfer, connection: &Connection, client: Side) -> Self {
        // The direction comes from the command, not from who opened the connection.
        let sender = match transfer.direction {
            Direction::Upload => client,
            Direction::Download | Direction::Listing => client.other(),
        };
        let half = connection.halves.get(sender);
        Self {
            connection: connection.id,
            sender,
            bytes: half.assembler().length(),
            missing_bytes: half.holes().map(|hole| hole.length()).fold(0, u64::saturating_add),
            length: half.length(),
            // Of a sender whose frames are all missing the other side's acknowledgements tell it.
            start_known: half.is_start_known() || half.frames() == 0 && connection.opener().is_some(),
            acknowledged_behind_end: half.acknowledged_behind_end(),
            cut_bytes: half.cut_bytes(),
            repeated_bytes: half.repeated_bytes(),
            conflicting_bytes: (half.repeated_bytes() == 0).then_some(0),
            damaged_frame: half.damaged_frame(),
            ambiguous_frame: half.ambiguous_frame(),
            keep_alive_frame: half.keep_alive_frame(),
            files_before: 0,
            decoded: None,
            reverse_bytes: connection.halves.get(sender.other()).assembler().length(),
            end: match connection.end() {
                _ if half.ends_with_fin() => DataEnd::Fin,
                End::Reset(_) | End::Refused(_) => DataEnd::Reset,
                _ => DataEnd::Open,
            },
            inferred: None,
            is_foreign: false,
        }
    }
}

/// A file in block, compressed or deflate mode, or in records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodedFile {
    /// Bytes of the file, as far as they could be decoded.
    pub bytes: u64,
    /// Whether the end of the file was among them.
    pub ended: bool,
    /// Whether they break the rules of their mode.
    pub broken: bool,
}

/// How the half stream of a data connection ends that carries the transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataEnd {
    /// Its sender sent FIN: in stream mode the end of the file (RFC 959 §3.4.1).
    Fin,
    /// RST came instead: of the file nobody knows.
    Reset,
    /// Neither is in the capture.
    Open,
}
