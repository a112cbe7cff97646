//! Which exchanges belong together in one step of the story.

use std::ops::Range;

use crate::ftp::command_info::{CommandKind, Direction};
use crate::session::exchange::{Exchange, ExchangeKind};

/// Exchanges that are told together at most: who reads a step wants to see its end.
const LONGEST: usize = 40;

/// Exchanges that are told together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// What they are about.
    pub(super) topic: Topic,
    /// Their places in the session.
    pub(super) exchanges: Range<usize>,
}

/// What exchanges are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// The server greets.
    Greeting,
    /// TLS and what belongs to it.
    Security,
    /// Who the user is.
    Login,
    /// What the server is and can do, and options.
    Setup,
    /// Where one is.
    Directory,
    /// How the next transfer is to be done, or where.
    Preparation,
    /// A transfer, with its preparation.
    Transfer(Direction),
    /// A new name: RNFR with RNTO.
    Rename,
    /// A directory is made.
    MakeDirectory,
    /// A directory is removed.
    RemoveDirectory,
    /// A file is deleted.
    DeleteFile,
    /// The client asks about a file, or changes it.
    File,
    /// The client leaves.
    Quit,
    /// Anything else.
    Other,
}

/// Goes through the exchanges of a session in groups, in their order.
pub(super) fn each_group(exchanges: &[Exchange], see: &mut dyn FnMut(Group)) {
    let mut group: Option<Group> = None;
    let mut is_settled = false;
    for (place, exchange) in exchanges.iter().enumerate() {
        let next = topic_of(exchange);
        let open = group.as_ref().filter(|group| group.exchanges.len() < LONGEST);
        let joined = open.and_then(|group| join(group.topic, next, exchange, is_settled));
        let end = place.saturating_add(1);
        let start = match (&group, joined) {
            (Some(group), Some(_)) => group.exchanges.start,
            _ => place,
        };
        let grown = Group { topic: joined.unwrap_or(next), exchanges: start..end };
        if let Some(done) = group.replace(grown).filter(|_| joined.is_none()) {
            see(done);
        }
        is_settled = ends_login(exchange);
    }
    if let Some(last) = group {
        see(last);
    }
}

/// The topic of a group that goes on with this exchange; `None` where another group begins.
fn join(topic: Topic, next: Topic, exchange: &Exchange, is_settled: bool) -> Option<Topic> {
    match (topic, next) {
        // Who tries again begins anew.
        (Topic::Login, Topic::Login) => (!is_settled && !exchange.is("USER")).then_some(topic),
        (Topic::Preparation, Topic::Transfer(_)) => Some(next),
        // What breaks it off belongs to it.
        (Topic::Transfer(_), _) => exchange.is("ABOR").then_some(topic),
        (Topic::Rename, Topic::Rename) => exchange.is("RNTO").then_some(topic),
        (Topic::Setup | Topic::Security | Topic::Directory | Topic::Preparation, same) => {
            (same == topic).then_some(topic)
        }
        _ => None,
    }
}

/// Whether this exchange decides a login.
fn ends_login(exchange: &Exchange) -> bool {
    exchange.final_code().is_some_and(|code| code.is_completion() || code.is_negative())
}

/// Commands that are told under another topic than others of their kind.
const NAMED: &[(&str, Topic)] = &[
    ("CLNT", Topic::Setup),
    ("CSID", Topic::Setup),
    ("DELE", Topic::DeleteFile),
    ("HOST", Topic::Setup),
    ("LANG", Topic::Setup),
    ("MDTM", Topic::Preparation),
    ("MKD", Topic::MakeDirectory),
    ("OPTS", Topic::Setup),
    ("QUIT", Topic::Quit),
    ("RMD", Topic::RemoveDirectory),
    ("RNFR", Topic::Rename),
    ("RNTO", Topic::Rename),
    ("SIZE", Topic::Preparation),
    ("XMKD", Topic::MakeDirectory),
    ("XRMD", Topic::RemoveDirectory),
];

fn topic_of(exchange: &Exchange) -> Topic {
    if exchange.kind == ExchangeKind::Greeting {
        return Topic::Greeting;
    }
    let Some(command) = &exchange.command else { return Topic::Other };
    if let Some((_, topic)) = NAMED.iter().find(|(verb, _)| command.verb.is(verb)) {
        return *topic;
    }
    match command.verb.info().map(|info| info.kind) {
        Some(CommandKind::Transfer(direction)) => Topic::Transfer(direction),
        Some(CommandKind::Login) => Topic::Login,
        Some(CommandKind::Directory) => Topic::Directory,
        Some(CommandKind::Parameter | CommandKind::DataPort) => Topic::Preparation,
        Some(CommandKind::File) => Topic::File,
        Some(CommandKind::Information) => Topic::Setup,
        Some(CommandKind::Security) => Topic::Security,
        Some(CommandKind::Session | CommandKind::Other) | None => Topic::Other,
    }
}
