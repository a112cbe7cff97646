use super::*;

#[test]
fn codes_have_three_digits() {
    assert_eq!(ReplyCode::new(1000), None);
    assert_eq!(ReplyCode::new(50).map(|code| code.to_string()), Some("050".to_owned()));
    assert_eq!(ReplyCode::new(999).map(ReplyCode::value), Some(999));
}

#[test]
fn digits_have_their_meaning() {
    let code = |value| ReplyCode::new(value).unwrap();
    assert_eq!(code(150).class(), ReplyClass::Preliminary);
    assert_eq!(code(331).class(), ReplyClass::Intermediate);
    assert_eq!(code(631).class(), ReplyClass::Protected);
    assert_eq!(code(42).class(), ReplyClass::Unknown);
    assert_eq!(code(700).class(), ReplyClass::Unknown);
    assert!(code(150).is_preliminary() && !code(150).is_final());
    assert!(code(331).is_final() && !code(331).is_completion() && !code(331).is_negative());
    assert!(code(421).is_negative() && code(550).is_negative() && code(226).is_completion());
}

#[test]
fn every_code_is_found() {
    assert!(REPLY_CODES.is_sorted_by(|one, next| one.code < next.code));
    for info in REPLY_CODES {
        assert_eq!(ReplyCode::new(info.code).unwrap().info(), Some(info));
    }
    assert_eq!(ReplyCode::new(299).unwrap().info(), None);
}
