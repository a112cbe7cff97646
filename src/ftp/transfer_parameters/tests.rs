use super::*;

fn printed(argument: &str) -> Option<String> {
    parse_type(argument.as_bytes()).ok().map(|kind| kind.to_string())
}

#[test]
fn types_are_read_and_printed() {
    for (argument, expected) in [
        ("A", Some("A")),
        ("a n", Some("A")),
        ("A T", Some("A T")),
        ("E C", Some("E C")),
        ("i", Some("I")),
        ("I ", Some("I")),
        ("I N", Some("I")),
        ("L 8", Some("L 8")),
        ("L8", Some("L 8")),
        ("L 36", Some("L 36")),
        ("L", None),
        ("L 0", None),
        ("L 256", None),
        ("A X", None),
        ("A N N", None),
        ("X", None),
        ("", None),
    ] {
        assert_eq!(printed(argument).as_deref(), expected, "{argument:?}");
    }
}

#[test]
fn modes_and_structures_are_read_and_printed() {
    for letter in ["S", "B", "C", "Z", "E"] {
        assert_eq!(parse_mode(letter.to_lowercase().as_bytes()).unwrap().to_string(), letter);
    }
    for letter in ["F", "R", "P"] {
        assert_eq!(parse_stru(letter.to_lowercase().as_bytes()).unwrap().to_string(), letter);
    }
    assert_eq!(parse_mode(b"READER"), Err(TransferParameterError));
    assert_eq!(parse_stru(b"O VMS"), Err(TransferParameterError));
    assert_eq!(parse_mode(b""), Err(TransferParameterError));
}

#[test]
fn restart_is_an_offset_or_a_marker() {
    assert_eq!(parse_rest(b"0"), Ok(Restart::Offset(0)));
    assert_eq!(parse_rest(b"5000000000 "), Ok(Restart::Offset(5_000_000_000)));
    assert_eq!(parse_rest(b"0-1048576"), Ok(Restart::Marker(b"0-1048576".to_vec())));
    assert_eq!(parse_rest(b"99999999999999999999"), Ok(Restart::Marker(b"99999999999999999999".to_vec())));
    assert_eq!(parse_rest(b""), Err(TransferParameterError));
    assert_eq!(parse_rest(b"1\x002"), Err(TransferParameterError));
}

#[test]
fn range_of_two_numbers_or_none() {
    assert_eq!(parse_rang(b"100 199"), Ok(Some((100, 199))));
    assert_eq!(parse_rang(b"0  0"), Ok(Some((0, 0))));
    assert_eq!(parse_rang(b"1 0"), Ok(None));
    for argument in [&b""[..], b"1", b"1 2 3", b"a 2", b"1 -"] {
        assert_eq!(parse_rang(argument), Err(TransferParameterError));
    }
}

#[test]
fn allocation_with_and_without_records() {
    assert_eq!(parse_allo(b"1024"), Ok(Allocation { bytes: 1024, record_bytes: None }));
    assert_eq!(parse_allo(b"1024 R 80"), Ok(Allocation { bytes: 1024, record_bytes: Some(80) }));
    for argument in [&b""[..], b"x", b"1024 R", b"1024 X 80", b"1024 R x", b"1 R 2 3", b"-1"] {
        assert_eq!(parse_allo(argument), Err(TransferParameterError));
    }
}
