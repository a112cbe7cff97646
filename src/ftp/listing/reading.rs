//! What a reader of a format makes of a line.

use super::date_order::DateOrder;
use super::entry::ListingEntry;

/// A line and what stands around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The line without its end.
    pub(super) line: &'a [u8],
    /// The line behind it, if there is one.
    pub(super) next: Option<&'a [u8]>,
    /// Whether it is the first one.
    pub(super) is_first: bool,
    /// Whether it is the first one or stands behind a blank one or the heading of a directory.
    pub(super) begins: bool,
}

/// What a line is in a format.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading<'a> {
    /// An entry.
    Entry(Box<ListingEntry>),
    /// An entry that this line and the next one give together.
    EntryOfTwo(Box<ListingEntry>),
    /// The heading of a directory; `true` where only this format has such ones.
    Directory(&'a [u8], bool),
    /// A heading, a total or a remark; `true` where only this format has such ones.
    Heading(bool),
    /// Nothing that the format knows.
    Unknown,
}

impl Reading<'_> {
    /// An entry, if it is one.
    pub(super) fn entry(entry: Option<ListingEntry>) -> Self {
        entry.map_or(Self::Unknown, |entry| Self::Entry(Box::new(entry)))
    }
}

/// What a format has learned from the lines in front.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// In which order dates have their numbers; the whole listing tells.
    pub(super) dates: DateOrder,
    /// Which table of MVS has begun.
    pub(super) table: Table,
}

/// A table of MVS; each has a heading of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Table {
    /// No heading was seen.
    #[default]
    None,
    /// Data sets, with or without the column `Unit`.
    DataSets {
        /// Whether the column is there.
        has_unit: bool,
    },
    /// Members of a partitioned data set.
    Members,
    /// Members of a load library.
    LoadModules,
}

/// A reader of one format.
pub(super) type Read = for<'a> fn(&mut State, &Place<'a>) -> Reading<'a>;
