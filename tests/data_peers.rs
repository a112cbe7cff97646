//! Which connection is that of a transfer where several could be.

mod support;

use ftpscope::session::dialogue::Speaker::{Client, Server};
use support::read::odd;
use support::scenario::{Scenario, scenario};
use support::told::{PASV, fetched, in_session, login, transfers};

#[test]
fn same_port_for_every_transfer() {
    // The first data connection is not in the capture.
    let script = in_session().client("PASV\r\n").server(PASV).client("RETR a\r\n");
    let script = script.server("150 go\r\n").server("226 done\r\n");
    let script = fetched(script, "RETR b", 50_001, "bbbb");
    assert_eq!(transfers(&script), ["not_captured no_data_connection ", "complete end_seen bbbb"]);
}

#[test]
fn same_port_for_every_client() {
    // That of the first client is not in the capture.
    let script = in_session().client("PASV\r\n").server(PASV).client("RETR a\r\n");
    let script = login(script.connection(50_100, 21).hosts("192.0.2.11", "192.0.2.20"), "bert");
    let script = script.client("PASV\r\n").server(PASV).client("RETR b\r\n");
    let script = script.connection(50_001, 60_000).hosts("192.0.2.11", "192.0.2.20").open();
    let script = script.server("bbbb").close_from(Server);
    let script = script.on(0).server("150 go\r\n").server("226 done\r\n");
    let script = script.on(1).server("150 go\r\n").server("226 done\r\n");
    assert_eq!(transfers(&script), ["not_captured no_data_connection ", "complete end_seen bbbb"]);
}

#[test]
fn stranger_at_the_port_is_not_the_client() {
    let script = in_session().client("PASV\r\n").server(PASV).client("STOR f\r\n");
    let script = script.connection(40_000, 60_000).hosts("198.51.100.9", "192.0.2.20").open();
    let script = script.client("junk").close_from(Client);
    let script = script.connection(50_001, 60_000).open().client("abcd").close_from(Client);
    let script = script.on(0).server("150 go\r\n").server("226 done\r\n");
    assert_eq!(transfers(&script), ["complete end_seen abcd"]);
}

#[test]
fn refused_attempt_is_not_the_data_connection() {
    let script = in_session().client("PORT 192,0,2,10,195,81\r\n").server("200 ok\r\n").client("RETR f\r\n");
    // The server calls again from another port.
    let script = script.connection(50_001, 20).syn(Server).reset(Client);
    let script = script.connection(50_001, 21_020).open_from(Server).server("abcd").close_from(Server);
    let script = script.on(0).server("150 go\r\n").server("226 done\r\n");
    assert_eq!(transfers(&script), ["complete end_seen abcd"]);
}

#[test]
fn other_half_is_the_one_that_listens_now() {
    // The server has one port for all: a file of another client, and then one from server to server.
    let fetched_before = fetched(in_session(), "RETR a", 50_001, "aaaa");
    let script = login(fetched_before.connection(50_100, 21), "anna");
    let script = script.client("PASV\r\n").server(PASV);
    let script = login(script.connection(50_200, 21).hosts("192.0.2.10", "192.0.2.30"), "anna");
    let script = script.client("PORT 192,0,2,20,234,96\r\n").server("200 ok\r\n").client("STOR b\r\n");
    let script = script.on(2).client("RETR b\r\n");
    let script = script.connection(20, 60_000).hosts("192.0.2.30", "192.0.2.20").open();
    let script = script.server("bbbb").close_from(Server);
    let script = script.on(2).server("150 go\r\n").server("226 done\r\n");
    let script = script.on(3).server("150 go\r\n").server("226 done\r\n");
    let told = transfers(&script);
    assert_eq!(told, ["complete end_seen aaaa", "complete end_seen bbbb", "complete end_seen bbbb"]);
}

#[test]
fn pipelined_transfers_from_one_port_keep_their_order() {
    let script =
        in_session().client("PORT 192,0,2,10,195,81\r\nRETR a\r\nPORT 192,0,2,10,195,81\r\nRETR b\r\n");
    let script = script.server("200 ok\r\n");
    let script = script.connection(50_001, 20).open_from(Server).server("aaaa").close_from(Server);
    let script = script.on(0).server("150 go\r\n").server("226 done\r\n").server("200 ok\r\n");
    let script = script.connection(50_001, 21_020).open_from(Server).server("bbbb").close_from(Server);
    let script = script.on(0).server("150 go\r\n").server("226 done\r\n");
    assert_eq!(transfers(&script), ["complete end_seen aaaa", "complete end_seen bbbb"]);
}

#[test]
fn file_of_a_stranger_is_not_confirmed() {
    // The client does not come, and another host takes the port (RFC 2577 §8). As many bytes as were told say nothing:
    // the server counts whatever comes.
    for end in ["226 done", "226 done (4 bytes)"] {
        let script = in_session().client("PASV\r\n").server(PASV).client("STOR f\r\n");
        let script = script.connection(40_000, 60_000).hosts("198.51.100.9", "192.0.2.20").open();
        let script = script.client("junk").close_from(Client);
        let script = script.on(0).server("150 go\r\n").server(format!("{end}\r\n"));
        assert_eq!(transfers(&script), ["complete_unconfirmed foreign_peer junk"], "{end}");
        assert_eq!(odd(&script.dissect()), ["data_peer_foreign@12"], "{end}");
    }
}

#[test]
fn server_that_was_announced_is_no_stranger() {
    // Both control connections are in the capture, and a stranger calls before the server that was meant.
    let script = login(scenario(), "anna").client("PASV\r\n").server(PASV);
    let script = login(script.connection(50_200, 21).hosts("192.0.2.10", "192.0.2.30"), "anna");
    let script = script.client("PORT 192,0,2,20,234,96\r\n").server("200 ok\r\n").client("STOR b\r\n");
    let script = script.on(0).client("RETR b\r\n");
    let stranger = script.connection(40_000, 60_000).hosts("198.51.100.9", "192.0.2.20").open();
    let stranger = stranger.server("aaaa").close_from(Server);
    let meant = stranger.connection(20, 60_000).hosts("192.0.2.30", "192.0.2.20").open();
    let ended = |script: Scenario| {
        let script = script.on(0).server("150 go\r\n").server("226 done\r\n");
        script.on(1).server("150 go\r\n").server("226 done\r\n")
    };
    let told = transfers(&ended(meant.server("bbbb").close_from(Server)));
    assert_eq!(told, ["complete end_seen bbbb", "complete end_seen bbbb"]);
    // One control connection alone does not tell that the other server was meant.
    let script = in_session().client("PASV\r\n").server(PASV).client("RETR b\r\n");
    let script = script.connection(20, 60_000).hosts("192.0.2.30", "192.0.2.20").open();
    let script = script.server("bbbb").close_from(Server).on(0).server("150 go\r\n").server("226 done\r\n");
    assert_eq!(transfers(&script), ["complete_unconfirmed foreign_peer bbbb"]);
}
