//! Hellos (RFC 8446 §4.1) and the certificate that follows one in clear up to
//! TLS 1.2 (RFC 5246 §7.4.2).

use super::bytes::Bytes;
use crate::limits;

const CLIENT_HELLO: usize = 1;
const SERVER_HELLO: usize = 2;
const CERTIFICATE: usize = 11;

const SERVER_NAME: u16 = 0;
const PROTOCOL_NAMES: u16 = 16;
const SUPPORTED_VERSIONS: u16 = 43;

/// A version as it stands in messages: 0x0303 is TLS 1.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u16);

/// What the client says first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientHello {
    /// The highest version that it knows.
    pub version: Version,
    /// Name of the server that it wants (RFC 6066 §3).
    pub server_name: Option<Vec<u8>>,
    /// Protocols that it offers to speak inside (RFC 7301).
    pub protocols: Vec<Vec<u8>>,
}

/// What the server answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerHello {
    /// The version that it has chosen.
    pub version: Version,
    /// The cipher suite that it has chosen, a number of the registry of TLS.
    pub cipher_suite: u16,
    /// The protocol that it has chosen (RFC 7301); from TLS 1.3 on it is encrypted.
    pub protocol: Option<Vec<u8>>,
    /// The certificate of the server in DER; from TLS 1.3 on it is encrypted.
    pub certificate: Option<Vec<u8>>,
}

/// What one side says before it encrypts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hello {
    /// It is the client.
    Client(ClientHello),
    /// It is the server.
    Server(ServerHello),
}

impl Default for Version {
    /// SSL 3.0, the lowest one.
    fn default() -> Self {
        Self(0x0300)
    }
}

impl Version {
    /// The name that people use; `None` for a version that is not known.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0x0300 => "SSL 3.0",
            0x0301 => "TLS 1.0",
            0x0302 => "TLS 1.1",
            0x0303 => "TLS 1.2",
            0x0304 => "TLS 1.3",
            _ => return None,
        })
    }
}

/// Reads the handshake messages of one side, without the headers of their
/// records, as far as they are there. `None` where they begin with no hello.
#[must_use]
pub fn read_hello(messages: &[u8]) -> Option<Hello> {
    let mut bytes = Bytes(messages);
    let kind = bytes.number(1)?;
    let body = bytes.vector(3)?;
    match kind {
        CLIENT_HELLO => client_hello(body).map(Hello::Client),
        SERVER_HELLO => {
            let mut hello = server_hello(body)?;
            hello.certificate = certificate(bytes);
            Some(Hello::Server(hello))
        }
        _ => None,
    }
}

fn client_hello(mut body: Bytes<'_>) -> Option<ClientHello> {
    let mut hello = ClientHello { version: Version(body.short()?), ..ClientHello::default() };
    let _random = body.take(32)?;
    let _session_id = body.vector(1)?;
    let _cipher_suites = body.vector(2)?;
    let _compression = body.vector(1)?;
    each_extension(body, |kind, mut content| match kind {
        SERVER_NAME => hello.server_name = server_name(content),
        PROTOCOL_NAMES => hello.protocols = protocol_names(content),
        SUPPORTED_VERSIONS => {
            let Some(mut list) = content.vector(1) else { return };
            while let Some(version) = list.short() {
                let version = Version(version);
                // Clients mix in numbers that mean nothing (RFC 8701).
                if version.name().is_some() {
                    hello.version = hello.version.max(version);
                }
            }
        }
        _ => {}
    });
    Some(hello)
}

fn server_hello(mut body: Bytes<'_>) -> Option<ServerHello> {
    let version = Version(body.short()?);
    let _random = body.take(32)?;
    let _session_id = body.vector(1)?;
    let mut hello = ServerHello { version, cipher_suite: body.short()?, ..ServerHello::default() };
    let _compression = body.take(1)?;
    each_extension(body, |kind, mut content| match kind {
        PROTOCOL_NAMES => hello.protocol = protocol_names(content).pop(),
        SUPPORTED_VERSIONS => hello.version = content.short().map_or(hello.version, Version),
        _ => {}
    });
    Some(hello)
}

/// The first certificate of the message that follows the server's hello.
fn certificate(mut rest: Bytes<'_>) -> Option<Vec<u8>> {
    let kind = rest.number(1)?;
    let mut list = rest.vector(3).filter(|_| kind == CERTIFICATE)?.vector(3)?;
    list.vector(3).map(|certificate| certificate.0.to_vec())
}

fn each_extension(mut body: Bytes<'_>, mut see: impl FnMut(u16, Bytes<'_>)) {
    let Some(mut extensions) = body.vector(2) else { return };
    while let Some((kind, content)) = extensions.short().zip(extensions.vector(2)) {
        see(kind, content);
    }
}

fn server_name(mut content: Bytes<'_>) -> Option<Vec<u8>> {
    const HOST_NAME: usize = 0;
    let mut list = content.vector(2)?;
    let kind = list.number(1)?;
    list.vector(2).filter(|_| kind == HOST_NAME).map(|name| name.0.to_vec())
}

fn protocol_names(mut content: Bytes<'_>) -> Vec<Vec<u8>> {
    let mut names = Vec::new();
    let Some(mut list) = content.vector(2) else { return names };
    while let Some(name) = list.vector(1).filter(|_| names.len() < limits::TLS_PROTOCOLS) {
        names.push(name.0.to_vec());
    }
    names
}
