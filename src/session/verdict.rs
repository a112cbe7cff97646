//! What became of a transfer: a verdict with its reason.
//!
//! A verdict weighs what was said against what is in the capture. `complete` is said only where both agree: it is
//! the one that must never be wrong. The table has every combination; the first row that fits decides, `*` fits
//! anything (a test reads it and holds the code to it, case by case).
//!
//! - *reply*: what the server says became of it ([`Outcome`])
//! - *data*: the data connection is in the capture and can be read (`clear`), cannot be read (`encrypted`), or is not
//!   in the capture (`none`)
//! - *copies*: bytes that came more than once are the same (`same`), differ (`differ`), or were not compared (`unread`);
//!   or they break the rules of their mode of transfer (`broken`), or a frame has a wrong checksum while others of its
//!   sender have right ones (`damaged`), or lay in IP fragments that overlap and differ (`fragments`), or
//!   a byte at the end may be that of a keep-alive (`alive`)
//! - *gaps*: bytes are missing between the first and the last one (`holes`), or it is not known which one is the first
//!   (`head`)
//! - *end*: the sender's FIN, or in block and compressed mode the mark of the end (`fin`); RST (`reset`); bytes that
//!   the receiver acknowledged behind the last one in the capture (`acked`); none of these (`open`)
//! - *size*: as many bytes as was told, fewer, more, or nothing to compare with (`?`)
//! - *ends*: the control connection was still open when the capture ended
//! - *bound*: an announcement leads to the data connection, or its size does (`sure`), or it was inferred from time or
//!   direction alone (`inferred`), or it was a third host that opened it (`foreign`): who guesses the port first gets
//!   the file, or gives one of its own (RFC 2577 §8), and a size that agrees is that of whatever came. Only where the
//!   other half of a transfer from server to server is in the capture is such a host one that was meant
//!
//! | reply      | data      | copies    | gaps  | end   | size  | ends | bound    | verdict              | reason             |
//! |------------|-----------|-----------|-------|-------|-------|------|----------|----------------------|--------------------|
//! | refused    | *         | *         | *     | *     | *     | *    | *        | failed               | refused            |
//! | failed     | *         | *         | *     | *     | *     | *    | *        | failed               | failed             |
//! | aborted    | *         | *         | *     | *     | *     | *    | *        | aborted              | aborted            |
//! | *          | none      | *         | *     | *     | *     | *    | *        | not_captured         | no_data_connection |
//! | *          | encrypted | *         | *     | *     | *     | *    | *        | encrypted            | protected          |
//! | *          | clear     | fragments | *     | *     | *     | *    | *        | ambiguous            | fragments_differ   |
//! | *          | clear     | differ    | *     | *     | *     | *    | *        | ambiguous            | copies_differ      |
//! | *          | clear     | damaged   | *     | *     | *     | *    | *        | ambiguous            | damaged            |
//! | *          | clear     | alive     | *     | *     | *     | *    | *        | ambiguous            | may_be_keep_alive  |
//! | *          | clear     | broken    | *     | *     | *     | *    | *        | ambiguous            | undecodable        |
//! | *          | clear     | unread    | *     | *     | *     | *    | *        | ambiguous            | not_compared       |
//! | *          | clear     | same      | holes | *     | *     | *    | *        | incomplete           | holes              |
//! | *          | clear     | same      | head  | *     | *     | *    | *        | incomplete           | start_unknown      |
//! | *          | clear     | same      | no    | *     | more  | *    | *        | ambiguous            | more_than_told     |
//! | *          | clear     | same      | no    | fin   | equal | *    | foreign  | complete_unconfirmed | foreign_peer       |
//! | *          | clear     | same      | no    | fin   | ?     | *    | foreign  | complete_unconfirmed | foreign_peer       |
//! | *          | clear     | same      | no    | fin   | equal | *    | inferred | complete_unconfirmed | inferred           |
//! | *          | clear     | same      | no    | fin   | ?     | *    | inferred | complete_unconfirmed | inferred           |
//! | completed  | clear     | same      | no    | fin   | equal | *    | *        | complete             | size_agrees        |
//! | completed  | clear     | same      | no    | fin   | ?     | *    | *        | complete             | end_seen           |
//! | *          | clear     | same      | no    | fin   | equal | *    | *        | complete_unconfirmed | no_final_reply     |
//! | *          | clear     | same      | no    | fin   | ?     | *    | *        | complete_unconfirmed | no_final_reply     |
//! | *          | clear     | same      | no    | fin   | fewer | *    | *        | incomplete           | fewer_than_told    |
//! | *          | clear     | same      | no    | acked | equal | *    | *        | ambiguous            | more_than_told     |
//! | *          | clear     | same      | no    | *     | equal | *    | *        | complete_unconfirmed | end_by_size        |
//! | running    | clear     | same      | no    | open  | *     | yes  | *        | capture_ends         | capture_ends       |
//! | unanswered | clear     | same      | no    | open  | *     | yes  | *        | capture_ends         | capture_ends       |
//! | *          | clear     | same      | no    | *     | fewer | *    | *        | incomplete           | fewer_than_told    |
//! | *          | clear     | same      | no    | acked | ?     | *    | *        | end_unknown          | acknowledged       |
//! | *          | clear     | same      | no    | reset | ?     | *    | *        | end_unknown          | reset              |
//! | *          | clear     | same      | no    | open  | ?     | *    | *        | end_unknown          | no_end             |

