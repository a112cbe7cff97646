//! Directory listings: what LIST, NLST, MLSD and MLST give (RFC 959 §4.1.3, RFC 3659 §7).
//!
//! Only the facts of MLSD have a grammar that an RFC gives. What LIST sends is for people to read, and each system
//! sends its own: `ls -l` of Unix, `dir` of DOS and Windows, VMS, MVS, AS/400, NetWare, and EPLF, which was meant for
//! programs. What a server calls itself tells little, so the lines tell: the format that explains most of them is
//! theirs. Nothing is guessed: a date without a year has none, a size in blocks is no number of bytes, and a line
//! that the format does not explain is given as it is.

mod as400;
mod caps;
mod clock;
mod date_order;
mod dos;
mod entry;
mod eplf;
mod fact_line;
mod lines;
mod ls_date;
mod mvs;
mod names;
mod netware;
mod parse;
mod reading;
mod unix;
mod vms;
mod words;

pub use caps::{ALL_FACTS, ENTRIES, FACTS, UNREAD_LINES};
pub use entry::{EntryKind, ListedTime, ListingEntry};
pub use fact_line::parse_fact_line;
pub use parse::{Listing, ListingCommand, ListingFormat, parse_listing};

#[cfg(test)]
mod tests;
