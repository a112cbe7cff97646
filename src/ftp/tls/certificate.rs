//! The subject of a certificate (RFC 5280 §4.1), without reading the rest.

use super::bytes::Bytes;
use crate::limits;

const SEQUENCE: usize = 0x30;
const SET: usize = 0x31;
const OBJECT_IDENTIFIER: usize = 0x06;
/// Text in UTF-16, the higher byte first.
const BMP_STRING: usize = 0x1E;
/// `[0] version`, which the oldest certificates have not.
const VERSION: usize = 0xA0;

/// Names of attributes under the arc 2.5.4 (RFC 4519 §2).
const NAMES: [(u8, &str); 6] = [(3, "CN"), (6, "C"), (7, "L"), (8, "ST"), (10, "O"), (11, "OU")];

/// The subject of a certificate in DER: `C=DE, O=Example, CN=ftp.example.org`,
/// in the order of the certificate. Attributes that have no short name are left
/// out. `None` where the bytes are no certificate, or nothing is left.
#[must_use]
pub fn certificate_subject(der: &[u8]) -> Option<String> {
    let mut certificate = element(&mut Bytes(der), SEQUENCE)?;
    let mut body = element(&mut certificate, SEQUENCE)?;
    let mut without_version = body;
    if element(&mut without_version, VERSION).is_some() {
        body = without_version;
    }
    // Serial number, signature algorithm, issuer, validity.
    for _ in 0..4 {
        any_element(&mut body)?;
    }
    let mut subject = element(&mut body, SEQUENCE)?;
    let mut set = Bytes(&[]);
    let mut text = String::new();
    for _ in 0..limits::SUBJECT_PARTS {
        // Most sets hold one attribute.
        let attribute = element(&mut set, SEQUENCE).or_else(|| {
            set = element(&mut subject, SET)?;
            element(&mut set, SEQUENCE)
        });
        let Some(attribute) = attribute else { break };
        if let Some((name, value)) = read_attribute(attribute) {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(name);
            text.push('=');
            text.push_str(&value);
        }
    }
    (!text.is_empty()).then_some(text)
}

fn read_attribute(mut attribute: Bytes<'_>) -> Option<(&'static str, String)> {
    let kind = element(&mut attribute, OBJECT_IDENTIFIER)?;
    let (tag, value) = any_element(&mut attribute)?;
    // 2.5.4 is 55 04.
    let &[0x55, 0x04, number] = kind.0 else { return None };
    let (_, name) = NAMES.iter().find(|(known, _)| *known == number)?;
    let value = value.0.get(..limits::SUBJECT_PART_BYTES).unwrap_or(value.0);
    Some((
        name,
        if tag == BMP_STRING { from_utf16(value) } else { String::from_utf8_lossy(value).into_owned() },
    ))
}

fn from_utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks().0.iter().map(|pair| u16::from_be_bytes(*pair));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The content of the next element, if it has this tag.
fn element<'a>(bytes: &mut Bytes<'a>, wanted: usize) -> Option<Bytes<'a>> {
    any_element(bytes).and_then(|(tag, content)| (tag == wanted).then_some(content))
}

/// Tag and content of the next element. Lengths of more than three bytes are
/// not read: no message of TLS holds so much.
fn any_element<'a>(bytes: &mut Bytes<'a>) -> Option<(usize, Bytes<'a>)> {
    let tag = bytes.number(1)?;
    let length = match bytes.number(1)? {
        length @ 0..=0x7F => length,
        0x81 => bytes.number(1)?,
        0x82 => bytes.number(2)?,
        0x83 => bytes.number(3)?,
        _ => return None,
    };
    bytes.take(length).map(|content| (tag, Bytes(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An element whose length is said in as few bytes as DER asks for.
    fn der(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = match u16::try_from(content.len()).unwrap().to_be_bytes() {
            [0, short @ 0..0x80] => vec![short],
            [0, long] => vec![0x81, long],
            [high, low] => vec![0x82, high, low],
        };
        [vec![tag], length, content.to_vec()].concat()
    }

    /// The attribute CN.
    fn name(text: &[u8]) -> Vec<u8> {
        der(0x30, &[der(6, &[0x55, 4, 3]), der(12, text)].concat())
    }

    /// The subject of a certificate whose subject has these sets.
    fn subject(sets: &[Vec<u8>]) -> Option<String> {
        let sets: Vec<_> = sets.iter().map(|set| der(0x31, set)).collect();
        let body = [vec![2, 1, 9, 0x30, 0, 0x30, 0, 0x30, 0], der(0x30, &sets.concat())];
        certificate_subject(&der(0x30, &der(0x30, &body.concat())))
    }

    #[test]
    fn lengths_of_every_size_are_read() {
        for size in [1, 127, 128, 200, 255, 256] {
            let text = "x".repeat(size);
            assert_eq!(subject(&[name(text.as_bytes())]), Some(format!("CN={text}")), "{size}");
        }
    }

    #[test]
    fn long_parts_leave_room_for_others() {
        let sets: Vec<_> = (0..10).map(|_| name(&[b'x'; 256])).collect();
        assert_eq!(subject(&sets).map(|text| text.matches("CN=").count()), Some(10));
    }

    #[test]
    fn parts_are_read_up_to_the_cap_in_however_many_sets() {
        let count = |sets: &[Vec<u8>]| subject(sets).map(|text| text.matches("CN=").count());
        assert_eq!(count(&[name(b"x").repeat(100)]), Some(limits::SUBJECT_PARTS));
        assert_eq!(count(&vec![name(b"x").repeat(2); 50]), Some(limits::SUBJECT_PARTS));
        assert_eq!(count(&vec![name(b"x").repeat(2); 4]), Some(8));
    }
}
