//! Long host-port: an address of any family and a port of any length as
//! numbers, in the argument of LPRT and in the text of 228 (RFC 1639).

use std::net::{IpAddr, SocketAddr};

use super::number_list::{NumberLists, bytes, is_one_list};

/// Family 4 of RFC 1639 §2: the version number of IP.
const IPV4: u8 = 4;
/// Family 6: IPv6, which the registry of IP versions gave this number.
const IPV6: u8 = 6;

/// Why a text holds no long host-port. Of two reasons the greater tells more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LongPortError {
    /// No list of numbers stands in the text.
    Missing,
    /// The argument is no list of numbers and commas.
    NotNumbers,
    /// The lengths given in the list are not those of the list.
    Length,
    /// This number of the list is over 255.
    TooGreat(u64),
    /// The family is neither IPv4 (4) nor IPv6 (6) but this.
    Family(u8),
}

/// Reads the argument of LPRT: `af,hal,h1,h2,...,pal,p1,p2,...`, spaces around
/// it aside (RFC 1639 §2).
///
/// # Errors
///
/// When the argument is no such list, a number is over 255, or the address is
/// neither IPv4 nor IPv6 with a TCP port.
pub fn parse_lprt(argument: &[u8]) -> Result<SocketAddr, LongPortError> {
    if !is_one_list(argument) {
        return Err(LongPortError::NotNumbers);
    }
    let numbers = NumberLists::new(argument).next().ok_or(LongPortError::NotNumbers)?;
    long_port(&numbers)
}

/// Finds the long host-port in the text of a 228 reply (RFC 1639 §3).
///
/// # Errors
///
/// As [`parse_lprt`], and when no list stands in the text.
pub fn parse_228(text: &[u8]) -> Result<SocketAddr, LongPortError> {
    let mut error = LongPortError::Missing;
    for numbers in NumberLists::new(text).filter(|numbers| numbers.len() > 1) {
        match long_port(&numbers) {
            Ok(address) => return Ok(address),
            Err(found) => error = error.max(found),
        }
    }
    Err(error)
}

fn long_port(numbers: &[u64]) -> Result<SocketAddr, LongPortError> {
    let bytes = bytes(numbers).map_err(LongPortError::TooGreat)?;
    let (&family, rest) = bytes.split_first().ok_or(LongPortError::Missing)?;
    let (host, rest) = take_counted(rest)?;
    let (port, rest) = take_counted(rest)?;
    if !rest.is_empty() {
        return Err(LongPortError::Length);
    }
    let address: IpAddr = match family {
        IPV4 => <[u8; 4]>::try_from(host).map_err(|_| LongPortError::Length)?.into(),
        IPV6 => <[u8; 16]>::try_from(host).map_err(|_| LongPortError::Length)?.into(),
        other => return Err(LongPortError::Family(other)),
    };
    let port = <[u8; 2]>::try_from(port).map_err(|_| LongPortError::Length)?;
    Ok(SocketAddr::new(address, u16::from_be_bytes(port)))
}

/// A length and that many numbers, and what follows them.
fn take_counted(bytes: &[u8]) -> Result<(&[u8], &[u8]), LongPortError> {
    let (&length, rest) = bytes.split_first().ok_or(LongPortError::Length)?;
    rest.split_at_checked(usize::from(length)).ok_or(LongPortError::Length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lprt_and_228() {
        let four = Ok("192.0.2.7:1029".parse().unwrap());
        let six = Ok("[2001:db8::7]:1029".parse().unwrap());
        assert_eq!(parse_lprt(b"4,4,192,0,2,7,2,4,5"), four);
        assert_eq!(parse_228(b"Entering Long Passive Mode (4,4,192,0,2,7,2,4,5)"), four);
        assert_eq!(parse_228(b"Entering Long Passive Mode 4, 4, 192, 0, 2, 7, 2, 4, 5."), four);
        assert_eq!(parse_lprt(b"6,16,32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,7,2,4,5"), six);
        assert_eq!(parse_228(b"(6,16,32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,7,2,4,5)"), six);
    }

    #[test]
    fn lists_that_do_not_fit_are_refused() {
        assert_eq!(parse_lprt(b"4,4,192,0,2,7,2,4"), Err(LongPortError::Length));
        assert_eq!(parse_lprt(b"4,4,192,0,2,7,2,4,5,6"), Err(LongPortError::Length));
        assert_eq!(parse_lprt(b"4,16,192,0,2,7,2,4,5"), Err(LongPortError::Length));
        assert_eq!(parse_lprt(b"4,3,192,0,2,2,4,5"), Err(LongPortError::Length));
        assert_eq!(parse_lprt(b"4,4,192,0,2,7,1,21"), Err(LongPortError::Length));
        assert_eq!(parse_lprt(b"9,1,1,2,4,5"), Err(LongPortError::Family(9)));
        assert_eq!(parse_lprt(b"4,4,192,0,2,700,2,4,5"), Err(LongPortError::TooGreat(700)));
        assert_eq!(parse_lprt(b"|1|1.2.3.4|5|"), Err(LongPortError::NotNumbers));
        assert_eq!(parse_228(b"1,2 and (9,1,1,2,4,5)"), Err(LongPortError::Family(9)));
        assert_eq!(parse_228(b"Entering Long Passive Mode 2"), Err(LongPortError::Missing));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_parsed(address: SocketAddr) {
            let (family, host) = match address.ip() {
                IpAddr::V4(host) => (4, host.octets().to_vec()),
                IpAddr::V6(host) => (6, host.octets().to_vec()),
            };
            let [p1, p2] = address.port().to_be_bytes();
            let host_numbers = host.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
            let text = format!("{family},{},{host_numbers},2,{p1},{p2}", host.len());
            let expected = Ok(SocketAddr::new(address.ip(), address.port()));
            prop_assert_eq!(parse_lprt(text.as_bytes()), expected);
            prop_assert_eq!(parse_228(format!("Mode ({text})").as_bytes()), expected);
        }
    }
}
