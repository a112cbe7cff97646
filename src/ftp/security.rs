//! Authentication and protection (RFC 2228, RFC 4217).

use super::ascii::find_ignoring_case;
use super::number_list::{take_number, whole_number};
use super::reply_code::ReplyCode;

/// What AUTH asks for (RFC 2228 §3, RFC 4217 §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// `TLS`, or `TLS-C` of the drafts: the data connections stay clear until
    /// PROT says otherwise.
    Tls,
    /// `SSL`, or `TLS-P` of the drafts: the data connections are protected from
    /// the start.
    TlsWithData,
    /// `GSSAPI`: Kerberos 5, with ADAT and protected replies.
    Gssapi,
    /// `KERBEROS_V4`.
    KerberosV4,
    /// Another mechanism, in upper case.
    Other(Vec<u8>),
}

/// How data or a reply is protected (RFC 2228 §3, §5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protection {
    /// C: not at all.
    Clear,
    /// S: against change.
    Safe,
    /// E: against reading.
    Confidential,
    /// P: against both.
    Private,
}

/// Reads the argument of AUTH, in any case.
#[must_use]
pub fn parse_auth(argument: &[u8]) -> Mechanism {
    let name = argument.trim_ascii().to_ascii_uppercase();
    match name.as_slice() {
        b"TLS" | b"TLS-C" => Mechanism::Tls,
        b"SSL" | b"TLS-P" => Mechanism::TlsWithData,
        b"GSSAPI" => Mechanism::Gssapi,
        b"KERBEROS_V4" => Mechanism::KerberosV4,
        _ => Mechanism::Other(name),
    }
}

/// Reads the argument of PROT: C, S, E or P, in any case. `None` for anything
/// else.
#[must_use]
pub fn parse_prot(argument: &[u8]) -> Option<Protection> {
    match argument.trim_ascii().to_ascii_uppercase().as_slice() {
        b"C" => Some(Protection::Clear),
        b"S" => Some(Protection::Safe),
        b"E" => Some(Protection::Confidential),
        b"P" => Some(Protection::Private),
        _ => None,
    }
}

/// Reads the size in force after PBSZ, in bytes: the one asked for, or a lower
/// one that the reply says, `PBSZ=n` (RFC 2228 §3). `None` where neither is a
/// number.
#[must_use]
pub fn parse_pbsz(argument: &[u8], reply_text: &[u8]) -> Option<u64> {
    const MARK: &[u8] = b"PBSZ=";
    let told = find_ignoring_case(reply_text, MARK)
        .and_then(|place| reply_text.get(place.saturating_add(MARK.len())..))
        .filter(|text| text.first().is_some_and(u8::is_ascii_digit))
        .map(|text| take_number(text).0);
    told.or_else(|| whole_number(argument.trim_ascii()))
}

/// How a protected reply is protected: 631 safe, 632 private, 633 confidential
/// (RFC 2228 §5.2). `None` for any other code. The reply's text is the base64
/// form of the reply inside.
#[must_use]
pub fn reply_protection(code: ReplyCode) -> Option<Protection> {
    match code.value() {
        631 => Some(Protection::Safe),
        632 => Some(Protection::Private),
        633 => Some(Protection::Confidential),
        _ => None,
    }
}

/// Whether a text has the form of base64: its 64 characters, padded with `=`
/// to a multiple of four (RFC 2228 §9).
#[must_use]
pub fn is_base64(text: &[u8]) -> bool {
    let padding = text.iter().rev().take_while(|&&byte| byte == b'=').count();
    let characters = text.get(..text.len().saturating_sub(padding)).unwrap_or_default();
    padding <= 2
        && !characters.is_empty()
        && text.len().is_multiple_of(4)
        && characters.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::super::reply::parse_reply_line;
    use super::*;

    #[test]
    fn mechanisms_in_any_case() {
        assert_eq!(parse_auth(b"tls"), Mechanism::Tls);
        assert_eq!(parse_auth(b"TLS-C"), Mechanism::Tls);
        assert_eq!(parse_auth(b"Tls-P "), Mechanism::TlsWithData);
        assert_eq!(parse_auth(b"ssl"), Mechanism::TlsWithData);
        assert_eq!(parse_auth(b"GssApi"), Mechanism::Gssapi);
        assert_eq!(parse_auth(b"Kerberos_v4"), Mechanism::KerberosV4);
        assert_eq!(parse_auth(b"x-own"), Mechanism::Other(b"X-OWN".to_vec()));
    }

    #[test]
    fn protection_levels() {
        assert_eq!(parse_prot(b"p"), Some(Protection::Private));
        assert_eq!(parse_prot(b"C"), Some(Protection::Clear));
        assert_eq!(parse_prot(b"S"), Some(Protection::Safe));
        assert_eq!(parse_prot(b"E"), Some(Protection::Confidential));
        assert_eq!(parse_prot(b"X"), None);
    }

    #[test]
    fn buffer_sizes() {
        assert_eq!(parse_pbsz(b"0", b"fine"), Some(0));
        assert_eq!(parse_pbsz(b" 1048576 ", b""), Some(1_048_576));
        assert_eq!(parse_pbsz(b"1048576", b"pbsz=65536, no more"), Some(65_536));
        assert_eq!(parse_pbsz(b"5", b"PBSZ=all"), Some(5));
        assert_eq!(parse_pbsz(b"much", b"PBSZ="), None);
    }

    #[test]
    fn protected_replies_631_632_633() {
        for (line, protection) in [
            (&b"631 AAECAwQFBgc="[..], Protection::Safe),
            (b"632 AAECAwQFBgcI", Protection::Private),
            (b"633 AA==", Protection::Confidential),
        ] {
            let reply = parse_reply_line(line);
            assert_eq!(reply_protection(reply.code.unwrap()), Some(protection));
            assert!(is_base64(reply.text));
        }
        assert_eq!(reply_protection(ReplyCode::new(230).unwrap()), None);
        for text in [&b""[..], b"====", b"AAA", b"AA A", b"A===", b"AAAA\r"] {
            assert!(!is_base64(text), "{text:?}");
        }
    }
}
