//! Addresses of data connections and what else stands inside a line: what is read and written again is read alike.

use std::hint::black_box;
use std::net::{IpAddr, SocketAddr};

use ftpscope::address::Side;
use ftpscope::ftp::banner::parse_banner;
use ftpscope::ftp::command::{find_command, parse_command};
use ftpscope::ftp::extended_port::{EpsvArgument, parse_229, parse_eprt, parse_epsv_argument};
use ftpscope::ftp::host_port::{parse_227, parse_host_port};
use ftpscope::ftp::list_argument::split_list_argument;
use ftpscope::ftp::long_port::{parse_228, parse_lprt};
use ftpscope::ftp::path::{change_directory, is_absolute, join, parent, parse_257};
use ftpscope::ftp::recognise::{recognise, roles};
use ftpscope::ftp::reply::parse_reply_line;
use ftpscope::ftp::security::{is_base64, parse_auth, parse_prot};
use ftpscope::ftp::transfer_parameters::{
    Restart, parse_allo, parse_mode, parse_rest, parse_stru, parse_type,
};
use ftpscope::ftp::transfer_text::{parse_213_size, parse_byte_count, parse_unique_name};

use super::seeds;

/// Reads a text by everything that reads texts. Where it has an end of a line in it, what stands in front of the
/// first one is a directory, and the lines are those of a client and a server by turns.
///
/// # Panics
///
/// Where something does not hold.
pub fn run(data: &[u8]) {
    addresses(data);
    words(data);
    let (directory, name) = match data.iter().position(|byte| *byte == b'\n') {
        Some(end) => (Some(&data[..end]), &data[end + 1..]),
        None => (None, data),
    };
    paths(directory, name);
    conversation(data);
}

fn addresses(text: &[u8]) {
    if let Ok(address) = parse_host_port(text) {
        assert_eq!(parse_host_port(host_port(address.into()).as_bytes()), Ok(address));
        assert_eq!(parse_227(text), Ok(address), "what is nothing but a host-port stands in it");
    }
    if let Ok(address) = parse_227(text) {
        assert_eq!(parse_227(format!("Mode ({}).", host_port(address.into())).as_bytes()), Ok(address));
    }
    if let Ok(address) = parse_lprt(text) {
        assert_eq!(parse_lprt(long_port(address).as_bytes()), Ok(address));
        assert_eq!(parse_228(text), Ok(address), "what is nothing but a long host-port stands in it");
    }
    if let Ok(address) = parse_228(text) {
        assert_eq!(parse_228(format!("Mode ({}).", long_port(address)).as_bytes()), Ok(address));
    }
    if let Ok(address) = parse_eprt(text) {
        let (family, zone) = match address {
            SocketAddr::V4(_) => (1, String::new()),
            SocketAddr::V6(address) if address.scope_id() == 0 => (2, String::new()),
            SocketAddr::V6(address) => (2, format!("%{}", address.scope_id())),
        };
        let written = format!("|{family}|{}{zone}|{}|", address.ip(), address.port());
        assert_eq!(parse_eprt(written.as_bytes()), Ok(address));
    }
    if let Ok(passive) = parse_229(text) {
        let written = match passive.address {
            None => format!("Mode (|||{}|)", passive.port),
            Some(address) => {
                let family = if address.is_ipv4() { 1 } else { 2 };
                format!("Mode (|{family}|{address}|{}|)", passive.port)
            }
        };
        assert_eq!(parse_229(written.as_bytes()), Ok(passive), "{written}");
    }
    if let Ok(EpsvArgument::Family(family)) = parse_epsv_argument(text) {
        assert_eq!(parse_epsv_argument(family.to_string().as_bytes()), Ok(EpsvArgument::Family(family)));
    }
}

fn numbers(bytes: &[u8]) -> String {
    bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(",")
}

fn octets(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

fn host_port(address: SocketAddr) -> String {
    format!("{},{}", numbers(&octets(address.ip())), numbers(&address.port().to_be_bytes()))
}

fn long_port(address: SocketAddr) -> String {
    let family = if address.is_ipv4() { 4 } else { 6 };
    let host = octets(address.ip());
    let port = numbers(&address.port().to_be_bytes());
    format!("{family},{},{},2,{port}", host.len(), numbers(&host))
}

fn words(text: &[u8]) {
    if let Ok(command) = parse_command(text) {
        let name = command.verb.name();
        assert!(command.verb.is(&name) && name.bytes().all(|byte| byte.is_ascii_graphic()));
        assert_eq!(command.verb.info().is_some(), find_command(name.as_bytes()).is_some());
        assert!(command.argument.is_none_or(|argument| text.ends_with(&argument)));
    }
    let line = parse_reply_line(text);
    assert!(text.ends_with(line.text));
    assert!(line.code.is_none_or(|code| code.value() < 1_000));
    let list = split_list_argument(text);
    assert!(text.ends_with(list.path) && text.starts_with(list.options));
    // There is nothing to hold the results of these against: they have to end.
    let read = [parse_type(text).is_ok(), parse_mode(text).is_ok(), parse_stru(text).is_ok()];
    black_box((read, parse_allo(text).is_ok(), parse_213_size(text), parse_byte_count(text)));
    black_box((parse_auth(text), parse_prot(text), is_base64(text), parse_banner(text)));
    assert!(parse_unique_name(text).is_none_or(|name| name.len() < text.len()));
    if let Ok(Restart::Offset(offset)) = parse_rest(text) {
        assert_eq!(parse_rest(offset.to_string().as_bytes()), Ok(Restart::Offset(offset)));
    }
}

fn paths(directory: Option<&[u8]>, name: &[u8]) {
    black_box((join(directory, name), change_directory(directory, name), parent(directory)));
    black_box(is_absolute(name));
    if let Ok(path) = parse_257(name) {
        let doubled = path.iter().flat_map(|&byte| if byte == b'"' { vec![byte; 2] } else { vec![byte] });
        let written: Vec<_> = b"\"".iter().copied().chain(doubled).chain(*b"\" is current").collect();
        assert_eq!(parse_257(&written), Ok(path));
    }
}

fn conversation(data: &[u8]) {
    let lines: Vec<_> = data.split(|byte| *byte == b'\n').collect();
    let of = |first: usize| lines.iter().skip(first).step_by(2).copied().collect::<Vec<_>>();
    let (client, server) = (of(0), of(1));
    for port_hint in [false, true] {
        black_box(recognise(&client, &server, port_hint));
    }
    assert_eq!(roles(&client, &server), roles(&server, &client).map(Side::other));
}

/// Every argument of a command and every line of a reply, and each conversation.
///
/// # Panics
///
/// Where a capture cannot be read.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for dissection in seeds::dissections() {
        for session in &dissection.sessions {
            let mut lines = Vec::new();
            for exchange in &session.exchanges {
                if let Some(command) = &exchange.line {
                    lines.push(command.line.text.clone());
                    seeds.push(exchange.argument().to_vec());
                }
                for line in exchange.replies.iter().flat_map(|reply| &reply.lines) {
                    lines.push(line.line.text.clone());
                    seeds.push(parse_reply_line(&line.line.text).text.to_vec());
                }
            }
            seeds.push(lines.join(&b'\n'));
            seeds.extend(lines);
        }
    }
    seeds
}
