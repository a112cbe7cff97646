//! What holds of the whole floor: no bytes make it panic.

use proptest::prelude::*;

use super::*;

/// Bytes that look like FTP more often than chance would have it.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop_oneof![
        prop::sample::select(vec![
            "220",
            "227 ",
            "257 \"",
            "229 (|||",
            "FILE:",
            " bytes)",
            "[",
            "]",
            "C:\\",
            "/..",
            "-",
            "TYPE ",
            "USER ",
            "ftp",
            "(version ",
            "1.2/",
            ",",
            "AUTH ",
            "18446744073709551616",
            "255",
            "\r",
            "~/",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_are_read_without_panic(one in text(), other in text(), port_hint: bool) {
        let _ = command::parse_command(&one);
        let _ = reply::parse_reply_line(&one);
        let _ = host_port::parse_227(&one);
        let _ = host_port::parse_host_port(&one);
        let _ = long_port::parse_228(&one);
        let _ = long_port::parse_lprt(&one);
        let _ = extended_port::parse_229(&one);
        let _ = extended_port::parse_eprt(&one);
        let _ = extended_port::parse_epsv_argument(&one);
        let _ = transfer_parameters::parse_type(&one);
        let _ = transfer_parameters::parse_rest(&one);
        let _ = transfer_parameters::parse_allo(&one);
        let _ = transfer_text::parse_byte_count(&one);
        let _ = transfer_text::parse_unique_name(&one);
        let _ = list_argument::split_list_argument(&one);
        let _ = security::is_base64(&one);
        let _ = banner::parse_banner(&one);
        let _ = path::parse_257(&one);
        let _ = path::change_directory(Some(&one), &other);
        let _ = path::join(Some(&one), &other);
        let _ = path::parent(Some(&one));
        let client: Vec<&[u8]> = one.split(|&byte| byte == b',').collect();
        let server: Vec<&[u8]> = other.split(|&byte| byte == b',').collect();
        let _ = recognise::recognise(&client, &server, port_hint);
    }

    #[test]
    fn roles_do_not_depend_on_the_order_of_the_sides(one in text(), other in text()) {
        let a: Vec<&[u8]> = one.split(|&byte| byte == b',').collect();
        let b: Vec<&[u8]> = other.split(|&byte| byte == b',').collect();
        prop_assert_eq!(recognise::roles(&a, &b), recognise::roles(&b, &a).map(crate::address::Side::other));
    }

    #[test]
    fn what_is_a_command_is_printed_back(one in text()) {
        if let Ok(command) = command::parse_command(&one) {
            let mut line = command.verb.name().into_owned().into_bytes();
            if let Some(argument) = command.argument {
                line.push(b' ');
                line.extend(argument);
            }
            let sent = one.iter().position(|&byte| byte != b' ').map_or(&[][..], |start| &one[start..]);
            let sent = if sent.contains(&b' ') { sent } else { sent.strip_suffix(b"\r").unwrap_or(sent) };
            prop_assert!(line.eq_ignore_ascii_case(sent));
        }
    }
}