use super::outcome::Outcome;

/// What became of a transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Every byte from the first to the sender's end is in the capture, all sizes that were told agree, and the
    /// server confirmed it.
    Complete,
    /// The same without the confirmation, or the end is told by the size alone.
    CompleteUnconfirmed,
    /// The bytes contradict each other or what was told: which are right, the capture does not tell.
    Ambiguous,
    /// Bytes are missing, and it is known which.
    Incomplete,
    /// What is there has no end: nothing tells whether bytes follow.
    EndUnknown,
    /// The capture ended while it was under way.
    CaptureEnds,
    /// The server refused it or broke it off.
    Failed,
    /// The client broke it off.
    Aborted,
    /// Its data connection is not in the capture.
    #[default]
    NotCaptured,
    /// Its data connection is encrypted.
    Encrypted,
}

/// Why a verdict was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reason {
    /// 4yz or 5yz instead of a preliminary reply.
    Refused,
    /// 4yz or 5yz after a preliminary reply.
    Failed,
    /// The client sent ABOR.
    Aborted,
    /// No data connection is bound to it.
    #[default]
    NoDataConnection,
    /// PROT, or what was agreed on before, keeps the bytes from being read.
    Protected,
    /// A frame lay in IP fragments that overlap and differ.
    FragmentsDiffer,
    /// Bytes came more than once, and not the same.
    CopiesDiffer,
    /// A frame was changed after it was sent: its checksum is wrong.
    Damaged,
    /// A byte at the end came after it was acknowledged, as that of a keep-alive does.
    MayBeKeepAlive,
    /// The bytes break the rules of their mode of transfer.
    Undecodable,
    /// Bytes came more than once, or have to be decoded, and were not read again.
    NotCompared,
    /// Bytes between the first and the last are missing.
    Holes,
    /// The capture began after the data connection: nothing tells whether bytes are missing at the beginning.
    StartUnknown,
    /// Of a file: the transfers of other pieces of it are not in the capture.
    OtherPieces,
    /// There are more bytes than a reply or a command told.
    MoreThanTold,
    /// There are fewer.
    FewerThanTold,
    /// The sender ended, and every size that was told agrees.
    SizeAgrees,
    /// The sender ended; no size was told that can be compared.
    EndSeen,
    /// The sender ended, but nothing announced the data connection, and no size tells that it is the right one.
    Inferred,
    /// The sender ended, but a third host opened the data connection.
    ForeignPeer,
    /// The sender ended, and the final reply is not in the capture.
    NoFinalReply,
    /// The sender's end is not in the capture; as many bytes are as was told.
    EndBySize,
    /// The capture ended first.
    CaptureEnds,
    /// The receiver acknowledged bytes at the end that are not in the capture.
    Acknowledged,
    /// The data connection was reset.
    Reset,
    /// The sender's end is not in the capture, and no size was told.
    NoEnd,
}

