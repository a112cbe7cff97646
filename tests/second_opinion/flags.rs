//! TCP's analysis flags. Both readers guess by the same rules what the network
//! did, and agree in every frame.

use std::collections::BTreeMap;
use std::fmt;

use ftpscope::tcp::AnalysisFlags;

use super::tshark::Fields;

/// How often each of the two readers has each flag.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<&'static str, Count>);

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    both: u32,
    tshark_alone: u32,
    ours_alone: u32,
}

impl fmt::Display for Counts {
    /// Flags that one of the two has somewhere, a line each.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (flag, Count { both, tshark_alone, ours_alone }) in &self.0 {
            if both + tshark_alone + ours_alone > 0 {
                writeln!(f, "  {flag}: {both} both, {tshark_alone} tshark alone, {ours_alone} ours alone")?;
            }
        }
        Ok(())
    }
}

/// Wireshark's names of the flags.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    AnalysisFlags::ALL.iter().map(|(_, name, _)| *name)
}

/// Counts the flags of a frame, and tells which ones only one of the two has.
pub(crate) fn compare(packet: &Fields, ours: AnalysisFlags, counts: &mut Counts) -> Vec<String> {
    let mut differences = Vec::new();
    for &(flag, name, _) in AnalysisFlags::ALL {
        let tshark = packet.contains_key(name);
        let ours = ours.contains(flag);
        let count = counts.0.entry(name).or_default();
        count.both += u32::from(tshark && ours);
        count.tshark_alone += u32::from(tshark && !ours);
        count.ours_alone += u32::from(ours && !tshark);
        if tshark != ours {
            differences.push(format!("{name}: {} alone", if tshark { "tshark" } else { "ours" }));
        }
    }
    differences
}

#[test]
fn a_flag_of_one_reader_alone_is_a_difference() {
    const LOST: AnalysisFlags = AnalysisFlags::LOST_SEGMENT;
    let packet = |names: &[&str]| names.iter().map(|&name| (name.to_owned(), vec![])).collect();
    let differences =
        |packet: Fields, ours: AnalysisFlags| compare(&packet, ours, &mut Counts::default()).len();
    assert_eq!(differences(packet(&["tcp.analysis.lost_segment"]), LOST), 0);
    assert_eq!(differences(packet(&[]), LOST), 1);
    assert_eq!(differences(packet(&["tcp.analysis.lost_segment"]), AnalysisFlags::default()), 1);
    assert_eq!(differences(packet(&["tcp.analysis.keep_alive"]), LOST), 2);
}
