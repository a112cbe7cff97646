//! Whose files are transferred: two users may mean two files by one path.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::net::IpAddr;

use super::Session;
use super::login::{Login, LoginResult};
use super::transfer::Transfer;

/// Gives numbers to users, and where the login is not in the capture, to the hosts of clients.
#[derive(Debug, Default)]
pub(super) struct Owners(BTreeMap<Owner, usize>);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    User(Vec<u8>),
    Host(IpAddr),
}

impl Owners {
    /// For some transfers of a session, in order, the number of who was logged in.
    pub(super) fn of(&mut self, session: &Session, transfers: &[impl Borrow<Transfer>]) -> Vec<usize> {
        let mut logins =
            session.logins.iter().filter(|login| login.result != LoginResult::Refused).peekable();
        let mut number = self.number(Owner::Host(session.client.address));
        let mut numbers = Vec::with_capacity(transfers.len());
        for transfer in transfers.iter().map(Borrow::borrow) {
            let is_before = |login: &&Login| login.user_frame.or(login.password_frame) < Some(transfer.frame);
            let mut last = None;
            while let Some(login) = logins.next_if(|login| is_before(login)) {
                last = Some(login);
            }
            if let Some(login) = last {
                number = self.number(match &login.user {
                    Some(user) => Owner::User(user.clone()),
                    None => Owner::Host(session.client.address),
                });
            }
            numbers.push(number);
        }
        numbers
    }

    fn number(&mut self, owner: Owner) -> usize {
        let next = self.0.len();
        *self.0.entry(owner).or_insert(next)
    }
}
