//! Extended addresses: the argument of EPRT and EPSV, the text of 229
//! (RFC 2428).
//!
//! A delimiter of the sender's choice, `|` in practice, stands before, between
//! and after the three fields: family (1 for IPv4, 2 for IPv6), address, port.

use std::net::{IpAddr, SocketAddr, SocketAddrV6};

use super::number_list::whole_number;

/// Why an argument or text holds no extended address. Of two reasons the
/// greater tells more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExtendedPortError {
    /// No three fields between delimiters.
    Fields,
    /// The family is neither 1 nor 2.
    Family,
    /// The address is none of its family.
    Address,
    /// The port is no number from 0 to 65535.
    Port,
}

/// What a 229 reply announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExtendedPassive {
    /// The port on which the server listens.
    pub port: u16,
    /// The address, which RFC 2428 §3 forbids but some servers fill in.
    pub address: Option<IpAddr>,
}

/// What EPSV asks for (RFC 2428 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EpsvArgument {
    /// `EPSV ALL`: from now on no other command for data connections.
    All,
    /// `EPSV n`: a port of this family, 1 for IPv4, 2 for IPv6.
    Family(u16),
}

/// Reads the argument of EPRT: `|family|address|port|` (RFC 2428 §2). A zone
/// after an IPv6 address (`%eth0`) is allowed and dropped unless it is a
/// number; the final delimiter may be missing.
///
/// # Errors
///
/// When there are no three fields, or one of them is not valid.
pub fn parse_eprt(argument: &[u8]) -> Result<SocketAddr, ExtendedPortError> {
    let argument = argument.trim_ascii();
    let (&delimiter, rest) = argument.split_first().ok_or(ExtendedPortError::Fields)?;
    if !is_delimiter(delimiter) {
        return Err(ExtendedPortError::Fields);
    }
    let rest = rest.strip_suffix(&[delimiter]).unwrap_or(rest);
    let mut fields = rest.split(|&byte| byte == delimiter);
    let (Some(family), Some(host), Some(port), None) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(ExtendedPortError::Fields);
    };
    let family = whole_number(family).ok_or(ExtendedPortError::Family)?;
    let (host, zone) = parse_address(host);
    let address = match (family, host) {
        (1, Some(host @ IpAddr::V4(_))) | (2, Some(host @ IpAddr::V6(_))) => host,
        (1 | 2, _) => return Err(ExtendedPortError::Address),
        _ => return Err(ExtendedPortError::Family),
    };
    let port = parse_port(port)?;
    Ok(match address {
        IpAddr::V4(_) => SocketAddr::new(address, port),
        IpAddr::V6(host) => SocketAddrV6::new(host, port, 0, zone).into(),
    })
}

/// Finds the port in the text of a 229 reply: `(|||port|)` (RFC 2428 §3), with
/// any delimiter, with or without brackets, also where the family and the
/// address are filled in.
///
/// # Errors
///
/// When no such fields stand in the text, or the port is over 65535.
pub fn parse_229(text: &[u8]) -> Result<ExtendedPassive, ExtendedPortError> {
    let mut error = ExtendedPortError::Fields;
    let mut rest = text;
    while let Some((&delimiter, after)) = rest.split_first() {
        if is_delimiter(delimiter) {
            match parse_fields(delimiter, after) {
                Ok(passive) => return Ok(passive),
                Err(found) => error = error.max(found),
            }
        }
        rest = after;
    }
    Err(error)
}

/// Reads the argument of EPSV (RFC 2428 §3).
///
/// # Errors
///
/// When it is neither `ALL` nor a number.
pub fn parse_epsv_argument(argument: &[u8]) -> Result<EpsvArgument, ExtendedPortError> {
    let argument = argument.trim_ascii();
    if argument.eq_ignore_ascii_case(b"ALL") {
        return Ok(EpsvArgument::All);
    }
    let family = whole_number(argument).and_then(|family| u16::try_from(family).ok());
    family.map(EpsvArgument::Family).ok_or(ExtendedPortError::Family)
}

/// The three fields of 229 after their first delimiter.
fn parse_fields(delimiter: u8, after: &[u8]) -> Result<ExtendedPassive, ExtendedPortError> {
    let mut rest = after;
    let mut field = || take_field(&mut rest, delimiter).ok_or(ExtendedPortError::Fields);
    let family = field()?;
    if !matches!(family, b"" | b"1" | b"2") {
        return Err(ExtendedPortError::Fields);
    }
    let host = field()?;
    let (address, _) = parse_address(host);
    if !host.is_empty() && address.is_none() {
        return Err(ExtendedPortError::Fields);
    }
    let port = field()?;
    if port.is_empty() || !port.iter().all(u8::is_ascii_digit) {
        return Err(ExtendedPortError::Fields);
    }
    Ok(ExtendedPassive { port: parse_port(port)?, address })
}

/// The next field and its delimiter, taken off.
#[inline(never)]
fn take_field<'a>(rest: &mut &'a [u8], delimiter: u8) -> Option<&'a [u8]> {
    /// The longest IPv6 address with a zone; a field beyond is no field, and
    /// looking for its end would cost more than it can tell.
    const LONGEST_FIELD: usize = 64;
    let window = rest.get(..LONGEST_FIELD).unwrap_or(rest);
    let length = window.iter().position(|&byte| byte == delimiter)?;
    let (field, from_delimiter) = rest.split_at_checked(length)?;
    *rest = from_delimiter.get(1..)?;
    Some(field)
}

/// Whether fields that may hold an address can be told from this byte: any
/// printable character that stands in no address.
fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_graphic() && !byte.is_ascii_hexdigit() && byte != b'.' && byte != b':'
}

/// An address, and its zone where that is a number, else 0.
fn parse_address(field: &[u8]) -> (Option<IpAddr>, u32) {
    let mut parts = field.splitn(2, |&byte| byte == b'%');
    let address: Option<IpAddr> =
        parts.next().and_then(|address| std::str::from_utf8(address).ok()?.parse().ok());
    match (address, parts.next()) {
        (Some(IpAddr::V6(_)), Some(zone)) => {
            let zone = whole_number(zone).and_then(|zone| u32::try_from(zone).ok());
            (address, zone.unwrap_or(0))
        }
        (_, None) => (address, 0),
        (_, Some(_)) => (None, 0),
    }
}

fn parse_port(field: &[u8]) -> Result<u16, ExtendedPortError> {
    whole_number(field).and_then(|port| u16::try_from(port).ok()).ok_or(ExtendedPortError::Port)
}

#[cfg(test)]
mod tests;
