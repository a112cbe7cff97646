//! Every command that is defined or in use (RFC 5797 and its registry, drafts,
//! vendors), with the replies that answer it (RFC 959 §5.4 and the RFC named).

use std::cmp::Ordering;

use super::command_info::ArgumentKind as Arg;
use super::command_info::CommandKind::{
    self, DataPort, Directory, File, Information, Login, Other, Parameter, Security, Session, Transfer,
};
use super::command_info::{
    CommandInfo,
    Direction::{Download, Listing, Upload},
};

const STREAMLINED: &str = "draft-peterson-streamlined-ftp-command-extensions";

const STORE: &[u16] = &[110, 125, 150, 226, 250, 425, 426, 450, 451, 452, 532, 550, 551, 552, 553, 554, 555];
const RETRIEVE: &[u16] = &[110, 111, 112, 125, 150, 226, 250, 425, 426, 450, 451, 550, 554, 555];
const STORE_WITH_MARKERS: &[u16] =
    &[110, 111, 112, 125, 150, 226, 250, 425, 426, 450, 451, 452, 532, 550, 551, 552, 553, 554, 555];
const LIST: &[u16] = &[125, 150, 226, 250, 425, 426, 450, 451, 550];
const MAIL: &[u16] = &[250, 256, 354, 450, 451, 452, 550, 552, 553];
const MAIL_RECIPIENT: &[u16] = &[151, 152, 200, 450, 451, 452, 550, 552, 553];
const CHECKSUM: &[u16] = &[213, 250, 450, 550];

const fn command(
    verb: &'static str,
    rfc: &'static str,
    kind: CommandKind,
    argument: Arg,
    replies: &'static [u16],
) -> CommandInfo {
    CommandInfo { verb, rfc, kind, argument, replies }
}

