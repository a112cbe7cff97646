//! The changes of a control connection to TLS.

use super::control_stream::{Alert, TlsStretch};
use crate::ftp::tls::{ClientHello, Hello, ServerHello, certificate_subject, read_hello};
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
    /// The client's hello.
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

/// Joins the stretches of TLS of the two sides. Each begins with the client's
/// hello, in the capture or not.
#[must_use]
pub fn encryptions(client: &[TlsStretch], server: &[TlsStretch]) -> Vec<Encryption> {
    let mut server = server.iter().peekable();
    let mut joined = Vec::new();
    for (place, own) in client.iter().enumerate() {
        // What came before the next hello of the client answers this one.
        let next = client.get(place.saturating_add(1)).map(|next| next.first_frame);
        let mut both = vec![own];
        while let Some(answer) = server.next_if(|answer| next.is_none_or(|next| answer.first_frame < next)) {
            both.push(answer);
        }
        joined.extend(encryption(&both));
    }
    joined.extend(server.filter_map(|alone| encryption(&[alone])));
    joined
}

/// One change to TLS, of the stretches that belong to it.
fn encryption(stretches: &[&TlsStretch]) -> Option<Encryption> {
    let mut encryption = Encryption {
        first_frame: stretches.iter().map(|stretch| stretch.first_frame).min()?,
        last_frame: stretches.iter().map(|stretch| stretch.last_frame).max()?,
        client: None,
        server: None,
        certificate_subject: None,
        alert: stretches.iter().find_map(|stretch| stretch.failure()),
        outcome: Outcome::Unfinished,
        cleared: stretches.iter().filter_map(|stretch| stretch.cleared).min(),
    };
    for stretch in stretches {
        match read_hello(&stretch.handshake) {
            Some(Hello::Client(hello)) => encryption.client = Some(hello),
            Some(Hello::Server(hello)) => {
                encryption.certificate_subject = hello.certificate.as_deref().and_then(certificate_subject);
                encryption.server = Some(hello);
            }
            None => {}
        }
    }
    if stretches.iter().any(|stretch| stretch.has_application_data) {
        encryption.outcome = Outcome::Established;
    } else if encryption.alert.is_some() || encryption.cleared.is_some() {
        encryption.outcome = Outcome::Failed;
    }
    Some(encryption)
}
