//! Whatever the network does to the segments of a conversation, what was said
//! is the same.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::{self, Client, Server};
use proptest::prelude::*;

use support::frame::CapturedFrame;
use support::property::check;
use support::read::{dissect, odd, session, talk};
use support::scenario::{Scenario, scenario};
use support::write::pcap;

const CASES: u32 = 300;

/// A conversation with everything that lines and replies can be.
const CONVERSATION: &[(Speaker, &str)] = &[
    (Server, "220-welcome\r\n220 ready\r\n"),
    (Client, "USER anna\r\n"),
    (Server, "331 who\r\n"),
    (Client, "PASS two words\r\n"),
    (Server, "230-in\r\n550 is no error\r\n230 good\r\n"),
    (Client, "SYST\r\nPWD\r\nTYPE I\r\n"),
    (Server, "215 UNIX\r\n257 \"/\"\r\n200 Type set to I\r\n"),
    (Client, "PASV\r\n"),
    (Server, "227 (192,0,2,20,234,96)\r\n"),
    (Client, "RETR f\r\n"),
    (Server, "150 go\r\n"),
    (Server, "226 done\r\n"),
    (Client, "RETR g\r\n"),
    (Server, "550 no\r\n"),
    (Client, "QUIT\r\n"),
    (Server, "221 bye\r\n"),
];

/// What happens to the segments; each list is used again from its beginning.
#[derive(Clone, Debug)]
struct Noise {
    /// Lengths of segments.
    lengths: Vec<usize>,
    /// Bytes in front of a message that are sent again together with it.
    repeated: Vec<usize>,
    /// Places by which a frame is late at most.
    late: Vec<usize>,
    /// Frames that come again, and how many places later.
    copies: Vec<(prop::sample::Index, usize)>,
}

impl Noise {
    const NONE: Self =
        Self { lengths: Vec::new(), repeated: Vec::new(), late: Vec::new(), copies: Vec::new() };

    /// The frames of the conversation with this noise.
    fn frames(&self) -> Vec<CapturedFrame> {
        let mut frames = self.delay(self.segments().close().frames());
        for (index, later) in &self.copies {
            let from = index.index(frames.len());
            let to = (from + later).min(frames.len());
            frames.insert(to, frames[from].clone());
        }
        frames
    }

    fn segments(&self) -> Scenario {
        let mut lengths = self.lengths.iter().cycle();
        let mut repeated = self.repeated.iter().cycle();
        let mut sent = [Vec::new(), Vec::new()];
        CONVERSATION.iter().fold(scenario().open(), |mut before, (speaker, message)| {
            let stream = &mut sent[usize::from(*speaker == Server)];
            let back = repeated.next().map_or(0, |&back| back.min(stream.len()));
            let mut rest = [&stream[stream.len() - back..], message.as_bytes()].concat();
            stream.extend_from_slice(message.as_bytes());
            let mut back = u32::try_from(back).expect("a few bytes");
            while !rest.is_empty() {
                let length = lengths.next().map_or(rest.len(), |&length| length.min(rest.len()));
                let after = rest.split_off(length);
                before = before.again(*speaker, back, &rest);
                back = back.saturating_sub(u32::try_from(length).expect("a few bytes"));
                rest = after;
            }
            before
        })
    }

    /// Each frame passes at most as many frames as it is late.
    fn delay(&self, frames: Vec<CapturedFrame>) -> Vec<CapturedFrame> {
        let late = self.late.iter().cycle().chain(std::iter::repeat(&0));
        let mut timed: Vec<_> = frames.into_iter().zip(late).enumerate().collect();
        timed.sort_by_key(|(place, (_, late))| place + **late);
        timed.into_iter().map(|(_, (frame, _))| frame).collect()
    }
}

/// Commands, arguments, codes, their pairs and all texts, in order.
fn said(read: &Dissection) -> Vec<(String, Vec<Vec<u8>>)> {
    let texts = session(read).exchanges.iter().map(|exchange| {
        let lines = exchange.replies.iter().flat_map(|reply| &reply.lines);
        lines.map(|line| line.line.text.clone()).collect()
    });
    talk(read).into_iter().zip(texts).collect()
}

fn check_noise(noise: impl Strategy<Value = Noise>) {
    let plain = said(&dissect(&pcap(&Noise::NONE.frames())));
    assert_eq!(plain.len(), 10, "{plain:?}");
    check(CASES, &noise, |noise| {
        let read = dissect(&pcap(&noise.frames()));
        prop_assert_eq!(said(&read), plain.as_slice());
        prop_assert_eq!(odd(&read), [""; 0]);
        Ok(())
    });
}

fn lengths() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1..12_usize, 1..9)
}

fn late() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..7_usize, 1..30)
}

fn copies() -> impl Strategy<Value = Vec<(prop::sample::Index, usize)>> {
    prop::collection::vec((any::<prop::sample::Index>(), 1..9_usize), 0..20)
}

fn repeated() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..40_usize, 1..9)
}

#[test]
fn segments_of_one_byte_say_the_same() {
    let noise = Noise { lengths: vec![1], ..Noise::NONE };
    assert_eq!(said(&dissect(&pcap(&noise.frames()))), said(&dissect(&pcap(&Noise::NONE.frames()))));
}

#[test]
fn segments_of_any_length_say_the_same() {
    check_noise(lengths().prop_map(|lengths| Noise { lengths, ..Noise::NONE }));
}

#[test]
fn duplicated_frames_say_the_same() {
    check_noise(copies().prop_map(|copies| Noise { copies, ..Noise::NONE }));
}

#[test]
fn overlapping_segments_say_the_same() {
    let noise = (lengths(), repeated(), copies());
    check_noise(noise.prop_map(|(lengths, repeated, copies)| Noise {
        lengths,
        repeated,
        copies,
        late: vec![],
    }));
}

// Not together with overlaps: what is first captured in a segment sent again
// acknowledges more than its sender had got when it first sent it.
#[test]
fn frames_out_of_order_say_the_same() {
    let noise = (lengths(), late(), copies());
    check_noise(noise.prop_map(|(lengths, late, copies)| Noise { lengths, late, copies, repeated: vec![] }));
}
