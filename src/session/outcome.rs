//! What the server says became of a transfer.

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
