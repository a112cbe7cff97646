//! TLS as far as it can be read without keys (RFC 8446, RFC 5246): records,
//! the hellos, the subject of a certificate.
//!
//! FTP changes to TLS after AUTH (RFC 4217 §4), begins with it on port 990, and
//! leaves it after CCC or a failed handshake. No verb and no reply code begins
//! with the first byte of a record, so the bytes alone tell where TLS is.

mod bytes;
mod certificate;
mod handshake;
mod record;

pub use certificate::certificate_subject;
pub use handshake::{ClientHello, Hello, ServerHello, Version, read_hello};
pub use record::{ContentType, HEADER_BYTES, RecordHeader, Sight, see_record};