/// Every command, in the order of the verbs.
pub static COMMANDS: &[CommandInfo] = &[
    command("ABOR", "RFC 959 §4.1.3", Session, Arg::None, &[225, 226, 426]),
    command("ACCT", "RFC 959 §4.1.1", Login, Arg::Secret, &[202, 230]),
    command("ADAT", "RFC 2228 §3", Security, Arg::Text, &[235, 335, 535]),
    command("ALGS", "RFC 6384 §11", Other, Arg::Text, &[202, 216]),
    command("ALLO", "RFC 959 §4.1.3", Parameter, Arg::Text, &[200, 202]),
    command("APPE", "RFC 959 §4.1.3", Transfer(Upload), Arg::Path, STORE),
    command("AUTH", "RFC 2228 §3", Security, Arg::Text, &[200, 234, 334, 431, 534]),
    command("AVBL", STREAMLINED, Information, Arg::OptionalPath, &[213, 550]),
    command("CCC", "RFC 2228 §3", Security, Arg::None, &[200, 533, 534]),
    command("CDUP", "RFC 959 §4.1.1", Directory, Arg::None, &[200, 250, 550]),
    command("CLNT", "vendor", Information, Arg::Text, &[200]),
    command("COMB", "vendor", File, Arg::Text, &[200, 250, 550]),
    command("CONF", "RFC 2228 §3", Security, Arg::Text, &[533, 535, 537]),
    command("CSID", "vendor", Information, Arg::Text, &[200]),
    command("CWD", "RFC 959 §4.1.1", Directory, Arg::Path, &[200, 250, 550]),
    command("DCAU", "GFD.20", Security, Arg::Text, &[200, 534, 536]),
    command("DELE", "RFC 959 §4.1.3", File, Arg::Path, &[250, 450, 550]),
    command("DSIZ", STREAMLINED, Information, Arg::OptionalPath, &[213, 550]),
    command("ENC", "RFC 2228 §3", Security, Arg::Text, &[533, 535, 537]),
    command("EPRT", "RFC 2428 §2", DataPort, Arg::Text, &[200, 522]),
    command("EPSV", "RFC 2428 §3", DataPort, Arg::Text, &[200, 227, 229, 425, 522]),
    command("ERET", "GFD.20", Transfer(Download), Arg::Text, RETRIEVE),
    command("ESTO", "GFD.20", Transfer(Upload), Arg::Text, STORE_WITH_MARKERS),
    command("FEAT", "RFC 2389 §3", Information, Arg::None, &[211]),
    command("HASH", "draft-bryan-ftp-hash", File, Arg::Path, &[213, 450, 550, 551, 552, 556]),
    command("HELP", "RFC 959 §4.1.3", Information, Arg::Text, &[211, 214]),
    command("HOST", "RFC 7151 §3", Login, Arg::Text, &[220]),
    command("LANG", "RFC 2640 §4.1", Parameter, Arg::Text, &[200]),
    command("LIST", "RFC 959 §4.1.3", Transfer(Listing), Arg::OptionalPath, LIST),
    command("LPRT", "RFC 1639 §2", DataPort, Arg::Text, &[200, 521]),
    command("LPSV", "RFC 1639 §3", DataPort, Arg::None, &[228, 425, 521]),
    command("MACB", "vendor", Parameter, Arg::Text, &[200, 550]),
    command("MAIL", "RFC 765 §4.1.3", Other, Arg::Text, MAIL),
    command("MD5", "draft-twine-ftpmd5", File, Arg::Path, &[251, 550]),
    command("MDTM", "RFC 3659 §3", File, Arg::Path, &[213, 550]),
    command("MFCT", "draft-somers-ftp-mfxx", File, Arg::Path, &[213, 550]),
    command("MFF", "draft-somers-ftp-mfxx", File, Arg::Path, &[213, 550]),
    command("MFMT", "draft-somers-ftp-mfxx", File, Arg::Path, &[213, 550]),
    command("MIC", "RFC 2228 §3", Security, Arg::Text, &[533, 535, 537]),
    command("MKD", "RFC 959 §4.1.3", Directory, Arg::Path, &[257, 550]),
    command(
        "MLFL",
        "RFC 765 §4.1.3",
        Other,
        Arg::Text,
        &[125, 150, 226, 250, 256, 425, 426, 450, 451, 452, 550, 552, 553],
    ),
    command(
        "MLSD",
        "RFC 3659 §7",
        Transfer(Listing),
        Arg::OptionalPath,
        &[125, 150, 226, 250, 425, 426, 450, 451, 550, 553],
    ),
    command("MLST", "RFC 3659 §7", File, Arg::OptionalPath, &[250, 550, 553]),
    command("MMD5", "draft-twine-ftpmd5", File, Arg::Path, &[252, 550]),
    command("MODE", "RFC 959 §4.1.2", Parameter, Arg::Text, &[200]),
    command("MRCP", "RFC 765 §4.1.3", Other, Arg::Text, MAIL_RECIPIENT),
    command("MRSQ", "RFC 765 §4.1.3", Other, Arg::Text, &[200, 215]),
    command("MSAM", "RFC 765 §4.1.3", Other, Arg::Text, MAIL),
    command("MSND", "RFC 765 §4.1.3", Other, Arg::Text, MAIL),
    command("MSOM", "RFC 765 §4.1.3", Other, Arg::Text, MAIL),
    command("NLST", "RFC 959 §4.1.3", Transfer(Listing), Arg::OptionalPath, LIST),
    command("NOOP", "RFC 959 §4.1.3", Session, Arg::None, &[200]),
    command("OPTS", "RFC 2389 §4", Parameter, Arg::Text, &[200, 202, 451]),
    command("PASS", "RFC 959 §4.1.1", Login, Arg::Secret, &[202, 230, 332]),
    command("PASV", "RFC 959 §4.1.2", DataPort, Arg::None, &[227, 425]),
    command("PBSZ", "RFC 2228 §3", Security, Arg::Text, &[200]),
    command("PORT", "RFC 959 §4.1.2", DataPort, Arg::Text, &[200]),
    command("PROT", "RFC 2228 §3", Security, Arg::Text, &[200, 431, 534, 536]),
    command("PWD", "RFC 959 §4.1.3", Directory, Arg::None, &[257, 550]),
    command("QUIT", "RFC 959 §4.1.1", Session, Arg::None, &[221]),
    command("RANG", "draft-bryan-ftp-range", Parameter, Arg::Text, &[350, 551, 552]),
    command("REIN", "RFC 959 §4.1.1", Login, Arg::None, &[120, 220]),
    command("REST", "RFC 959 §4.1.3", Parameter, Arg::Text, &[350, 554]),
    command("RETR", "RFC 959 §4.1.3", Transfer(Download), Arg::Path, RETRIEVE),
    command("RMD", "RFC 959 §4.1.3", Directory, Arg::Path, &[250, 550]),
    command("RMDA", STREAMLINED, Directory, Arg::Path, &[250, 550]),
    command("RNFR", "RFC 959 §4.1.3", File, Arg::Path, &[350, 450, 550]),
    command("RNTO", "RFC 959 §4.1.3", File, Arg::Path, &[250, 532, 550, 553]),
    command("SBUF", "GFD.20", Parameter, Arg::Text, &[200]),
    command("SITE", "RFC 959 §4.1.3", Other, Arg::Text, &[200, 202, 211, 214, 250, 550]),
    command("SIZE", "RFC 3659 §4", File, Arg::Path, &[213, 550]),
    command("SMNT", "RFC 959 §4.1.1", Directory, Arg::Path, &[202, 250, 550]),
    command("SPAS", "GFD.20", DataPort, Arg::None, &[229, 425]),
    command("SPOR", "GFD.20", DataPort, Arg::Text, &[200]),
    command("SPSV", "draft-rosenau-ftp-single-port", DataPort, Arg::None, &[227, 425]),
    command("STAT", "RFC 959 §4.1.3", Information, Arg::OptionalPath, &[211, 212, 213, 450, 550]),
    command("STOR", "RFC 959 §4.1.3", Transfer(Upload), Arg::Path, STORE_WITH_MARKERS),
    command("STOU", "RFC 959 §4.1.3", Transfer(Upload), Arg::OptionalPath, STORE),
    command("STRU", "RFC 959 §4.1.2", Parameter, Arg::Text, &[200]),
    command("SYST", "RFC 959 §4.1.3", Information, Arg::None, &[215]),
    command("THMB", STREAMLINED, Transfer(Download), Arg::Text, LIST),
    command("TYPE", "RFC 959 §4.1.2", Parameter, Arg::Text, &[200]),
    command("USER", "RFC 959 §4.1.1", Login, Arg::Text, &[230, 232, 331, 332, 336]),
    command("XCRC", "vendor", File, Arg::Path, CHECKSUM),
    command("XCUP", "RFC 775", Directory, Arg::None, &[200, 250, 550]),
    command("XCWD", "RFC 775", Directory, Arg::Path, &[200, 250, 550]),
    command("XMD5", "vendor", File, Arg::Path, CHECKSUM),
    command("XMKD", "RFC 775", Directory, Arg::Path, &[257, 550]),
    command("XPWD", "RFC 775", Directory, Arg::None, &[257, 550]),
    command("XRCP", "RFC 743", Other, Arg::Text, MAIL_RECIPIENT),
    command("XRMD", "RFC 775", Directory, Arg::Path, &[250, 550]),
    command("XRSQ", "RFC 743", Other, Arg::Text, &[200, 215]),
    command("XSAM", "RFC 743", Other, Arg::Text, MAIL),
    command("XSEM", "RFC 743", Other, Arg::Text, MAIL),
    command("XSEN", "RFC 743", Other, Arg::Text, MAIL),
    command("XSHA", "vendor", File, Arg::Path, CHECKSUM),
    command("XSHA1", "vendor", File, Arg::Path, CHECKSUM),
    command("XSHA256", "vendor", File, Arg::Path, CHECKSUM),
    command("XSHA512", "vendor", File, Arg::Path, CHECKSUM),
];

