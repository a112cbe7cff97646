//! Host-port: an IPv4 address and a port as six numbers, in the argument of
//! PORT and in the text of 227 (RFC 959 §5.3.2, RFC 1123 §4.1.2.6).

use std::net::{Ipv4Addr, SocketAddrV4};

use super::number_list::{NumberLists, bytes, is_one_list};

/// Why a text holds no host-port. Of two reasons the greater tells more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostPortError {
    /// No list of six numbers stands in the text.
    Missing,
    /// The argument is no list of numbers and commas.
    NotNumbers,
    /// The list has not six numbers but this many.
    Count(usize),
    /// This number of the list is over 255.
    TooGreat(u64),
}

/// Reads the argument of PORT: `h1,h2,h3,h4,p1,p2` and nothing else, spaces
/// around it aside (RFC 959 §5.3.2).
///
/// # Errors
///
/// When the argument is no list of numbers, has not six of them, or one is
/// over 255.
pub fn parse_host_port(argument: &[u8]) -> Result<SocketAddrV4, HostPortError> {
    if !is_one_list(argument) {
        return Err(HostPortError::NotNumbers);
    }
    let numbers = NumberLists::new(argument).next().ok_or(HostPortError::NotNumbers)?;
    host_port(&numbers)
}

/// Finds the host-port in the text of a 227 reply: six numbers anywhere.
/// Brackets, `=`, a final dot and words around them are optional, since no RFC
/// asks for them (RFC 1123 §4.1.2.6).
///
/// # Errors
///
/// When no list of six numbers stands in the text, or one is over 255.
pub fn parse_227(text: &[u8]) -> Result<SocketAddrV4, HostPortError> {
    let mut error = HostPortError::Missing;
    for numbers in NumberLists::new(text) {
        match host_port(&numbers) {
            Ok(address) => return Ok(address),
            // A number that stands alone is part of the words around.
            Err(HostPortError::Count(1)) => {}
            Err(found) => error = error.max(found),
        }
    }
    Err(error)
}

fn host_port(numbers: &[u64]) -> Result<SocketAddrV4, HostPortError> {
    if numbers.len() != 6 {
        return Err(HostPortError::Count(numbers.len()));
    }
    match bytes(numbers).map_err(HostPortError::TooGreat)?.as_slice() {
        &[h1, h2, h3, h4, p1, p2] => {
            Ok(SocketAddrV4::new(Ipv4Addr::new(h1, h2, h3, h4), u16::from_be_bytes([p1, p2])))
        }
        other => Err(HostPortError::Count(other.len())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn address(text: &str) -> SocketAddrV4 {
        text.parse().unwrap()
    }

    #[test]
    fn djb_227_six_numbers_anywhere() {
        let expected = Ok(address("192.0.2.7:1029"));
        for text in [
            "Entering Passive Mode (192,0,2,7,4,5)",
            "Entering Passive Mode (192,0,2,7,4,5).",
            "Entering Passive Mode 192,0,2,7,4,5",
            "=192,0,2,7,4,5",
            "192,0,2,7,4,5",
            "Entering Passive Mode ( 192, 0 ,2,7 , 4,5 )",
            "Passive mode 2 on port 1029 [192,0,2,7,4,5] for 60 s",
            "Entering Passive Mode (192,000,002,007,04,5)",
            "1,2,3 and then 192,0,2,7,4,5",
        ] {
            assert_eq!(parse_227(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(parse_227(b"Response to PASV command"), Err(HostPortError::Missing));
        assert_eq!(parse_227(b"Mode (192,0,2,7,4)"), Err(HostPortError::Count(5)));
        assert_eq!(parse_227(b"Mode (1,192,0,2,7,4,5)"), Err(HostPortError::Count(7)));
        assert_eq!(parse_227(b"Passive mode 2"), Err(HostPortError::Missing));
        assert_eq!(parse_227(b"1,2 and 300,1,1,1,1,1 and 1,2,3"), Err(HostPortError::TooGreat(300)));
        assert_eq!(parse_227(b""), Err(HostPortError::Missing));
    }

    #[test]
    fn number_over_255_in_227_is_flagged() {
        assert_eq!(parse_227(b"Passive Mode (192,0,2,256,4,5)"), Err(HostPortError::TooGreat(256)));
        assert_eq!(parse_227(b"Passive Mode (192,0,2,7,1029,0)"), Err(HostPortError::TooGreat(1029)));
        assert_eq!(
            parse_host_port(b"1,2,3,4,5,99999999999999999999"),
            Err(HostPortError::TooGreat(u64::MAX))
        );
    }

    #[test]
    fn port_argument_is_six_numbers_and_nothing_else() {
        assert_eq!(parse_host_port(b"10,0,0,1,228,17"), Ok(address("10.0.0.1:58385")));
        assert_eq!(parse_host_port(b" 10,0,0,1,0,0 "), Ok(address("10.0.0.1:0")));
        assert_eq!(parse_host_port(b"114,115"), Err(HostPortError::Count(2)));
        assert_eq!(parse_host_port(b"1234"), Err(HostPortError::Count(1)));
        assert_eq!(parse_host_port(b"10,0,0,1,-1,5"), Err(HostPortError::NotNumbers));
        assert_eq!(parse_host_port(b"|1|10.0.0.1|5|"), Err(HostPortError::NotNumbers));
        assert_eq!(parse_host_port(b""), Err(HostPortError::NotNumbers));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_parsed(host: [u8; 4], port: u16, before in "[^0-9,]{0,20}", after in "[^0-9, ][^,]{0,20}") {
            let [h1, h2, h3, h4] = host;
            let [p1, p2] = port.to_be_bytes();
            let numbers = format!("{h1},{h2},{h3},{h4},{p1},{p2}");
            let expected = Ok(SocketAddrV4::new(host.into(), port));
            prop_assert_eq!(parse_host_port(numbers.as_bytes()), expected);
            prop_assert_eq!(parse_227(format!("{before}{numbers}{after}").as_bytes()), expected);
        }
    }
}
