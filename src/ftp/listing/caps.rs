//! Every cap of a listing, with its reason; a line has at most [`crate::limits::LINE_BYTES`].

/// Entries of one listing. Directories with more exist, but nobody reads them in a table; each entry costs about
/// 450 bytes, one of MVS with all columns a thousand.
pub const ENTRIES: usize = 65_536;

/// Lines kept that no format explains: enough to see what they are.
pub const UNREAD_LINES: usize = 1_000;

/// Facts of one entry. RFC 3659 and the registry have about twenty names, and servers send up to twelve.
pub const FACTS: usize = 32;

/// Facts of all entries of a listing. Each costs about 100 bytes; MVS, whose tables have the most columns, fills this
/// with no fewer entries than are kept.
pub const ALL_FACTS: usize = 1 << 20;
