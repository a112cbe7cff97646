//! The checksum of gzip (RFC 1952 §8).

/// Bytes taken at once.
const AT_ONCE: usize = 8;

/// A checksum in the making. Its tables are computed: ready-made ones, as the
/// crates for this have, weigh three times what all of gzip does here.
#[derive(Debug)]
pub(super) struct Crc32 {
    /// What each byte adds when so many bytes follow it.
    tables: Box<[[u32; 256]; AT_ONCE]>,
    inverted: u32,
}

impl Crc32 {
    pub(super) fn new() -> Self {
        let mut tables = Box::new([[0; 256]; AT_ONCE]);
        for byte in 0..=u8::MAX {
            let mut value = u32::from(byte);
            for table in tables.iter_mut() {
                for _ in 0..8 {
                    let is_odd = value & 1 == 1;
                    value >>= 1;
                    if is_odd {
                        value ^= 0xEDB8_8320;
                    }
                }
                if let Some(entry) = table.get_mut(usize::from(byte)) {
                    *entry = value;
                }
            }
        }
        Self { tables, inverted: u32::MAX }
    }

    pub(super) fn restart(&mut self) {
        self.inverted = u32::MAX;
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        let added = |table: &[u32; 256], byte: u8| table.get(usize::from(byte)).copied().unwrap_or_default();
        let (eights, rest) = bytes.as_chunks::<AT_ONCE>();
        let mut inverted = self.inverted;
        for eight in eights {
            // The first four bytes meet what came before.
            let mixed = u64::from_le_bytes(*eight) ^ u64::from(inverted);
            let pairs = self.tables.iter().rev().zip(mixed.to_le_bytes());
            inverted = pairs.fold(0, |sum, (table, byte)| sum ^ added(table, byte));
        }
        let [first, ..] = self.tables.as_ref();
        for byte in rest {
            let [low, ..] = inverted.to_le_bytes();
            inverted = inverted >> 8 ^ added(first, low ^ byte);
        }
        self.inverted = inverted;
    }

    pub(super) fn value(&self) -> u32 {
        !self.inverted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_the_catalogue_however_it_is_sliced() {
        let text = b"123456789";
        for at in 0..=text.len() {
            let mut crc = Crc32::new();
            crc.update(&text[..at]);
            crc.update(&text[at..]);
            assert_eq!(crc.value(), 0xCBF4_3926);
        }
        let mut long = Crc32::new();
        long.update(&[0; 4_096]);
        assert_eq!(long.value(), 0xC71C_0011);
        assert_eq!(Crc32::new().value(), 0);
    }
}
