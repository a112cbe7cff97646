//! Which exchanges belong together in one step of the story.

use std::ops::Range;

use crate::ftp::command_info::{CommandKind, Direction};
use crate::session::exchange::{Exchange, ExchangeKind};

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

/// The exchanges of a session in groups, in their order.
pub(super) fn groups(exchanges: &[Exchange]) -> impl Iterator<Item = Group> {
    let mut topics = exchanges.iter().map(topic_of).enumerate().peekable();
    std::iter::from_fn(move || {
        let (start, mut topic) = topics.next()?;
        let mut end = start.saturating_add(1);
        let mut is_settled = exchanges.get(start).is_some_and(ends_login);
        while let Some((place, next)) = topics.peek().copied() {
            let Some(joined) = join(topic, next, exchanges.get(place), is_settled) else { break };
            (topic, end) = (joined, place.saturating_add(1));
            is_settled = exchanges.get(place).is_some_and(ends_login);
            topics.next();
        }
        Some(Group { topic, exchanges: start..end })
    })
}

/// The topic of a group that goes on with this exchange; `None` where another group begins.
fn join(topic: Topic, next: Topic, exchange: Option<&Exchange>, is_settled: bool) -> Option<Topic> {
    let is = |verb: &str| exchange.is_some_and(|exchange| exchange.is(verb));
    match (topic, next) {
        // Who tries again begins anew.
        (Topic::Login, Topic::Login) => (!is_settled && !is("USER")).then_some(topic),
        (Topic::Preparation, Topic::Transfer(_)) => Some(next),
        // What breaks it off belongs to it.
        (Topic::Transfer(_), _) => is("ABOR").then_some(topic),
        (Topic::Rename, Topic::Rename) => is("RNTO").then_some(topic),
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

fn topic_of(exchange: &Exchange) -> Topic {
    if exchange.kind == ExchangeKind::Greeting {
        return Topic::Greeting;
    }
    let Some(command) = &exchange.command else { return Topic::Other };
    let named = [
        (&["RNFR", "RNTO"][..], Topic::Rename),
        (&["MKD", "XMKD"], Topic::MakeDirectory),
        (&["RMD", "XRMD"], Topic::RemoveDirectory),
        (&["DELE"], Topic::DeleteFile),
        (&["QUIT"], Topic::Quit),
        (&["SIZE", "MDTM"], Topic::Preparation),
        (&["OPTS", "CLNT", "CSID", "LANG", "HOST"], Topic::Setup),
    ];
    let is_named = |(verbs, _): &&(&[&str], Topic)| verbs.iter().any(|verb| command.verb.is(verb));
    if let Some((_, topic)) = named.iter().find(is_named) {
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
