//! The changes of a control connection to TLS.

use super::control_stream::{Alert, TlsStretch};
use crate::ftp::tls::{ClientHello, ServerHello};
use crate::units::FrameNumber;

/// What became of a change to TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Encrypted data was sent.
    Established,
    /// An alert, or text in clear, came before that.
    Failed,
    /// The capture holds neither.
    Unfinished,
}

/// A change of a control connection to TLS (RFC 4217 §4), or its beginning in
/// TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encryption {
    /// Frame that carried the first byte.
    pub first_frame: FrameNumber,
    /// The last frame of it.
    pub last_frame: FrameNumber,
    /// The client's hello; read with the feature `detail`, as is what follows.
    pub client: Option<ClientHello>,
    /// The server's hello.
    pub server: Option<ServerHello>,
    /// Subject of the server's certificate, where that is in clear.
    pub certificate_subject: Option<String>,
    /// The alert in clear that says what went wrong.
    pub alert: Option<Alert>,
    /// What became of it.
    pub outcome: Outcome,
    /// First frame in clear after it, as after CCC (RFC 4217 §6).
    pub cleared: Option<FrameNumber>,
}

impl Encryption {
    fn begun_by(stretch: &TlsStretch) -> Self {
        let mut encryption = Self {
            first_frame: stretch.first_frame,
            last_frame: stretch.last_frame,
            client: None,
            server: None,
            certificate_subject: None,
            alert: None,
            outcome: Outcome::Unfinished,
            cleared: None,
        };
        encryption.add(stretch);
        encryption
    }

    #[inline(never)]
    fn add(&mut self, stretch: &TlsStretch) {
        self.first_frame = self.first_frame.min(stretch.first_frame);
        self.last_frame = self.last_frame.max(stretch.last_frame);
        self.alert = self.alert.or(stretch.failure());
        self.cleared = match (self.cleared, stretch.cleared) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        #[cfg(feature = "detail")]
        self.read_hello(&stretch.handshake);
        if stretch.has_application_data {
            self.outcome = Outcome::Established;
        } else if self.outcome == Outcome::Unfinished && (self.alert.is_some() || self.cleared.is_some()) {
            self.outcome = Outcome::Failed;
        }
    }
}

#[cfg(feature = "detail")]
impl Encryption {
    fn read_hello(&mut self, handshake: &[u8]) {
        use crate::ftp::tls::{Hello, certificate_subject, read_hello};
        match read_hello(handshake) {
            Some(Hello::Client(hello)) => self.client = Some(hello),
            Some(Hello::Server(hello)) => {
                self.certificate_subject = hello.certificate.as_deref().and_then(certificate_subject);
                self.server = Some(hello);
            }
            None => {}
        }
    }
}

/// Joins the stretches of TLS of the two sides. Each begins with the client's
/// hello, in the capture or not.
#[must_use]
pub fn encryptions(client: &[TlsStretch], server: &[TlsStretch]) -> Vec<Encryption> {
    let mut joined: Vec<Encryption> = client.iter().map(Encryption::begun_by).collect();
    for stretch in server {
        // It answers the last hello of the client before it.
        let after = joined.partition_point(|encryption| encryption.first_frame <= stretch.first_frame);
        match joined.get_mut(after.saturating_sub(1)).filter(|_| !client.is_empty()) {
            Some(encryption) => encryption.add(stretch),
            None => joined.push(Encryption::begun_by(stretch)),
        }
    }
    joined
}
