//! Who speaks to whom: endpoints, the four-tuple of a connection, directions.

use std::fmt;
use std::net::IpAddr;

/// One end of a TCP connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Endpoint {
    /// IPv4 or IPv6 address.
    pub address: IpAddr,
    /// TCP port.
    pub port: u16,
}

impl Endpoint {
    /// The endpoint at this address and port.
    #[must_use]
    pub fn new(address: IpAddr, port: u16) -> Self {
        Self { address, port }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            IpAddr::V4(address) => write!(f, "{address}:{}", self.port),
            IpAddr::V6(address) => write!(f, "[{address}]:{}", self.port),
        }
    }
}

/// One of the two ends of a connection, in the order in which the capture
/// showed them: `A` sent the first frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The end that sent the first captured frame.
    A,
    /// The other end.
    B,
}

impl Side {
    /// The end that this one speaks to.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// A value for each side of a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pair<T> {
    /// The value of side A.
    pub a: T,
    /// The value of side B.
    pub b: T,
}

impl<T> Pair<T> {
    /// The value of this side.
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }

    /// The value of this side, to change it.
    pub fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::A => &mut self.a,
            Side::B => &mut self.b,
        }
    }
}

/// The two endpoints of a connection, the lesser one first, so that both
/// directions have the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FourTuple {
    low: Endpoint,
    high: Endpoint,
}

impl FourTuple {
    /// The key of the connection between two endpoints, in either order.
    #[must_use]
    pub fn new(one: Endpoint, other: Endpoint) -> Self {
        if one <= other { Self { low: one, high: other } } else { Self { low: other, high: one } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_have_one_key() {
        let client = Endpoint::new([192, 0, 2, 10].into(), 57927);
        let server = Endpoint::new([192, 0, 2, 20].into(), 21);
        assert_eq!(FourTuple::new(client, server), FourTuple::new(server, client));
    }

    #[test]
    fn an_ipv6_address_is_bracketed_before_its_port() {
        let endpoint = Endpoint::new(std::net::Ipv6Addr::LOCALHOST.into(), 21);
        assert_eq!(endpoint.to_string(), "[::1]:21");
    }
}
