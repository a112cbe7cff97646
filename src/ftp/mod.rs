//! FTP grammar: pure functions on bytes, and two small machines.
//!
//! A control connection carries two streams of lines. [`line::LineSplitter`]
//! cuts a stream into lines; [`command::parse_command`] reads a line of the
//! client; [`reply::ReplyAssembler`] joins lines of the server into replies.
//! The other modules read what stands inside an argument or a text:
//!
//! - endpoints of data connections: [`host_port`] (PORT, 227),
//!   [`extended_port`] (EPRT, EPSV, 229), [`long_port`] (LPRT, 228);
//! - [`path`]: the quoted path of 257, and the current working directory;
//! - [`transfer_parameters`] (TYPE, MODE, STRU, REST, ALLO) and
//!   [`transfer_text`] (sizes and names in the text of replies);
//! - [`transfer_mode`]: what MODE, STRU and TYPE do to a file, undone;
//! - [`listing`]: directory listings, in the formats of many systems;
//! - [`security`]: AUTH, PROT and the protected replies 631, 632, 633;
//! - [`tls`]: what can be read of TLS without keys;
//! - [`banner`]: the program that a greeting names;
//! - [`recognise`]: whether two streams are FTP at all, and who is the client.
//!
//! Nothing here knows frames, time or the order in which lines were sent: that
//! is the session floor. Nothing here trusts its input either: no function
//! panics, whatever the bytes, and what breaks a rule of the RFC is either read
//! in the one way that makes sense and marked, or refused with an error.
//!
//! Who edits this floor reads RFC 959 §4 and §5 first, then RFC 1123 §4.1,
//! RFC 2428 and RFC 3659.

pub mod ascii;
pub mod banner;
pub mod command;
pub mod command_info;
pub mod command_table;
pub mod extended_port;
pub mod host_port;
pub mod line;
pub mod list_argument;
#[cfg(feature = "detail")]
pub mod listing;
pub mod long_port;
mod number_list;
mod other_protocol;
pub mod path;
pub mod recognise;
pub mod reply;
pub mod reply_code;
pub mod security;
mod slash_path;
pub mod tls;
#[cfg(feature = "detail")]
pub mod transfer_mode;
pub mod transfer_parameters;
pub mod transfer_text;
mod vms_path;

#[cfg(test)]
mod tests;
