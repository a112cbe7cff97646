//! Compressed mode (RFC 959 §3.4.3): runs of one byte, and fillers.

use super::RecordEnd;
use super::decoder::EndMark;
use super::described::DescribedEnd;
use super::descriptor::Descriptor;
use super::machine::{Common, Fault, Machine, Step};
use super::output::Output;

/// The upper bits of the byte that begins a string, and its lower bits in a
/// run or a filler.
const KIND: u8 = 0xC0;
const RUN: u8 = 0x80;
const FILLER: u8 = 0xC0;
const TIMES: u8 = 0x3F;

/// Takes a file out of its strings (MODE C).
#[derive(Clone, Debug)]
pub struct CompressedDecoder {
    common: Common,
    place: Place,
    /// What the last escape sequence says of the string that follows it.
    descriptor: Option<Descriptor>,
    filler: u8,
    record_end: RecordEnd,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// Before a string or an escape sequence.
    Begin,
    /// In an escape sequence, before its descriptor.
    Descriptor,
    /// In bytes as they are, of which so many are left.
    Plain(usize),
    /// Before the byte that stands for so many.
    RunByte(usize),
    /// In a run or a filler: the byte, and how many times it is still to come.
    Run(u8, usize),
    Over(DescribedEnd),
}

impl CompressedDecoder {
    /// A decoder at the beginning of a connection. The filler is a zero in
    /// TYPE I and L, a space in A and E, each in its own code.
    #[must_use]
    pub fn new(filler: u8, record_end: RecordEnd) -> Self {
        let common = Common::default();
        Self { common, place: Place::Begin, descriptor: None, filler, record_end }
    }

    fn is_restart_marker(&self) -> bool {
        self.descriptor.is_some_and(Descriptor::is_restart_marker)
    }

    /// A string is over; what was said of it is done.
    fn over(&mut self) -> Place {
        let end = |descriptor| Place::Over(DescribedEnd::new(descriptor, self.record_end.bytes()));
        self.descriptor.take().map_or(Place::Begin, end)
    }

    fn begin(&mut self, byte: u8) -> Step {
        let times = usize::from(byte & TIMES);
        self.place = match byte & KIND {
            // Two escape sequences without a string between: the first one is of an empty string.
            _ if byte == 0 && self.descriptor.is_some() => {
                self.place = self.over();
                return Step::Went(0);
            }
            _ if byte == 0 => Place::Descriptor,
            RUN => Place::RunByte(times),
            FILLER => Place::Run(self.filler, times),
            _ => Place::Plain(byte.into()),
        };
        Step::Went(1)
    }

    fn plain(&mut self, left: usize, input: &[u8], output: &mut Output<'_>) -> Step {
        let bytes = input.get(..left).unwrap_or(input);
        let taken = match bytes.len() {
            0 => return Step::NeedsInput,
            all if self.is_restart_marker() => all,
            _ if output.is_full() => return Step::NeedsRoom,
            _ => output.append(bytes),
        };
        self.place = Place::Plain(left.saturating_sub(taken));
        Step::Went(taken)
    }

    fn run(&mut self, byte: u8, left: usize, output: &mut Output<'_>) -> Step {
        let repeated = match self.is_restart_marker() {
            true => left,
            false if output.is_full() => return Step::NeedsRoom,
            false => output.repeat(byte, left),
        };
        self.place = Place::Run(byte, left.saturating_sub(repeated));
        Step::Went(0)
    }
}

impl Machine for CompressedDecoder {
    fn common(&mut self) -> &mut Common {
        &mut self.common
    }

    fn step(&mut self, input: &[u8], output: &mut Output<'_>) -> Result<Step, Fault> {
        match (self.place, input.first()) {
            (Place::Plain(0) | Place::Run(_, 0), _) => {
                self.place = self.over();
                Ok(Step::Went(0))
            }
            (Place::Plain(left), _) => Ok(self.plain(left, input, output)),
            (Place::Run(byte, left), _) => Ok(self.run(byte, left, output)),
            (Place::Over(mut end), _) => {
                let step = end.step(&mut self.common, output);
                self.place = if step.is_some() { Place::Begin } else { Place::Over(end) };
                Ok(step.unwrap_or(Step::NeedsRoom))
            }
            (_, None) => Ok(Step::NeedsInput),
            (Place::Begin, Some(&byte)) => Ok(self.begin(byte)),
            (Place::Descriptor, Some(&byte)) => {
                self.descriptor = Some(Descriptor::new(byte)?);
                self.place = Place::Begin;
                Ok(Step::Went(1))
            }
            (Place::RunByte(times), Some(&byte)) => {
                self.place = Place::Run(byte, times);
                Ok(Step::Went(1))
            }
        }
    }

    fn end(&mut self, output: &mut Output<'_>) {
        // An escape sequence at the very end, with the string left out that it is of.
        if let Place::Begin = self.place {
            self.place = self.over();
        }
        match self.place {
            Place::Begin => {}
            Place::Over(mut end) => {
                end.step(&mut self.common, output);
            }
            Place::Descriptor | Place::Plain(_) | Place::RunByte(_) | Place::Run(..) => {
                self.common.file.mark = EndMark::Cut;
            }
        }
        self.place = Place::Begin;
        self.descriptor = None;
    }
}
