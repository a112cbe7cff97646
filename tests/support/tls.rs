//! Records and messages of TLS, put together byte by byte.

pub(crate) const CHANGE_CIPHER_SPEC: u8 = 20;
pub(crate) const ALERT: u8 = 21;
pub(crate) const HANDSHAKE: u8 = 22;
pub(crate) const APPLICATION_DATA: u8 = 23;

/// A record of this content type.
pub(crate) fn record(content_type: u8, content: &[u8]) -> Vec<u8> {
    [&[content_type, 3, 1][..], &vector(2, content)].concat()
}

/// A record of lines that nobody can read.
pub(crate) fn encrypted(bytes: usize) -> Vec<u8> {
    record(APPLICATION_DATA, &vec![b'\n'; bytes])
}

/// What a side sends when it begins to encrypt, up to TLS 1.2, and its first encrypted message.
pub(crate) fn finished() -> Vec<u8> {
    [record(CHANGE_CIPHER_SPEC, &[1]), record(HANDSHAKE, &[0xA5; 40])].concat()
}

/// An alert in clear of this number.
pub(crate) fn alert(description: u8) -> Vec<u8> {
    const FATAL: u8 = 2;
    record(ALERT, &[FATAL, description])
}

/// Bytes behind their length, a number of so many bytes.
pub(crate) fn vector(length_bytes: usize, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("a short vector").to_be_bytes();
    [&length[4 - length_bytes..], content].concat()
}

/// A message of this kind: 1 is the client's hello, 2 the server's, 11 a certificate.
pub(crate) fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    [vec![kind], vector(3, body)].concat()
}

/// The client's hello: the version in its old place, and extensions.
pub(crate) fn client_hello(version: u16, extensions: &[Vec<u8>]) -> Vec<u8> {
    let parts = [
        version.to_be_bytes().to_vec(),
        vec![0x11; 32],
        vector(1, &[7; 32]),
        vector(2, &[0x13, 0x01, 0xC0, 0x2F]),
        vector(1, &[0]),
        vector(2, &extensions.concat()),
    ];
    message(1, &parts.concat())
}

/// The server's hello: the version in its old place, a cipher suite, and extensions.
pub(crate) fn server_hello(version: u16, cipher_suite: u16, extensions: &[Vec<u8>]) -> Vec<u8> {
    let parts = [
        version.to_be_bytes().to_vec(),
        vec![0x22; 32],
        vector(1, &[7; 32]),
        cipher_suite.to_be_bytes().to_vec(),
        vec![0],
        vector(2, &extensions.concat()),
    ];
    message(2, &parts.concat())
}

/// The message that holds these certificates.
pub(crate) fn certificates(all: &[Vec<u8>]) -> Vec<u8> {
    let list: Vec<_> = all.iter().map(|certificate| vector(3, certificate)).collect();
    message(11, &vector(3, &list.concat()))
}

/// An extension of a hello.
pub(crate) fn extension(kind: u16, content: &[u8]) -> Vec<u8> {
    [kind.to_be_bytes().to_vec(), vector(2, content)].concat()
}

/// The extension that names the server.
pub(crate) fn server_name(name: &str) -> Vec<u8> {
    extension(0, &vector(2, &[vec![0], vector(2, name.as_bytes())].concat()))
}

/// The extension that names protocols.
pub(crate) fn protocols(names: &[&str]) -> Vec<u8> {
    let names: Vec<_> = names.iter().map(|name| vector(1, name.as_bytes())).collect();
    extension(16, &vector(2, &names.concat()))
}

/// The extension in which the client names versions.
pub(crate) fn versions(versions: &[u16]) -> Vec<u8> {
    let versions: Vec<_> = versions.iter().flat_map(|version| version.to_be_bytes()).collect();
    extension(43, &vector(1, &versions))
}

/// An element of DER.
pub(crate) fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = match u32::try_from(content.len()).expect("a short element") {
        short @ 0..0x80 => vec![u8::try_from(short).expect("less than 128")],
        long @ 0x80..0x100 => vec![0x81, u8::try_from(long).expect("less than 256")],
        longer => [&[0x83][..], &longer.to_be_bytes()[1..]].concat(),
    };
    [vec![tag], length, content.to_vec()].concat()
}

/// An attribute of a name: its number under 2.5.4, the tag of its text, and its text.
pub(crate) fn attribute(number: u8, tag: u8, text: &[u8]) -> Vec<u8> {
    der(0x31, &der(0x30, &[der(6, &[0x55, 0x04, number]), der(tag, text)].concat()))
}

pub(crate) const UTF8_STRING: u8 = 12;
pub(crate) const PRINTABLE_STRING: u8 = 19;
pub(crate) const BMP_STRING: u8 = 30;

/// The beginning of a certificate of version 3 with this subject.
pub(crate) fn certificate(subject: &[Vec<u8>]) -> Vec<u8> {
    let version = der(0xA0, &der(2, &[2]));
    certificate_from(&version, subject)
}

/// The same with another beginning in the place of its version.
pub(crate) fn certificate_from(version: &[u8], subject: &[Vec<u8>]) -> Vec<u8> {
    let issuer = attribute(3, UTF8_STRING, b"Some Authority");
    let body = [
        version.to_vec(),
        der(2, &[0x4D; 16]),
        der(0x30, &der(6, &[0x2A, 0x86, 0x48])),
        der(0x30, &issuer),
        der(0x30, &[der(23, b"260101000000Z"), der(23, b"270101000000Z")].concat()),
        der(0x30, &subject.concat()),
        der(0x30, &[0; 300]),
    ];
    der(0x30, &[der(0x30, &body.concat()), der(0x30, &[]), der(3, &[0; 64])].concat())
}
