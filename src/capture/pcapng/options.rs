//! Options: code, length, value, padding to four bytes (pcapng §3.5).

use crate::capture::ByteOrder;

/// `opt_endofopt`: the list ends here.
const END: u16 = 0;

/// `opt_comment`: every block that has options may have comments.
pub(super) const COMMENT: u16 = 1;

/// An option, or what is left where one does not fit.
pub(super) enum OptionItem<'a> {
    /// Code and value.
    Value(u16, &'a [u8]),
    /// An option of this code claims more bytes than there are; nothing after
    /// it can be read.
    Broken(u16),
}

/// The options in the rest of a block body.
pub(super) struct Options<'a> {
    order: ByteOrder,
    rest: &'a [u8],
}

impl<'a> Options<'a> {
    pub(super) fn new(order: ByteOrder, rest: &'a [u8]) -> Self {
        Self { order, rest }
    }
}

impl<'a> Iterator for Options<'a> {
    type Item = OptionItem<'a>;

    fn next(&mut self) -> Option<OptionItem<'a>> {
        let code = self.order.u16_at(self.rest, 0)?;
        let length = self.order.u16_at(self.rest, 2)?;
        if code == END {
            return None;
        }
        let body = self.rest.get(4..).unwrap_or_default();
        let Some(value) = body.get(..length.into()) else {
            self.rest = &[];
            return Some(OptionItem::Broken(code));
        };
        let padded = usize::from(length).next_multiple_of(4);
        self.rest = body.get(padded..).unwrap_or_default();
        Some(OptionItem::Value(code, value))
    }
}
