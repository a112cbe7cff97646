//! Floor 8: what leaves, in explanations. What happened in a capture and why, as facts: each has an id, at which
//! the language files have a whole sentence, and the values that stand in it. No sentence is put together from
//! pieces here.
//!
//! 1. [`Fact`]: one sentence, with its packets and the section of the standard that says so
//! 2. `command`, `reply`, `data_connection`, `connection`, `notice`: facts about one thing each
//! 3. [`explain_exchange`]: a command with its replies
//! 4. `explain_field`: a field of a packet, what it is for and what its value says (feature `detail`)
//! 5. [`Story`]: the whole capture in numbered steps, as a teacher tells it
//!
//! They are told from the views, so that a masked password is masked here, too.

mod announcement;
mod capture;
#[cfg(feature = "detail")]
mod chosen_field;
mod command;
mod connection;
mod data_connection;
mod exchange;
mod fact;
#[cfg(feature = "detail")]
mod field;
#[cfg(feature = "detail")]
mod field_ftp;
#[cfg(feature = "detail")]
mod field_meaning;
#[cfg(feature = "detail")]
mod field_network;
#[cfg(feature = "detail")]
mod field_tcp;
mod group;
mod notice;
mod oddity;
mod reply;
mod story;
mod verdict;

pub use exchange::explain_exchange;
pub use fact::{Fact, Value, Values};
#[cfg(feature = "detail")]
pub use field::explain_field;
pub use story::{Step, Story};
pub use verdict::verdict_fact;
