//! Security of a control connection, as far as it is said in clear.

use serde::Serialize;

use super::words::text;
use crate::ftp::tls::Version;
use crate::session::Session;
use crate::session::encryption::{Encryption, Outcome};
use crate::session::security::Security;
use crate::units::FrameNumber;

/// The change of a control connection to TLS, or its beginning in TLS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TlsView {
    /// Frame that carried its first byte.
    pub first_frame: u32,
    /// The last frame of it.
    pub last_frame: u32,
    /// Whether the connection began with it, without AUTH.
    pub implicit: bool,
    /// `established` (encrypted data was sent), `failed` (an alert or clear text came before that) or
    /// `unfinished` where the capture holds neither.
    pub outcome: &'static str,
    /// Version that the server chose: `TLS 1.2`, …; null where that is not in the capture.
    pub version: Option<&'static str>,
    /// Highest version that the client offered, or null.
    pub offered_version: Option<&'static str>,
    /// Cipher suite that the server chose, a number of the registry of TLS, or null.
    pub cipher_suite: Option<u16>,
    /// Name of the server that the client asked for, or null.
    pub server_name: Option<String>,
    /// Protocols that the client offered to speak inside (ALPN).
    pub offered_protocols: Vec<String>,
    /// The one that the server chose; null also where its choice is encrypted.
    pub protocol: Option<String>,
    /// Subject of the server's certificate, `CN=…` and so on in its order; null where it is encrypted,
    /// as always from TLS 1.3 on, or not in the capture.
    pub certificate_subject: Option<String>,
    /// Number of the alert in clear that says what went wrong, or null.
    pub alert: Option<u8>,
    /// Frame of that alert, or null.
    pub alert_frame: Option<u32>,
    /// First frame in clear text after it, as after CCC; null where there is none.
    pub cleared_frame: Option<u32>,
}

/// What AUTH and its like agreed on, as far as they were said in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SecurityView {
    /// Mechanism that AUTH asked for last, as sent: `TLS`, `GSSAPI`, …
    pub mechanism: String,
    /// Frame of that AUTH.
    pub frame: u32,
    /// Whether the server agreed.
    pub accepted: bool,
    /// Size of protected blocks in force (PBSZ), in bytes, or null.
    pub buffer_bytes: Option<u64>,
}

impl TlsView {
    /// The first change to TLS that did not fail, else the first one.
    pub(super) fn of(session: &Session) -> Option<Self> {
        let encryptions = &session.encryptions;
        let lasting = encryptions.iter().find(|encryption| encryption.outcome != Outcome::Failed);
        lasting.or(encryptions.first()).map(|encryption| Self::new(encryption, session.implicit_tls))
    }

    fn new(encryption: &Encryption, implicit: bool) -> Self {
        let Encryption { client, server, .. } = encryption;
        let texts = |names: &[Vec<u8>]| names.iter().map(|name| text(name)).collect();
        Self {
            first_frame: encryption.first_frame.get(),
            last_frame: encryption.last_frame.get(),
            implicit,
            outcome: match encryption.outcome {
                Outcome::Established => "established",
                Outcome::Failed => "failed",
                Outcome::Unfinished => "unfinished",
            },
            version: server.as_ref().and_then(|hello| Version::name(hello.version)),
            offered_version: client.as_ref().and_then(|hello| Version::name(hello.version)),
            cipher_suite: server.as_ref().map(|hello| hello.cipher_suite),
            server_name: client.as_ref().and_then(|hello| hello.server_name.as_deref()).map(text),
            offered_protocols: client.as_ref().map(|hello| texts(&hello.protocols)).unwrap_or_default(),
            protocol: server.as_ref().and_then(|hello| hello.protocol.as_deref()).map(text),
            certificate_subject: encryption.certificate_subject.clone(),
            alert: encryption.alert.map(|alert| alert.description),
            alert_frame: encryption.alert.map(|alert| alert.frame.get()),
            cleared_frame: encryption.cleared.map(FrameNumber::get),
        }
    }
}

impl SecurityView {
    pub(super) fn new(security: &Security) -> Self {
        Self {
            mechanism: text(&security.mechanism),
            frame: security.frame.get(),
            accepted: security.accepted,
            buffer_bytes: security.buffer_bytes,
        }
    }
}
