//! What can be read of TLS without keys: hellos and certificates.

mod support;

use ftpscope::ftp::tls::{ClientHello, Hello, ServerHello, Version, certificate_subject, read_hello};
use proptest::prelude::*;

use support::tls::{
    BMP_STRING, PRINTABLE_STRING, UTF8_STRING, attribute, certificate, certificate_from, certificates,
    client_hello, der, extension, message, protocols, server_hello, server_name, vector, versions,
};

fn client(messages: &[u8]) -> ClientHello {
    match read_hello(messages) {
        Some(Hello::Client(hello)) => hello,
        other => panic!("{other:?}"),
    }
}

fn server(messages: &[u8]) -> ServerHello {
    match read_hello(messages) {
        Some(Hello::Server(hello)) => hello,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_hello_of_a_client_is_read() {
    let hello = client(&client_hello(
        0x0303,
        &[
            extension(11, &[1, 0]),
            server_name("ftp.example.org"),
            protocols(&["x-own-ftp", "ftp"]),
            versions(&[0x7A7A, 0x0304, 0x0303]),
            extension(51, &[0; 100]),
        ],
    ));
    assert_eq!(hello.version.name(), Some("TLS 1.3"));
    assert_eq!(hello.server_name.as_deref(), Some(&b"ftp.example.org"[..]));
    assert_eq!(hello.protocols, [b"x-own-ftp".to_vec(), b"ftp".to_vec()]);
    // Nothing is known but the version.
    assert_eq!(
        client(&client_hello(0x0301, &[])),
        ClientHello { version: Version(0x0301), ..ClientHello::default() }
    );
    // Of old clients the hello ends without extensions.
    let mut old = client_hello(0x0300, &[]);
    old.truncate(old.len() - 2);
    old[3] -= 2;
    assert_eq!(client(&old).version.name(), Some("SSL 3.0"));
    // A name of another kind is none of a host.
    let other = extension(0, &vector(2, &[vec![1], vector(2, b"x")].concat()));
    assert_eq!(client(&client_hello(0x0303, &[other])).server_name, None);
    let many: Vec<_> = std::iter::repeat_n("p", 50).collect();
    assert_eq!(client(&client_hello(0x0303, &[protocols(&many)])).protocols.len(), 16);
}

#[test]
fn the_hello_of_a_server_is_read() {
    let hello = server(&server_hello(0x0303, 0xC02F, &[protocols(&["ftp"])]));
    assert_eq!(hello.version.name(), Some("TLS 1.2"));
    assert_eq!((hello.cipher_suite, hello.protocol), (0xC02F, Some(b"ftp".to_vec())));
    let chosen = extension(43, &[0x03, 0x04]);
    assert_eq!(server(&server_hello(0x0303, 0x1301, &[chosen])).version.name(), Some("TLS 1.3"));
    assert_eq!(server(&server_hello(0x0302, 0x002F, &[])).version.name(), Some("TLS 1.1"));
    assert_eq!(server(&server_hello(0x0301, 0x002F, &[])).version.name(), Some("TLS 1.0"));
    assert_eq!(server(&server_hello(0x7F1C, 0x1301, &[])).version.name(), None);
}

#[test]
fn the_certificate_behind_the_hello_is_read() {
    let hello = server_hello(0x0303, 0xC02F, &[]);
    let two = certificates(&[b"first".to_vec(), b"second".to_vec()]);
    assert_eq!(server(&[hello.clone(), two].concat()).certificate.as_deref(), Some(&b"first"[..]));
    assert_eq!(server(&hello).certificate, None);
    assert_eq!(server(&[hello.clone(), certificates(&[])].concat()).certificate, None);
    // Another message is none.
    assert_eq!(server(&[hello, message(12, &vector(3, &vector(3, b"key")))].concat()).certificate, None);
}

#[test]
fn other_messages_are_no_hellos() {
    for messages in
        [&b""[..], &[0], &message(0, b""), &message(14, b""), &message(1, b"\x03\x03"), &[1, 0, 0, 9]]
    {
        assert_eq!(read_hello(messages), None, "{messages:?}");
    }
    let hello = client_hello(0x0303, &[server_name("ftp.example.org")]);
    // A hello that is not all there is not read.
    assert_eq!(read_hello(&hello[..hello.len() - 1]), None);
}

#[test]
fn the_subject_of_a_certificate_is_read() {
    let subject = [
        attribute(6, PRINTABLE_STRING, b"DE"),
        attribute(10, UTF8_STRING, "Beispiel GmbH, Köln".as_bytes()),
        attribute(3, UTF8_STRING, b"ftp.example.org"),
    ];
    let text = "C=DE, O=Beispiel GmbH, Köln, CN=ftp.example.org";
    assert_eq!(certificate_subject(&certificate(&subject)).as_deref(), Some(text));
    // Version 1 is not said.
    assert_eq!(certificate_subject(&certificate_from(&[], &subject)).as_deref(), Some(text));
    let all = [
        attribute(7, UTF8_STRING, b"Town"),
        attribute(8, UTF8_STRING, b"Land"),
        attribute(11, UTF8_STRING, b"Unit"),
        // A serial number has no short name.
        attribute(5, PRINTABLE_STRING, b"12"),
        attribute(3, BMP_STRING, &[0x00, b'f', 0x1E, 0xC7, 0xD8, 0x00]),
    ];
    let text = "L=Town, ST=Land, OU=Unit, CN=fệ\u{FFFD}";
    assert_eq!(certificate_subject(&certificate(&all)).as_deref(), Some(text));
    // Two attributes in one set.
    let inner =
        |number, text: &[u8]| der(0x30, &[der(6, &[0x55, 4, number]), der(UTF8_STRING, text)].concat());
    let both = der(0x31, &[inner(10, b"Org"), inner(11, b"Unit")].concat());
    assert_eq!(certificate_subject(&certificate(&[both])).as_deref(), Some("O=Org, OU=Unit"));
    // Long parts are cut.
    let long = attribute(3, UTF8_STRING, &[b'x'; 5_000]);
    assert_eq!(certificate_subject(&certificate(&[long])), Some(format!("CN={}", "x".repeat(256))));
}

#[test]
fn what_is_no_certificate_has_no_subject() {
    let sound = certificate(&[attribute(3, UTF8_STRING, b"x")]);
    assert_eq!(certificate_subject(b""), None);
    assert_eq!(certificate_subject(&sound[..sound.len() - 1]), None);
    assert_eq!(certificate_subject(&certificate(&[])), None);
    assert_eq!(certificate_subject(&[&[0x31][..], &sound[1..]].concat()), None);
    // A length of four bytes is more than a message of TLS holds.
    assert_eq!(certificate_subject(&[0x30, 0x84, 0, 0, 0, 1, 0]), None);
    let many: Vec<_> = (0..1_000).map(|_| attribute(3, UTF8_STRING, b"x")).collect();
    assert_eq!(certificate_subject(&certificate(&many)).map(|text| text.matches("CN=").count()), Some(32));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let _ = read_hello(&bytes);
        let _ = certificate_subject(&bytes);
        let subject = certificate(&[attribute(3, UTF8_STRING, b"ftp.example.org")]);
        let hello = [server_hello(0x0303, 0xC02F, &[protocols(&["ftp"])]), certificates(std::slice::from_ref(&subject))].concat();
        for mut sound in [subject, hello, client_hello(0x0303, &[server_name("x"), versions(&[0x0304])])] {
            for (place, byte) in &changes {
                let place = place.index(sound.len());
                sound[place] = *byte;
            }
            let _ = read_hello(&sound);
            let _ = certificate_subject(&sound);
        }
    }
}
