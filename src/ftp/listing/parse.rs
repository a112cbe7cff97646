//! A whole listing: which format it has, and its entries.

use std::sync::Arc;

use super::entry::ListingEntry;
use super::lines::Lines;
use super::reading::{Place, Read, Reading, State};
use super::{as400, caps, dos, eplf, fact_line, mvs, names, netware, unix, vms};
use crate::limits;

/// What asked for a listing; it decides what a line can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListingCommand {
    /// LIST, or STAT with a path: any format for people.
    List,
    /// NLST: names. `NLST -l` gives what LIST gives, and is read so if all lines are of one format.
    Nlst,
    /// MLSD: facts.
    Mlsd,
}

/// The format of a listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListingFormat {
    /// `ls -l`.
    Unix,
    /// `dir` of DOS and Windows.
    Dos,
    /// VMS.
    Vms,
    /// MVS, z/OS.
    Mvs,
    /// AS/400, IBM i.
    As400,
    /// NetWare.
    NetWare,
    /// EPLF.
    Eplf,
    /// Facts of MLSD (RFC 3659 §7).
    Mlsd,
    /// Names alone.
    Names,
    /// None that is known, or there is nothing in it.
    #[default]
    Unknown,
}

impl ListingFormat {
    /// The name in the report: `unix`, `dos`, `vms`, ...
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unix => "unix",
            Self::Dos => "dos",
            Self::Vms => "vms",
            Self::Mvs => "mvs",
            Self::As400 => "as400",
            Self::NetWare => "netware",
            Self::Eplf => "eplf",
            Self::Mlsd => "mlsd",
            Self::Names => "names",
            Self::Unknown => "unknown",
        }
    }
}

/// A listing, read. Every line is in one place: entries, headings, unread lines, or left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// What its lines are; `Unknown` where all of them are unread.
    pub format: ListingFormat,
    /// Files and directories in the order of the lines, up to [`ENTRIES`](super::ENTRIES).
    pub entries: Vec<ListingEntry>,
    /// Lines that the format does not explain, as they are, up to [`UNREAD_LINES`](super::UNREAD_LINES).
    pub unread: Vec<Vec<u8>>,
    /// How many such lines there are, those that are not kept included.
    pub unread_lines: u64,
    /// Lines that belong to no entry: blank ones, headings and totals.
    pub headings: u64,
    /// Entries beyond the cap, and lines longer than [`limits::LINE_BYTES`]: they are not kept.
    pub left_out: u64,
}

/// The formats of LIST. Where two of them explain equally many lines, the first one has it.
const FORMATS: [(ListingFormat, Read); 7] = [
    (ListingFormat::Unix, unix::read),
    (ListingFormat::Dos, dos::read),
    (ListingFormat::NetWare, netware::read),
    (ListingFormat::As400, as400::read),
    (ListingFormat::Vms, vms::read),
    (ListingFormat::Mvs, mvs::read),
    (ListingFormat::Eplf, eplf::read),
];

/// Reads a listing: the bytes of its data connection, or the lines within the reply to STAT.
#[must_use]
pub fn parse_listing(command: ListingCommand, bytes: &[u8]) -> Listing {
    let (format, read, mut state) = match command {
        ListingCommand::Mlsd => (ListingFormat::Mlsd, fact_line::read as Read, State::default()),
        ListingCommand::List => match told(bytes, |count| count.sure > 0) {
            Some(told) => told,
            None => (ListingFormat::Unknown, (|_, _| Reading::Unknown) as Read, State::default()),
        },
        ListingCommand::Nlst => match told(bytes, |count| count.entries > 0 && count.unknown == 0) {
            Some(told) => told,
            None => (ListingFormat::Names, names::read as Read, State::default()),
        },
    };
    let mut collector = Collector { room_for_facts: caps::ALL_FACTS, ..Collector::default() };
    each_line(bytes, is_blank(format), &mut state, read, &mut |line, seen| collector.take(line, seen));
    let mut listing = Listing { format, ..collector.listing };
    // A server that gave no line of its format gave none.
    if listing.entries.is_empty() && listing.unread_lines > 0 && format == ListingFormat::Mlsd {
        listing.format = ListingFormat::Unknown;
    }
    listing
}

/// What a line of a listing is.
enum Seen<'a> {
    Blank,
    TooLong,
    Read(Reading<'a>),
}

/// How a format fares with a listing.
#[derive(Clone, Copy, Default)]
struct Count {
    /// Lines that only this format explains so.
    sure: u64,
    entries: u64,
    unknown: u64,
}