/// A verdict with its reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Judgement {
    /// What became of the transfer.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
}

/// Whether the bytes of a transfer can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataState {
    /// Its data connection is not in the capture.
    None,
    /// They can be read.
    Clear,
    /// They cannot be read.
    Encrypted,
}

/// How bytes that came more than once compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Copies {
    /// There are none that differ.
    Same,
    /// A frame lay in IP fragments that overlap and differ.
    Fragments,
    /// They differ.
    Differ,
    /// A frame was changed after it was sent.
    Damaged,
    /// A byte at the end may be that of a keep-alive.
    KeepAlive,
    /// They break the rules of their mode of transfer.
    Broken,
    /// They were not compared.
    Unread,
}

/// Which bytes in front of the last one are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gaps {
    /// None.
    None,
    /// Some between the first and the last one.
    Holes,
    /// Nobody knows which one is the first.
    Head,
}

/// How what is in the capture of a file ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileEnd {
    /// By the sender's FIN, or by the mark of its mode.
    Fin,
    /// By RST.
    Reset,
    /// In front of bytes that the receiver acknowledged.
    Acknowledged,
    /// By nothing.
    Open,
}

/// How the bytes that came compare with the sizes that were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SizeCheck {
    /// None was told that can be compared.
    Unknown,
    /// As many as every size says.
    Equal,
    /// Fewer than a size says.
    Fewer,
    /// More than a size says.
    More,
}

/// What tells that a data connection is the one of its transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// An announcement, or the size.
    Sure,
    /// Time and direction alone.
    Inferred,
    /// An announcement, but a third host opened it.
    Foreign,
}

/// What a verdict depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// What the server says.
    pub outcome: Outcome,
    /// Whether there are bytes to look at.
    pub data: DataState,
    /// Bytes that came more than once.
    pub copies: Copies,
    /// Bytes that are missing in front of the last one.
    pub gaps: Gaps,
    /// How it ends.
    pub end: FileEnd,
    /// How it compares with what was told.
    pub size: SizeCheck,
    /// Whether the control connection was open when the capture ended.
    pub capture_ends: bool,
    /// What tells that the data connection is the one of the transfer.
    pub bound: Bound,
}

/// Judges a transfer, by the table above.
#[must_use]
pub fn judge(evidence: &Evidence) -> Judgement {
    let (verdict, reason) = match (evidence.outcome, evidence.data, evidence.copies) {
        (Outcome::Refused, ..) => (Verdict::Failed, Reason::Refused),
        (Outcome::Failed, ..) => (Verdict::Failed, Reason::Failed),
        (Outcome::Aborted, ..) => (Verdict::Aborted, Reason::Aborted),
        (_, DataState::None, _) => (Verdict::NotCaptured, Reason::NoDataConnection),
        (_, DataState::Encrypted, _) => (Verdict::Encrypted, Reason::Protected),
        (_, DataState::Clear, Copies::Fragments) => (Verdict::Ambiguous, Reason::FragmentsDiffer),
        (_, DataState::Clear, Copies::Differ) => (Verdict::Ambiguous, Reason::CopiesDiffer),
        (_, DataState::Clear, Copies::Damaged) => (Verdict::Ambiguous, Reason::Damaged),
        (_, DataState::Clear, Copies::KeepAlive) => (Verdict::Ambiguous, Reason::MayBeKeepAlive),
        (_, DataState::Clear, Copies::Broken) => (Verdict::Ambiguous, Reason::Undecodable),
        (_, DataState::Clear, Copies::Unread) => (Verdict::Ambiguous, Reason::NotCompared),
        (_, DataState::Clear, Copies::Same) => match evidence.gaps {
            Gaps::Holes => (Verdict::Incomplete, Reason::Holes),
            Gaps::Head => (Verdict::Incomplete, Reason::StartUnknown),
            Gaps::None => judge_end(evidence),
        },
    };
    Judgement { verdict, reason }
}

