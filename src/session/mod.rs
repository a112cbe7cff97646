//! Floor 6: the session. The two half streams of a control connection in, the
//! conversation out.
//!
//! 1. [`control_stream`]: half stream → lines, each with the frames that carried it ([`control_line`]),
//!    and stretches of TLS, joined by [`encryption`]
//! 2. [`dialogue`]: the lines of both sides in the order in which they were said
//! 3. [`pairing`]: commands and replies → exchanges
//! 4. [`state`]: who is logged in, and what each transfer is to be; [`directory`]: where; [`security`]:
//!    how protected
//! 5. [`binding`]: transfers → their data connections, `inference` where nothing announces them; [`joining`]: the two halves of one from server to server
//!
//! [`recognition`] tells which connections are control connections at all.

pub mod announcement;
pub mod binding;
pub mod control_line;
pub mod control_stream;
pub mod dialogue;
pub mod directory;
pub mod encryption;
mod evidence;
pub mod exchange;
pub mod expected_size;
mod file_history;
#[cfg(feature = "detail")]
pub mod files;
mod fit;
#[cfg(feature = "detail")]
mod inference;
pub mod joining;
#[cfg(feature = "detail")]
pub mod line_index;
pub mod login;
pub mod missing;
pub mod outcome;
#[cfg(feature = "detail")]
mod owners;
pub mod pairing;
pub mod paths;
mod pool;
mod reading;
pub mod recognition;
#[cfg(feature = "detail")]
mod replacement;
pub mod security;
pub mod state;
pub mod transfer;
pub mod verdict;

pub use reading::{Directions, Session, read_session};
