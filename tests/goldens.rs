//! Each capture gives exactly the report and the packets beside it.
//!
//! `FTPSCOPE_BLESS=1` writes both anew instead; read the difference
//! before it is kept.

mod support;

use support::golden::each_case;
use support::read::{dissect, packets_text, report_text};

#[test]
fn each_capture_gives_its_expected_report() {
    each_case(|case| (case.expected(), report_text(&dissect(&case.bytes()))));
}

#[test]
fn each_capture_gives_its_expected_packets() {
    each_case(|case| {
        let capture = case.bytes();
        (case.packets(), packets_text(&dissect(&capture), &capture))
    });
}