/// The command with this verb, in any case; `None` if [`COMMANDS`] lacks it.
#[must_use]
pub fn find_command(verb: &[u8]) -> Option<&'static CommandInfo> {
    let place = COMMANDS.binary_search_by(|info| compare_in_upper_case(info.verb.as_bytes(), verb)).ok()?;
    COMMANDS.get(place)
}

fn compare_in_upper_case(one: &[u8], other: &[u8]) -> Ordering {
    let upper = u8::to_ascii_uppercase;
    one.iter().map(upper).cmp(other.iter().map(upper))
}

#[cfg(test)]
mod tests {
    use super::super::command_info::ANY_COMMAND_REPLIES;
    use super::super::reply_code::ReplyCode;
    use super::*;

    #[test]
    fn every_command_is_found() {
        assert!(COMMANDS.is_sorted_by(|one, next| one.verb < next.verb));
        for info in COMMANDS {
            assert_eq!(info.verb, info.verb.to_ascii_uppercase());
            assert_eq!(find_command(info.verb.to_ascii_lowercase().as_bytes()), Some(info));
        }
        assert_eq!(find_command(b""), None);
        assert_eq!(find_command(b"USERS"), None);
        assert_eq!(find_command(b"USE"), None);
    }

    #[test]
    fn replies_are_sorted_and_said_once() {
        for info in COMMANDS {
            assert!(info.replies.is_sorted_by(|one, next| one < next), "{}", info.verb);
            assert!(!info.replies.iter().any(|code| ANY_COMMAND_REPLIES.contains(code)), "{}", info.verb);
        }
    }

    #[test]
    fn transfers_can_succeed() {
        for info in COMMANDS.iter().filter(|info| info.transfer().is_some()) {
            assert!([125, 150, 226, 250].iter().all(|code| info.replies.contains(code)), "{}", info.verb);
        }
    }

    #[test]
    fn replies_fit_by_the_table() {
        let code = |value| ReplyCode::new(value).unwrap();
        let retr = find_command(b"RETR").unwrap();
        assert!(retr.allows(code(150)) && retr.allows(code(226)) && retr.allows(code(550)));
        assert!(retr.allows(code(421)) && retr.allows(code(632)));
        assert!(!retr.allows(code(227)) && !retr.allows(code(630)) && !retr.allows(code(634)));
        let noop = find_command(b"NOOP").unwrap();
        assert!([200, 421, 500, 501, 502, 503, 504, 530].iter().all(|&value| noop.allows(code(value))));
        assert!(!noop.allows(code(531)) && !noop.allows(code(550)) && !noop.allows(code(226)));
        assert_eq!(retr.transfer(), Some(Download));
        assert_eq!(find_command(b"SIZE").unwrap().transfer(), None);
    }
}
