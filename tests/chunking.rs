//! However a file is sliced, the report is the same.

mod support;

use proptest::prelude::*;

use support::captures;
use support::property::check;
use support::read::{report_text, try_dissect};

/// The report of a capture that comes in slices of these lengths, again and again.
fn sliced(capture: &[u8], lengths: &[usize]) -> String {
    let mut rest = capture;
    let slices = lengths.iter().cycle().map_while(|&length| {
        let (slice, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        (!slice.is_empty()).then_some(slice)
    });
    report_text(&try_dissect(slices).expect("the capture opens"))
}

#[test]
fn single_bytes_give_the_same_report() {
    for case in captures::all() {
        let capture = case.bytes();
        assert_eq!(sliced(&capture, &[1]), sliced(&capture, &[capture.len()]), "{}", case.name);
    }
}

#[test]
fn two_slices_cut_at_any_byte_give_the_same_report() {
    for name in ["login", "login-pcapng-us"] {
        let capture = captures::Case::named(name).bytes();
        let whole = sliced(&capture, &[capture.len()]);
        for at in 1..capture.len() {
            assert_eq!(sliced(&capture, &[at, capture.len()]), whole, "{name} cut at {at}");
        }
    }
}

#[test]
fn any_chunking_gives_the_same_report() {
    let cases: Vec<_> = captures::all().iter().map(captures::Case::bytes).collect();
    let whole: Vec<_> = cases.iter().map(|capture| sliced(capture, &[capture.len()])).collect();
    let lengths = prop::collection::vec(prop_oneof![1..40_usize, 40..3_000_usize], 1..20);
    check(300, &(0..cases.len(), lengths), |(case, lengths)| {
        prop_assert_eq!(sliced(&cases[case], &lengths), whole[case].as_str());
        Ok(())
    });
}
