//! Where this program is right and an expected result is not.

use super::facts::Difference;
use super::oracle::Oracle;

/// What is wrong with an expected result.
pub(crate) struct Exception {
    /// The capture, as the expected result names it.
    pub(crate) file: &'static str,
    /// What is wrong in it.
    pub(crate) wrong: Wrong,
    /// How that is known.
    #[allow(dead_code, reason = "for who reads the table")]
    pub(crate) evidence: &'static str,
}

/// What is wrong.
pub(crate) enum Wrong {
    /// These values: place, what is expected, what is found.
    Values(&'static [[&'static str; 3]]),
    /// All frame numbers: custom blocks of a pcapng file are counted as frames.
    CustomBlocksNumbered,
}

/// All exceptions; at most [`MOST`].
pub(crate) const EXCEPTIONS: &[Exception] = &[
    Exception {
        file: "derived/derived--v4-tcp-lostdata.pcap",
        wrong: Wrong::Values(&[
            ["connection 4, 199.233.217.249:61918 to 141.142.220.235:37835: gaps", "", "0+77"],
            ["control 0, transfer of frame 77: missing bytes", "0", "77"],
            ["control 0, transfer of frame 77: gaps", "", "0+77"],
        ]),
        evidence: "The sender's FIN in frame 83 is at relative sequence number 78, and frame 82 \
                   acknowledges 78: bytes 1 to 77 were sent and received, and no frame of the \
                   capture holds them. The list of captures says of this one that its last transfer \
                   is incomplete.",
    },
    Exception {
        file: "ftp/suricata--detect-ftp_ftp-mode-02.pcap",
        wrong: Wrong::Values(&[["control 0, reply in frame 18: unterminated", "false", "true"]]),
        evidence: "The payload of frame 18, the last one of the capture, is the one byte 00: the line \
                   has no end. The expected result has the line and does not say so, as its form asks.",
    },
    Exception {
        file: "derived/derived--v4-ng-extras.pcapng",
        wrong: Wrong::CustomBlocksNumbered,
        evidence: "The file has 95 enhanced packet blocks, which the expected result states as its \
                   number of frames, and 23 custom blocks (14 of type 0xBAD, 9 of 0x40000BAD), which \
                   are no packets (draft-ietf-opsawg-pcapng, Custom Block). Its frame numbers go up \
                   to 118, the sum. The list of captures says that frames have the numbers of the \
                   capture that this one was made of, which are 1 to 95.",
    },
];

/// More exceptions than this would say that the program is wrong.
pub(crate) const MOST: usize = 5;

/// Corrects what an expected result says of a capture in all its frame numbers.
pub(crate) fn correct(oracle: &mut Oracle, capture: &[u8]) {
    let row = EXCEPTIONS.iter().find(|row| row.file == oracle.file);
    if let Some(Exception { wrong: Wrong::CustomBlocksNumbered, .. }) = row {
        let numbers = packet_blocks(capture);
        // A frame number that is a custom block's stands for no frame.
        let frame = |number| numbers.iter().position(|&counted| counted == number);
        oracle.renumber(|number| {
            frame(number).map_or(0, |place| u32::try_from(place).expect("few frames") + 1)
        });
    }
}

/// For each packet block of a little-endian pcapng file its place among packet and custom blocks, from 1.
fn packet_blocks(capture: &[u8]) -> Vec<u32> {
    let mut places = Vec::new();
    let (mut place, mut at) = (0, 0);
    let field =
        |at| capture.get(at..at + 4).map(|bytes| u32::from_le_bytes(bytes.try_into().expect("four bytes")));
    while let (Some(block), Some(length)) = (field(at), field(at + 4)) {
        let is_packet = matches!(block, 2 | 3 | 6);
        if is_packet || matches!(block, 0x0000_0BAD | 0x4000_0BAD) {
            place += 1;
        }
        places.extend(is_packet.then_some(place));
        // No block is shorter than its own two fields.
        at += length.max(8) as usize;
    }
    places
}

/// Takes out the differences that are in the table; those of its rows that do not occur are differences, too.
pub(crate) fn except(file: &str, differences: Vec<Difference>) -> Vec<Difference> {
    let mut remaining = differences;
    for row in EXCEPTIONS.iter().filter(|row| row.file == file) {
        let Wrong::Values(values) = row.wrong else { continue };
        for &[place, reference, ours] in values {
            let before = remaining.len();
            remaining.retain(|found| {
                (found.place.as_str(), found.reference.as_str(), found.ours.as_str())
                    != (place, reference, ours)
            });
            if remaining.len() == before {
                remaining.push(Difference {
                    place: format!("{place} (an exception that does not occur)"),
                    reference: reference.to_owned(),
                    ours: ours.to_owned(),
                });
            }
        }
    }
    remaining
}
