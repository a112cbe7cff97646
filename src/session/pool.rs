//! A list of things by whom they belong to, from which each is taken once.

use std::net::IpAddr;

use crate::address::Endpoint;
use crate::limits;
use crate::units::sorted;

/// Numbers in the order of the endpoints that they belong to, and for equal
/// endpoints in their own.
#[derive(Debug)]
pub(super) struct Pool {
    /// Sorted.
    keys: Vec<u64>,
    /// For each key, and one behind the last: where to look on. It is the key's own place until it is
    /// taken, so that none is passed over twice.
    on: Vec<usize>,
}

impl Pool {
    /// A pool of these keys, each made by [`key`].
    pub(super) fn new(keys: Vec<u64>) -> Self {
        let keys = sorted(keys);
        let on = (0..=keys.len()).collect();
        Self { keys, on }
    }

    /// Takes the first number, from `first` on, that may belong to this
    /// endpoint and fits; few others may belong to it, and no more than [`limits::POOL_LOOKS`] are looked at.
    pub(super) fn take(&mut self, endpoint: Endpoint, first: u32, fits: &dyn Fn(u32) -> bool) -> Option<u32> {
        let first = key(endpoint, first);
        let from = self.keys.partition_point(|key| *key < first);
        let mut place = self.look_on(from);
        for _ in 0..limits::POOL_LOOKS {
            let key = self.keys.get(place).filter(|key| **key >> 32 == first >> 32)?;
            let number = *key as u32;
            if fits(number) {
                if let Some(on) = self.on.get_mut(place) {
                    *on = place.saturating_add(1);
                }
                return Some(number);
            }
            place = self.look_on(place.saturating_add(1));
        }
        None
    }

    /// How many such numbers there are, among those that are looked at.
    pub(super) fn count(&self, endpoint: Endpoint, first: u32, fits: &dyn Fn(u32) -> bool) -> usize {
        let first = key(endpoint, first);
        let from = self.keys.partition_point(|key| *key < first);
        let of_endpoint = self.keys.iter().skip(from).take_while(|key| **key >> 32 == first >> 32);
        of_endpoint.take(limits::POOL_LOOKS).filter(|key| fits(**key as u32)).count()
    }

    /// The first place from this one on whose number is not taken; the way
    /// there is shortened for the next time.
    fn look_on(&mut self, from: usize) -> usize {
        let mut place = from;
        while let Some(&next) = self.on.get(place).filter(|next| **next != place) {
            let after = self.on.get(next).copied().unwrap_or(next);
            if let Some(on) = self.on.get_mut(place) {
                *on = after;
            }
            place = after;
        }
        place
    }
}

/// A number and the endpoint that it belongs to. Endpoints that are equal have
/// equal upper 32 bits; few others have the same.
pub(super) fn key(endpoint: Endpoint, number: u32) -> u64 {
    let octets = match endpoint.address {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits(),
    };
    // The last 16 bits of an address differ within a network.
    u64::from(endpoint.port) << 48 | u64::from(octets as u16) << 32 | u64::from(number)
}
