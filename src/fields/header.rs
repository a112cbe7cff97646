//! Headers whose fields stand at fixed places, read by tables.

use std::fmt::Write;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::Field;
use super::names::{ether_type, protocol};

/// A header: its own name and its fields, in order.
pub(super) struct Header {
    pub(super) name: &'static str,
    /// Names of the fields that say who sent it, to whom, and what follows; empty where none does.
    pub(super) ends: [&'static str; 3],
    pub(super) parts: &'static [Part],
}

/// A field at a fixed place of a header, in network byte order.
pub(super) struct Part {
    name: &'static str,
    /// Place and number of its bytes.
    at: u8,
    length: u8,
    /// Bits below it in those bytes.
    shift: u8,
    /// Its own bits; 0 where all others are its own.
    bits: u8,
    form: Form,
    /// Whether it is one bit group of the field before.
    is_inner: bool,
}

/// How a value is written.
#[derive(Clone, Copy)]
enum Form {
    /// A number, times a factor.
    Decimal(u32),
    /// A number with as many digits as its bytes have.
    Hexadecimal,
    EtherType,
    Protocol,
    /// 6 bytes.
    MacAddress,
    /// 4 or 16 bytes.
    IpAddress,
    /// Nothing: its own fields say it.
    Group,
    /// Worked out by the caller; the field is left out where it is not.
    Given,
}

impl Part {
    const fn new(name: &'static str, at: u8, length: u8, form: Form) -> Self {
        Self { name, at, length, shift: 0, bits: 0, form, is_inner: false }
    }

    pub(super) const fn number(name: &'static str, at: u8, length: u8) -> Self {
        Self::new(name, at, length, Form::Decimal(1))
    }

    pub(super) const fn hexadecimal(name: &'static str, at: u8, length: u8) -> Self {
        Self::new(name, at, length, Form::Hexadecimal)
    }

    pub(super) const fn ether_type(name: &'static str, at: u8) -> Self {
        Self::new(name, at, 2, Form::EtherType)
    }

    pub(super) const fn protocol(name: &'static str, at: u8) -> Self {
        Self::new(name, at, 1, Form::Protocol)
    }

    pub(super) const fn mac_address(name: &'static str, at: u8) -> Self {
        Self::new(name, at, 6, Form::MacAddress)
    }

    pub(super) const fn ip_address(name: &'static str, at: u8, length: u8) -> Self {
        Self::new(name, at, length, Form::IpAddress)
    }

    pub(super) const fn group(name: &'static str, at: u8, length: u8) -> Self {
        Self::new(name, at, length, Form::Group)
    }

    pub(super) const fn given(name: &'static str, at: u8, length: u8) -> Self {
        Self::new(name, at, length, Form::Given)
    }

    /// Some of the bits only, with so many below them.
    pub(super) const fn bits(self, bits: u8, shift: u8) -> Self {
        Self { bits, shift, ..self }
    }

    /// What is counted in units of so many bytes.
    pub(super) const fn times(self, factor: u32) -> Self {
        Self { form: Form::Decimal(factor), ..self }
    }

    pub(super) const fn inner(self) -> Self {
        Self { is_inner: true, ..self }
    }

    /// Its value in the bytes of the header.
    fn value(&self, header: &[u8], given: &[(&'static str, String)]) -> Option<String> {
        let bytes = header.get(self.range(0))?;
        let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let mask = match self.bits {
            0 => u64::MAX,
            bits => !(u64::MAX << bits),
        };
        let number = (number >> self.shift) & mask;
        Some(match self.form {
            Form::Decimal(factor) => number.saturating_mul(factor.into()).to_string(),
            Form::Hexadecimal => hexadecimal(number, self.length),
            Form::EtherType => named(ether_type(number), &hexadecimal(number, self.length)),
            Form::Protocol => named(protocol(number), &number.to_string()),
            Form::MacAddress => mac_address(bytes),
            Form::IpAddress => match <[u8; 4]>::try_from(bytes) {
                Ok(bytes) => Ipv4Addr::from(bytes).to_string(),
                Err(_) => Ipv6Addr::from(<[u8; 16]>::try_from(bytes).ok()?).to_string(),
            },
            Form::Group => String::new(),
            Form::Given => given.iter().find(|(name, _)| *name == self.name)?.1.clone(),
        })
    }

    fn range(&self, from: usize) -> Range<usize> {
        let start = from.saturating_add(self.at.into());
        start..start.saturating_add(self.length.into())
    }
}

impl Header {
    /// Its length in bytes, as far as the table goes.
    pub(super) fn length(&self) -> usize {
        self.parts.iter().map(|part| part.range(0).end).max().unwrap_or(0)
    }

    /// The header that stands in this range of a frame. `given` are the
    /// values that the table cannot tell.
    pub(super) fn read(&self, frame: &[u8], range: Range<usize>, given: &[(&'static str, String)]) -> Field {
        let header = frame.get(range.clone()).unwrap_or_default();
        let mut field = Field::layer(self.name, range.clone());
        for part in self.parts {
            let Some(value) = part.value(header, given) else { continue };
            let outer = match field.children.last_mut() {
                Some(outer) if part.is_inner => outer,
                _ => &mut field,
            };
            outer.add(part.name, value, part.range(range.start));
        }
        field
    }
}

/// A number with all digits of its bytes, such as `0x0800`.
pub(super) fn hexadecimal(number: u64, bytes: u8) -> String {
    format!("{number:#0width$x}", width = usize::from(bytes).saturating_mul(2).saturating_add(2))
}

/// A number with its name in front, where it has one: `TCP (6)`.
fn named(name: Option<&str>, number: &str) -> String {
    name.map_or_else(|| number.to_owned(), |name| format!("{name} ({number})"))
}

fn mac_address(bytes: &[u8]) -> String {
    let mut address = String::new();
    for byte in bytes {
        let colon = if address.is_empty() { "" } else { ":" };
        // Writing to a string cannot fail.
        let _ = write!(address, "{colon}{byte:02x}");
    }
    address
}