/// The format that explains most lines, of those that fare so, with what it has learned of them.
fn told(bytes: &[u8], suffices: fn(&Count) -> bool) -> Option<(ListingFormat, Read, State)> {
    let mut best: Option<(u64, (ListingFormat, Read, State))> = None;
    for (format, read) in FORMATS {
        let mut state = State::default();
        let mut count = Count::default();
        each_line(bytes, is_blank(format), &mut state, read, &mut |_, seen| count.take(&seen));
        if suffices(&count) && best.as_ref().is_none_or(|(most, _)| count.sure > *most) {
            // What the dates have told stays; tables begin anew.
            let learned = State { dates: state.dates, ..State::default() };
            best = Some((count.sure, (format, read, learned)));
        }
    }
    best.map(|(_, told)| told)
}

/// Whether a line is blank. A name of NLST may consist of blanks.
fn is_blank(format: ListingFormat) -> fn(&[u8]) -> bool {
    match format {
        ListingFormat::Names => <[u8]>::is_empty,
        _ => |line| line.trim_ascii().is_empty(),
    }
}

/// Reads line by line. Each line is looked at twice at most: by itself, and as the one that follows.
fn each_line<'a>(
    bytes: &'a [u8],
    is_blank: fn(&[u8]) -> bool,
    state: &mut State,
    read: Read,
    take: &mut dyn FnMut(&'a [u8], Seen<'a>),
) {
    let is_too_long = |line: &&[u8]| line.len() > limits::LINE_BYTES;
    let mut lines = Lines::new(bytes).peekable();
    let (mut is_first, mut begins) = (true, true);
    while let Some(line) = lines.next() {
        let next = lines.peek().copied().filter(|next| !is_too_long(next));
        let seen = if is_too_long(&line) {
            Seen::TooLong
        } else if is_blank(line) {
            Seen::Blank
        } else {
            Seen::Read(read(state, &Place { line, next, is_first, begins }))
        };
        is_first = false;
        begins = matches!(seen, Seen::Blank | Seen::Read(Reading::Directory(..)));
        if matches!(seen, Seen::Read(Reading::EntryOfTwo(_))) {
            lines.next();
        }
        take(line, seen);
    }
}

impl Count {
    fn take(&mut self, seen: &Seen<'_>) {
        let (sure, entries, unknown) = match seen {
            Seen::Read(Reading::Entry(_)) => (1, 1, 0),
            Seen::Read(Reading::EntryOfTwo(_)) => (2, 1, 0),
            Seen::Read(Reading::Directory(_, is_sure) | Reading::Heading(is_sure)) => {
                (u64::from(*is_sure), 0, 0)
            }
            Seen::Read(Reading::Unknown) | Seen::TooLong => (0, 0, 1),
            Seen::Blank => (0, 0, 0),
        };
        self.sure = self.sure.saturating_add(sure);
        self.entries = self.entries.saturating_add(entries);
        self.unknown = self.unknown.saturating_add(unknown);
    }
}

/// Puts lines into a listing.
#[derive(Default)]
struct Collector {
    listing: Listing,
    /// What the last heading named.
    directory: Option<Arc<[u8]>>,
    /// How many more facts are kept.
    room_for_facts: usize,
}

impl Collector {
    fn take(&mut self, line: &[u8], seen: Seen<'_>) {
        let one_more = |count: &mut u64| *count = count.saturating_add(1);
        match seen {
            Seen::Read(Reading::Entry(entry) | Reading::EntryOfTwo(entry)) => self.take_entry(*entry),
            Seen::Read(Reading::Unknown) => {
                if self.listing.unread.len() < caps::UNREAD_LINES {
                    self.listing.unread.push(line.to_vec());
                }
                one_more(&mut self.listing.unread_lines);
            }
            Seen::Read(Reading::Directory(heading, _)) => {
                self.directory = Some(heading.into());
                one_more(&mut self.listing.headings);
            }
            Seen::Blank | Seen::Read(Reading::Heading(_)) => one_more(&mut self.listing.headings),
            Seen::TooLong => one_more(&mut self.listing.left_out),
        }
    }

    fn take_entry(&mut self, mut entry: ListingEntry) {
        if self.listing.entries.len() >= caps::ENTRIES {
            self.listing.left_out = self.listing.left_out.saturating_add(1);
            return;
        }
        entry.cut_facts(self.room_for_facts);
        self.room_for_facts = self.room_for_facts.saturating_sub(entry.facts.len());
        entry.directory = self.directory.clone();
        self.listing.entries.push(entry);
    }
}
