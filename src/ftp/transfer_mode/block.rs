//! Block mode (RFC 959 §3.4.2): blocks, each with a descriptor and its length.

use super::RecordEnd;
use super::decoder::EndMark;
use super::described::DescribedEnd;
use super::descriptor::Descriptor;
use super::machine::{Common, Fault, Machine, Step};
use super::output::Output;

/// Takes a file out of its blocks (MODE B).
#[derive(Clone, Debug)]
pub struct BlockDecoder {
    common: Common,
    place: Place,
    record_end: RecordEnd,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// Before a block.
    Descriptor,
    /// Before the two bytes of the length.
    Length(Descriptor),
    /// Between them; the first one.
    LengthLow(Descriptor, u8),
    /// In a block of which so many bytes are left.
    Bytes(Descriptor, usize),
    Over(DescribedEnd),
}

impl BlockDecoder {
    /// A decoder at the beginning of a connection.
    #[must_use]
    pub fn new(record_end: RecordEnd) -> Self {
        Self { common: Common::default(), place: Place::Descriptor, record_end }
    }

    fn bytes(&mut self, descriptor: Descriptor, left: usize, input: &[u8], output: &mut Output<'_>) -> Step {
        let bytes = input.get(..left).unwrap_or(input);
        let taken = match bytes.len() {
            0 => return Step::NeedsInput,
            all if descriptor.is_restart_marker() => all,
            _ if output.is_full() => return Step::NeedsRoom,
            _ => output.append(bytes),
        };
        self.place = Place::Bytes(descriptor, left.saturating_sub(taken));
        Step::Went(taken)
    }
}

impl Machine for BlockDecoder {
    fn common(&mut self) -> &mut Common {
        &mut self.common
    }

    fn step(&mut self, input: &[u8], output: &mut Output<'_>) -> Result<Step, Fault> {
        self.place = match (self.place, input.first()) {
            (Place::Bytes(descriptor, 0), _) => {
                Place::Over(DescribedEnd::new(descriptor, self.record_end.bytes()))
            }
            (Place::Bytes(descriptor, left), _) => return Ok(self.bytes(descriptor, left, input, output)),
            (Place::Over(mut end), _) => {
                let step = end.step(&mut self.common, output);
                self.place = if step.is_some() { Place::Descriptor } else { Place::Over(end) };
                return Ok(step.unwrap_or(Step::NeedsRoom));
            }
            (_, None) => return Ok(Step::NeedsInput),
            (Place::Descriptor, Some(&byte)) => {
                self.place = Place::Length(Descriptor::new(byte)?);
                return Ok(Step::Went(1));
            }
            (Place::Length(descriptor), Some(&high)) => {
                self.place = Place::LengthLow(descriptor, high);
                return Ok(Step::Went(1));
            }
            (Place::LengthLow(descriptor, high), Some(&low)) => {
                self.place = Place::Bytes(descriptor, u16::from_be_bytes([high, low]).into());
                return Ok(Step::Went(1));
            }
        };
        Ok(Step::Went(0))
    }

    fn end(&mut self, output: &mut Output<'_>) {
        match self.place {
            Place::Descriptor => {}
            Place::Over(mut end) => {
                end.step(&mut self.common, output);
            }
            Place::Length(_) | Place::LengthLow(..) | Place::Bytes(..) => {
                self.common.file.mark = EndMark::Cut;
            }
        }
        self.place = Place::Descriptor;
    }
}
