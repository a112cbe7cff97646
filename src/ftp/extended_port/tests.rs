use proptest::prelude::*;

use super::*;

fn address(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

fn passive(port: u16, address: Option<&str>) -> Result<ExtendedPassive, ExtendedPortError> {
    Ok(ExtendedPassive { port, address: address.map(|address| address.parse().unwrap()) })
}

#[test]
fn any_delimiter_in_229() {
    assert_eq!(parse_229(b"Entering Extended Passive Mode (|||6446|)"), passive(6446, None));
    assert_eq!(parse_229(b"Entering Extended Passive Mode (|||6446|)."), passive(6446, None));
    assert_eq!(parse_229(b"Extended Passive Mode OK |||6446|"), passive(6446, None));
    assert_eq!(parse_229(b"!!!50000!"), passive(50000, None));
    assert_eq!(parse_229(b"(mode) {see |help|} ($$$21$)"), passive(21, None));
    assert_eq!(parse_229(b"(((((6446()"), passive(6446, None));
    for digits in [b"11164461", b"aaa6446a", b"...6446.", b":::6446:"] {
        assert_eq!(parse_229(digits), Err(ExtendedPortError::Fields));
    }
    assert_eq!(parse_229(b"(|||65536|)"), Err(ExtendedPortError::Port));
    assert_eq!(parse_229(b"(||||)"), Err(ExtendedPortError::Fields));
    assert_eq!(parse_229(b"(||6446|)"), Err(ExtendedPortError::Fields));
    assert_eq!(parse_229(b""), Err(ExtendedPortError::Fields));
}

#[test]
fn family_and_address_in_229() {
    assert_eq!(parse_229(b"(|1|192.0.2.7|6446|)"), passive(6446, Some("192.0.2.7")));
    assert_eq!(parse_229(b"(|2|2001:db8::7|6446|)"), passive(6446, Some("2001:db8::7")));
    assert_eq!(parse_229(b"(||192.0.2.7|6446|)"), passive(6446, Some("192.0.2.7")));
    assert_eq!(parse_229(b"(|2|fe80::7%eth0|6446|)"), passive(6446, Some("fe80::7")));
    assert_eq!(parse_229(b"(|1||6446|)"), passive(6446, None));
    assert_eq!(parse_229(b"(|1|192.0.2|6446|)"), Err(ExtendedPortError::Fields));
}

#[test]
fn eprt_ipv4_and_ipv6() {
    assert_eq!(parse_eprt(b"|1|132.235.1.2|6275|"), Ok(address("132.235.1.2:6275")));
    assert_eq!(parse_eprt(b"|2|1080::8:800:200C:417A|5282|"), Ok(address("[1080::8:800:200c:417a]:5282")));
    assert_eq!(parse_eprt(b"!1!10.0.0.1!1!"), Ok(address("10.0.0.1:1")));
    assert_eq!(parse_eprt(b" |1|10.0.0.1|1 "), Ok(address("10.0.0.1:1")));
    assert_eq!(parse_eprt(b"|2|fe80::1%7|21|"), Ok(address("[fe80::1%7]:21")));
    assert_eq!(parse_eprt(b"|2|fe80::1%e%7|21|"), Ok(address("[fe80::1]:21")));
    assert_eq!(parse_eprt(b"|1|10.0.0.1%7|21|"), Err(ExtendedPortError::Address));
    assert_eq!(parse_eprt(b"|2|fe80::1%eth0|21|"), Ok(address("[fe80::1]:21")));
    assert_eq!(parse_eprt(b"|1|10.0.0.1|65535|"), Ok(address("10.0.0.1:65535")));
    assert_eq!(parse_eprt(b"|1|10.0.0.313|21|"), Err(ExtendedPortError::Address));
    assert_eq!(parse_eprt(b"|2|fe80::gg|21|"), Err(ExtendedPortError::Address));
    assert_eq!(parse_eprt(b"|2|10.0.0.1|21|"), Err(ExtendedPortError::Address));
    assert_eq!(parse_eprt(b"|1|fe80::1|21|"), Err(ExtendedPortError::Address));
    assert_eq!(parse_eprt(b"|1|10.0.0.1|-1|"), Err(ExtendedPortError::Port));
    assert_eq!(parse_eprt(b"|1|10.0.0.1|131072|"), Err(ExtendedPortError::Port));
    assert_eq!(parse_eprt(b"|3|10.0.0.1|21|"), Err(ExtendedPortError::Family));
    assert_eq!(parse_eprt(b"|||21|"), Err(ExtendedPortError::Family));
    assert_eq!(parse_eprt(b"|1|10.0.0.1|21|x|"), Err(ExtendedPortError::Fields));
    assert_eq!(parse_eprt(b"10,0,0,1,0,21"), Err(ExtendedPortError::Fields));
    assert_eq!(parse_eprt(b""), Err(ExtendedPortError::Fields));
}

#[test]
fn epsv_takes_a_family_or_all() {
    assert_eq!(parse_epsv_argument(b"all"), Ok(EpsvArgument::All));
    assert_eq!(parse_epsv_argument(b"2"), Ok(EpsvArgument::Family(2)));
    assert_eq!(parse_epsv_argument(b"IPv6"), Err(ExtendedPortError::Family));
    assert_eq!(parse_epsv_argument(b""), Err(ExtendedPortError::Family));
}

proptest! {
    #[test]
    fn what_is_printed_is_parsed(address: SocketAddr, delimiter in "[!-/;-@G-`g-~]") {
        let d = &delimiter;
        let family = if address.is_ipv4() { 1 } else { 2 };
        let (host, port) = (address.ip(), address.port());
        let eprt = format!("{d}{family}{d}{host}{d}{port}{d}");
        // A dot as delimiter would cut the address, and `%` begins a zone.
        prop_assume!(d != "." && d != "%");
        prop_assert_eq!(parse_eprt(eprt.as_bytes()), Ok(SocketAddr::new(host, port)));
        let text = format!("Entering Extended Passive Mode ({d}{d}{d}{port}{d})");
        prop_assert_eq!(parse_229(text.as_bytes()), Ok(ExtendedPassive { port, address: None }));
        prop_assert_eq!(parse_229(eprt.as_bytes()), Ok(ExtendedPassive { port, address: Some(host) }));
    }
}
