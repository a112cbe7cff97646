//! What the tests of the core share: conversations written down as a script,
//! the captures of this repository, and short forms of what is read.
//!
//! ```ignore
//! let read = scenario().open().server("220 ready\r\n").client("NOOP\r\n").lost().dissect();
//! assert_eq!(talk(&read), ["(greeting) -> 220"]);
//! ```
#![allow(dead_code, reason = "each test program uses a part of it")]

pub(crate) mod captures;
pub(crate) mod corpus;
pub(crate) mod frame;
pub(crate) mod golden;
pub(crate) mod last_frame;
pub(crate) mod packets;
pub(crate) mod property;
pub(crate) mod read;
pub(crate) mod scenario;
pub(crate) mod skip;
pub(crate) mod tls;
pub(crate) mod told;
pub(crate) mod write;