/// Judges a transfer of which all bytes are there from the first to the last one in the capture.
fn judge_end(evidence: &Evidence) -> (Verdict, Reason) {
    let is_completed = evidence.outcome == Outcome::Completed;
    match (evidence.end, evidence.size) {
        (_, SizeCheck::More) | (FileEnd::Acknowledged, SizeCheck::Equal) => {
            (Verdict::Ambiguous, Reason::MoreThanTold)
        }
        (FileEnd::Fin, SizeCheck::Fewer) => (Verdict::Incomplete, Reason::FewerThanTold),
        (FileEnd::Fin, _) if evidence.bound == Bound::Foreign => {
            (Verdict::CompleteUnconfirmed, Reason::ForeignPeer)
        }
        (FileEnd::Fin, _) if evidence.bound == Bound::Inferred => {
            (Verdict::CompleteUnconfirmed, Reason::Inferred)
        }
        (FileEnd::Fin, SizeCheck::Equal) if is_completed => (Verdict::Complete, Reason::SizeAgrees),
        (FileEnd::Fin, SizeCheck::Unknown) if is_completed => (Verdict::Complete, Reason::EndSeen),
        (FileEnd::Fin, _) => (Verdict::CompleteUnconfirmed, Reason::NoFinalReply),
        (_, SizeCheck::Equal) => (Verdict::CompleteUnconfirmed, Reason::EndBySize),
        (FileEnd::Open, _) if evidence.capture_ends && !is_completed => {
            (Verdict::CaptureEnds, Reason::CaptureEnds)
        }
        (_, SizeCheck::Fewer) => (Verdict::Incomplete, Reason::FewerThanTold),
        (FileEnd::Acknowledged, SizeCheck::Unknown) => (Verdict::EndUnknown, Reason::Acknowledged),
        (FileEnd::Reset, SizeCheck::Unknown) => (Verdict::EndUnknown, Reason::Reset),
        (FileEnd::Open, SizeCheck::Unknown) => (Verdict::EndUnknown, Reason::NoEnd),
    }
}

impl Verdict {
    /// Stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::CompleteUnconfirmed => "complete_unconfirmed",
            Self::Ambiguous => "ambiguous",
            Self::Incomplete => "incomplete",
            Self::EndUnknown => "end_unknown",
            Self::CaptureEnds => "capture_ends",
            Self::Failed => "failed",
            Self::Aborted => "aborted",
            Self::NotCaptured => "not_captured",
            Self::Encrypted => "encrypted",
        }
    }
}

impl Reason {
    /// Stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Aborted => "aborted",
            Self::NoDataConnection => "no_data_connection",
            Self::Protected => "protected",
            Self::FragmentsDiffer => "fragments_differ",
            Self::CopiesDiffer => "copies_differ",
            Self::Damaged => "damaged",
            Self::MayBeKeepAlive => "may_be_keep_alive",
            Self::Undecodable => "undecodable",
            Self::NotCompared => "not_compared",
            Self::Holes => "holes",
            Self::StartUnknown => "start_unknown",
            Self::OtherPieces => "other_pieces",
            Self::MoreThanTold => "more_than_told",
            Self::FewerThanTold => "fewer_than_told",
            Self::SizeAgrees => "size_agrees",
            Self::EndSeen => "end_seen",
            Self::Inferred => "inferred",
            Self::ForeignPeer => "foreign_peer",
            Self::NoFinalReply => "no_final_reply",
            Self::EndBySize => "end_by_size",
            Self::CaptureEnds => "capture_ends",
            Self::Acknowledged => "acknowledged",
            Self::Reset => "reset",
            Self::NoEnd => "no_end",
        }
    }
}
