//! What is known of the directories of servers: listings of every kind and what was transferred, each under its path.

mod support;

use std::fmt::Write;

use ftpscope::export::{NodeKind, ServerTree};
use ftpscope::limits;
use ftpscope::listings::{PathIndex, read_listing, reply_listing};
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::session::transfer::TransferPlace;
use ftpscope::view::{ListingView, listing_view, tree_views};
use support::read::try_dissect_unpacked;
use support::scenario::{Scenario, scenario};

fn logged_in() -> Scenario {
    let script = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("230 in\r\n");
    script.client("TYPE I\r\n").server("200 ok\r\n")
}

/// The same, the directory being known.
fn at_home() -> Scenario {
    said(logged_in(), "PWD", "257 \"/home\" is the current directory")
}

fn said(script: Scenario, command: &str, reply: &str) -> Scenario {
    script.client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
}

/// A transfer on a data connection of its own, `number` being that of its connection.
fn transfer(script: Scenario, number: u16, command: &str, bytes: impl AsRef<[u8]>) -> Scenario {
    let sender = if command.starts_with("STOR") { Client } else { Server };
    let port = 60_000 + number;
    let address = format!("192,0,2,20,{},{}", port >> 8, port & 0xFF);
    let script = said(script, "PASV", &format!("227 Entering Passive Mode ({address})"));
    let script = script.client(format!("{command}\r\n")).server("150 go\r\n");
    let script = script.connection(50_000 + number, port).open().in_pieces(sender, 50_000, bytes);
    script.close_from(sender).on(0).server("226 done\r\n")
}

/// The tree of a script, a node a line: its name behind as many blanks as it is deep, its kind, its path where that
/// is known, its size, its time, `*` where a listing names it, and the numbers of its transfers.
#[track_caller]
fn tree(script: &Scenario) -> Vec<String> {
    let (dissection, source) = try_dissect_unpacked(&script.pcap()).expect("the capture opens");
    let tree = ServerTree::new(&dissection, &source.as_slice(), &PathIndex::new(&dissection));
    let tree = tree.expect("it is read again");
    assert_eq!(tree.left_out, 0);
    let nodes = tree_views(&tree, 0..usize::MAX);
    assert!(nodes.iter().all(|node| node.kind == "server" || node.depth > 0));
    let line = |node: &ftpscope::view::TreeNodeView| {
        let mut line = " ".repeat(node.depth as usize) + &node.name + " " + node.kind;
        for word in
            [&node.path, &node.bytes.map(|bytes| bytes.to_string()), &node.modified].into_iter().flatten()
        {
            write!(line, " {word}").expect("a string takes it");
        }
        line.push_str(if node.listed { " *" } else { "" });
        for place in &node.transfers {
            write!(line, " #{}", place.transfer).expect("a string takes it");
        }
        line
    };
    nodes.iter().map(line).collect()
}

const LISTING: &str = "total 8\r\n\
    drwxr-xr-x    2 1000     1000         4096 Nov 23  2026 sub\r\n\
    -rw-r--r--    1 1000     1000            8 Nov 23  2026 f\r\n\
    lrwxrwxrwx    1 1000     1000            1 Nov 23  2026 l -> f\r\n";

#[test]
fn listing_is_of_the_directory_that_was_asked_for() {
    let expected = |directory: &str| {
        [
            format!("  f file {directory}/f 8 2026-11-23 *"),
            format!("  l link {directory}/l 2026-11-23 *"),
            format!("  sub directory {directory}/sub 2026-11-23 *"),
        ]
    };
    for (command, directory) in [
        ("LIST", "/home"),
        ("LIST -al", "/home"),
        ("LIST /srv", "/srv"),
        ("LIST /srv/*", "/srv"),
        ("LIST /srv/?", "/srv"),
    ] {
        let nodes = tree(&transfer(at_home(), 1, command, LISTING));
        assert_eq!(nodes[0], "192.0.2.20:21 server");
        assert_eq!(nodes[1], format!(" {} directory", &directory[1..]), "{command}");
        assert_eq!(nodes[2..], expected(directory), "{command}");
    }
    let nodes = tree(&transfer(at_home(), 1, "LIST sub", LISTING));
    assert_eq!(nodes[1..4], [" home directory", "  sub directory", "   f file /home/sub/f 8 2026-11-23 *"]);
}

#[test]
fn listing_of_one_file_is_of_the_directory_that_it_is_in() {
    let file = "-rw-r--r--    1 1000     1000            8 Nov 23  2026 f\r\n";
    let nodes = tree(&transfer(at_home(), 1, "LIST /srv/f", file));
    assert_eq!(nodes[1..], [" srv directory", "  f file /srv/f 8 2026-11-23 *"]);
    // A server may say where it is.
    let file = "-rw-r--r--    1 1000     1000            8 Nov 23  2026 /srv/f\r\n";
    let nodes = tree(&transfer(at_home(), 1, "LIST /srv/f", file));
    assert_eq!(nodes[1..], [" srv directory", "  f file /srv/f 8 2026-11-23 *"]);
    // A directory may hold one file, and be called like the only directory in it.
    let file = "-rw-r--r--    1 1000     1000            8 Nov 23  2026 f\r\n";
    let nodes = tree(&transfer(at_home(), 1, "LIST /srv", file));
    assert_eq!(nodes[1..], [" srv directory", "  f file /srv/f 8 2026-11-23 *"]);
    let folder = "drwxr-xr-x    2 1000     1000         4096 Nov 23  2026 srv\r\n";
    let nodes = tree(&transfer(at_home(), 1, "LIST /srv", folder));
    assert_eq!(nodes[1..], [" srv directory", "  srv directory /srv/srv 2026-11-23 *"]);
    // And two files of which one is called like it.
    let files = "-rw-r--r--    1 1000     1000            8 Nov 23  2026 srv\r\n\
        -rw-r--r--    1 1000     1000            9 Nov 23  2026 z\r\n";
    let nodes = tree(&transfer(at_home(), 1, "LIST /srv", files));
    assert_eq!(
        nodes[1..],
        [" srv directory", "  srv file /srv/srv 8 2026-11-23 *", "  z file /srv/z 9 2026-11-23 *"]
    );
}

#[test]
fn headings_of_a_recursive_listing_are_directories() {
    let listing = ".:\r\ntotal 4\r\n\
        drwxr-xr-x    2 1000     1000         4096 Nov 23  2026 sub\r\n\r\n\
        ./sub:\r\ntotal 4\r\n\
        -rw-r--r--    1 1000     1000            8 Nov 23  2026 g\r\n";
    let nodes = tree(&transfer(at_home(), 1, "LIST -R", listing));
    assert_eq!(
        nodes[1..],
        [" home directory", "  sub directory /home/sub 2026-11-23 *", "   g file /home/sub/g 8 2026-11-23 *"]
    );
}

#[test]
fn own_entries_of_a_directory_are_none_below_it() {
    let listing = "drwxr-xr-x    2 1000     1000         4096 Nov 23  2026 .\r\n\
        drwxr-xr-x    2 1000     1000         4096 Nov 22  2026 ..\r\n\
        -rw-r--r--    1 1000     1000            8 Nov 23  2026 f\r\n";
    let nodes = tree(&transfer(at_home(), 1, "LIST -a /srv", listing));
    assert_eq!(nodes[1..], [" srv directory /srv 2026-11-23 *", "  f file /srv/f 8 2026-11-23 *"]);
}

#[test]
fn list_of_names_does_not_say_what_they_are() {
    let nodes = tree(&transfer(at_home(), 1, "NLST", "f\r\nsub\r\n"));
    assert_eq!(nodes[1..], [" home directory", "  f other /home/f *", "  sub other /home/sub *"]);
    // And takes nothing from what is known.
    for listings in [["LIST", "NLST"], ["NLST", "LIST"]] {
        let bytes = |command: &str| if command == "NLST" { "f\r\nsub\r\nl\r\n" } else { LISTING };
        let script = transfer(at_home(), 1, listings[0], bytes(listings[0]));
        let nodes = tree(&transfer(script, 2, listings[1], bytes(listings[1])));
        let expected = [
            "  f file /home/f 8 2026-11-23 *",
            "  l link /home/l 2026-11-23 *",
            "  sub directory /home/sub 2026-11-23 *",
        ];
        assert_eq!(nodes[2..], expected, "{listings:?}");
    }
    // What something lies in is a directory, whatever comes last.
    let script = transfer(at_home(), 1, "NLST sub", "g\r\n");
    let nodes = tree(&transfer(script, 2, "NLST", "sub\r\n"));
    assert_eq!(nodes[1..], [" home directory", "  sub directory *", "   g other /home/sub/g *"]);
}

#[test]
fn names_with_directories_in_front_are_seen_from_the_current_one() {
    let nodes = tree(&transfer(at_home(), 1, "NLST sub", "sub/g\r\nsub/h\r\n"));
    assert_eq!(
        nodes[1..],
        [" home directory", "  sub directory", "   g other /home/sub/g *", "   h other /home/sub/h *"]
    );
}

#[test]
fn what_was_transferred_is_in_the_tree() {
    let script = transfer(at_home(), 1, "LIST", "-rw-r--r--    1 1000     1000   3 Nov 23  2026 f\r\n");
    let script = transfer(script, 2, "RETR f", "abc");
    let script = transfer(script, 3, "STOR g.part", "abcd");
    let script = said(said(script, "RNFR g.part", "350 to?"), "RNTO g", "250 ok");
    let nodes = tree(&transfer(script, 4, "RETR f", "abc"));
    assert_eq!(
        nodes[1..],
        [
            " home directory",
            "  f file /home/f 3 2026-11-23 * #1 #3",
            "  g file /home/g #2",
            "  g.part file /home/g.part #2",
        ]
    );
    // A name of which nothing was told but its transfer is that of a file.
    let script = transfer(at_home(), 1, "NLST", "f\r\n");
    let nodes = tree(&transfer(script, 2, "RETR f", "abc"));
    assert_eq!(nodes[1..], [" home directory", "  f file /home/f * #1"]);
}

#[test]
fn replies_list_as_well() {
    let script = said(at_home(), "STAT sub", &format!("213-Status:\r\n{LISTING}213 End"));
    assert_eq!(
        tree(&script)[1..],
        [
            " home directory",
            "  sub directory",
            "   f file /home/sub/f 8 2026-11-23 *",
            "   l link /home/sub/l 2026-11-23 *",
            "   sub directory /home/sub/sub 2026-11-23 *",
        ]
    );
    let entry =
        |path: &str| format!("250-Listing\r\n type=file;size=8;modify=20261123120000; {path}\r\n250 End");
    let nodes = tree(&said(at_home(), "MLST f", &entry("/home/f")));
    assert_eq!(nodes[1..], [" home directory", "  f file /home/f 8 2026-11-23 12:00:00Z *"]);
    let nodes = tree(&said(at_home(), "MLST /srv/f", &entry("f")));
    assert_eq!(nodes[1..], [" srv directory", "  f file /srv/f 8 2026-11-23 12:00:00Z *"]);
    let nodes =
        tree(&said(at_home(), "MLST", "250-Listing\r\n type=cdir;modify=20261123120000; .\r\n250 End"));
    assert_eq!(nodes[1..], [" home directory /home 2026-11-23 12:00:00Z *"]);
}

#[test]
fn replies_that_list_nothing_add_nothing() {
    let status = format!("211-Status:\r\n{LISTING}211 End");
    let refused = format!("450-Status:\r\n{LISTING}450 End");
    for (command, reply) in [
        ("STAT", status.as_str()),
        ("STAT sub", &refused),
        ("HELP sub", &status),
        ("STAT sub", "213 nothing"),
        ("MLST sub", "250 nothing"),
    ] {
        assert_eq!(tree(&said(at_home(), command, reply)), [""; 0], "{command} {reply}");
    }
}

/// The listing in the reply to the last command of a script.
fn last_reply(script: &Scenario) -> Option<ListingView> {
    let (dissection, _) = try_dissect_unpacked(&script.pcap()).expect("the capture opens");
    let last = dissection.sessions[0].exchanges.len() - 1;
    let listing = reply_listing(&dissection, 0, last)?;
    assert_eq!(reply_listing(&dissection, 0, last + 1), None);
    assert_eq!(reply_listing(&dissection, 1, last), None);
    Some(listing_view(&listing, &PathIndex::new(&dissection)))
}

#[test]
fn reply_is_a_table_whose_entries_lead_to_their_transfers() {
    let script = transfer(at_home(), 1, "RETR sub/f", "12345678");
    let listing = last_reply(&said(script, "STAT sub", &format!("213-Status:\r\n{LISTING}213 End")));
    let listing = listing.expect("a listing");
    assert_eq!((listing.format, listing.path.as_deref()), ("unix", Some("/home/sub")));
    let entries: Vec<_> = listing.entries.iter().map(|entry| (&*entry.path, entry.transfers.len())).collect();
    assert_eq!(entries, [("/home/sub/sub", 0), ("/home/sub/f", 1), ("/home/sub/l", 0)]);
    assert_eq!((listing.unread_lines, listing.is_cut, listing.problem), (0, false, None));

    let entry = "250-Listing\r\n type=file;size=8;unix.mode=0644; /srv/f\r\n250 End";
    let listing = last_reply(&said(at_home(), "MLST /srv/f", entry)).expect("a listing");
    assert_eq!((listing.format, listing.path.as_deref()), ("mlsd", Some("/srv/f")));
    let [entry] = listing.entries.as_slice() else { panic!("one entry: {listing:?}") };
    assert_eq!((&*entry.path, entry.bytes), ("/srv/f", Some(8)));
    // What is no fact is a line that cannot be read.
    let listing =
        last_reply(&said(at_home(), "MLST", "250-Listing\r\nnothing\r\n250 End")).expect("a listing");
    assert_eq!(
        (listing.format, &*listing.unread, listing.unread_lines),
        ("unknown", &["nothing".to_owned()][..], 1)
    );
    assert_eq!(listing.path.as_deref(), Some("/home"));
    // The directory is the one in which the command came.
    let script =
        said(said(at_home(), "CWD a", "250 ok"), "STAT b", &format!("213-Status:\r\n{LISTING}213 End"));
    assert_eq!(last_reply(&script).expect("a listing").path.as_deref(), Some("/home/a/b"));
}

#[test]
fn code_in_front_of_each_line_of_a_reply_is_no_part_of_it() {
    let inner: String = LISTING.lines().map(|line| format!("212-{line}\r\n")).collect();
    let listing = last_reply(&said(at_home(), "STAT sub", &format!("212-Status:\r\n{inner}212 End")));
    let listing = listing.expect("a listing");
    assert_eq!((listing.format, listing.entries.len(), listing.unread_lines), ("unix", 3, 0));
}

#[test]
fn reply_without_its_end_says_that_bytes_are_missing() {
    let script = at_home().client("STAT sub\r\n").server(format!("213-Status:\r\n{LISTING}"));
    let listing = last_reply(&script.close_from(Server)).expect("a listing");
    assert_eq!((listing.entries.len(), listing.problem), (3, Some("hole")));
    let script = at_home().client("STAT sub\r\n").server("213-Status:\r\n").skip(Server, 9);
    let listing = last_reply(&script.server(format!("{LISTING}213 End\r\n"))).expect("a listing");
    assert_eq!((listing.entries.len(), listing.problem), (3, Some("hole")));
}

#[test]
fn what_lists_nothing_is_no_listing() {
    for (command, reply) in [
        ("STAT", "211-Status:\r\n x\r\n211 End"),
        ("STAT sub", "450-Status:\r\n x\r\n450 End"),
        ("STAT sub", "213 nothing"),
        ("HELP sub", "214-Help:\r\n x\r\n214 End"),
    ] {
        assert_eq!(last_reply(&said(at_home(), command, reply)), None, "{command} {reply}");
    }
}

#[test]
fn what_was_listed_last_counts() {
    // Whether by a reply or by a transfer.
    let of = |bytes: u32| format!("-rw-r--r--    1 1000     1000            {bytes} Nov 23  2026 f\r\n");
    let reply = |script, bytes| said(script, "STAT /srv", &format!("213-Status:\r\n{}213 End", of(bytes)));
    let script = transfer(reply(at_home(), 1), 1, "LIST /srv", of(2));
    assert!(tree(&script)[2].starts_with("  f file /srv/f 2 "), "{:?}", tree(&script));
    let script = reply(transfer(at_home(), 1, "LIST /srv", of(2)).on(0), 1);
    assert!(tree(&script)[2].starts_with("  f file /srv/f 1 "), "{:?}", tree(&script));
}

#[test]
fn unknown_directory_is_a_node_of_its_own() {
    let nodes = tree(&transfer(logged_in(), 1, "LIST", LISTING));
    assert_eq!(
        nodes,
        [
            "192.0.2.20:21 server",
            " . directory",
            "  f file f 8 2026-11-23 *",
            "  l link l 2026-11-23 *",
            "  sub directory sub 2026-11-23 *",
        ]
    );
    let nodes = tree(&transfer(logged_in(), 1, "RETR ./sub//f", "abc"));
    assert_eq!(nodes[1..3], [" . directory", "  sub directory"]);
    assert!(nodes[3].starts_with("   f file"), "{nodes:?}");
}

#[test]
fn separators_are_those_of_the_server() {
    let path = |path: &str| tree(&transfer(logged_in(), 1, &format!("RETR {path}"), "abc"))[1..].join("|");
    assert_eq!(path(r"C:\a\b"), r" C: directory|  a directory|   b file C:\a\b #0");
    assert_eq!(path("C:/a"), " C: directory|  a file C:/a #0");
    assert_eq!(path(r"\\h\b"), r" h directory|  b file \\h\b #0");
    assert_eq!(path(r"/a\b/c"), r" a\b directory|  c file /a\b/c #0");
    assert_eq!(path(r"a\b"), r" . directory|  a\b file a\b #0");
}

#[test]
fn deep_paths_end_in_one_name() {
    let path = "/d".repeat(70) + "/f";
    let nodes = tree(&transfer(logged_in(), 1, &format!("RETR {path}"), "abc"));
    // The server, 62 directories, and the rest.
    assert_eq!(nodes.len(), 64);
    let rest = "d/".repeat(8) + "f";
    assert_eq!(nodes[63].trim_start(), format!("{rest} file {path} #0"));
}

#[test]
fn servers_have_trees_of_their_own() {
    let script = transfer(at_home(), 1, "RETR f", "abc");
    let script = script.connection(50_100, 2121).open().server("220 ready\r\n");
    let script = script.client("USER anna\r\n").server("230 in\r\n");
    let script = said(script, "MLST /f", "250-Listing\r\n type=file;size=8; /f\r\n250 End");
    assert_eq!(
        tree(&script),
        [
            "192.0.2.20:21 server",
            " home directory",
            "  f file /home/f #0",
            "192.0.2.20:2121 server",
            " f file /f 8 *",
        ]
    );
}

#[test]
fn tree_is_cut_and_says_so() {
    let names: String = (0..limits::TREE_NODES).map(|number| format!("{number}\r\n")).collect();
    let script = transfer(at_home(), 1, "NLST", &names);
    let script = transfer(script, 2, "NLST /srv", "f\r\n");
    let (dissection, source) = try_dissect_unpacked(&script.pcap()).expect("the capture opens");
    let index = PathIndex::new(&dissection);
    let tree = ServerTree::new(&dissection, &source.as_slice(), &index).expect("it is read again");
    // Server and directory are nodes as well; the other directory has no room.
    assert_eq!((tree.nodes.len(), tree.left_out), (limits::TREE_NODES, 3));
    assert!(tree.nodes.iter().all(|node| node.name != b"srv"));
    assert_eq!(tree.nodes[1].kind, NodeKind::Directory);
}

#[test]
fn long_listing_is_cut_behind_its_last_whole_line() {
    let line = |number: usize| format!("{number:0>9998}\r\n");
    let lines: String = (0..limits::LISTING_BYTES / 10_000 + 9).map(line).collect();
    let script = transfer(at_home(), 1, "NLST", &lines);
    let (dissection, source) = try_dissect_unpacked(&script.pcap()).expect("the capture opens");
    let place = TransferPlace { session: 0, transfer: 0 };
    let listing = read_listing(&dissection, &source.as_slice(), place).expect("it is read again");
    let view = listing_view(&listing.expect("a listing"), &PathIndex::new(&dissection));
    assert!(view.is_cut);
    assert_eq!(view.entries.len(), limits::LISTING_BYTES / 10_000);
    assert!(view.entries.iter().all(|entry| entry.name.len() == 9_998));
}

#[test]
fn listing_tells_why_it_was_read_no_further() {
    let script = said(at_home(), "MODE Z", "200 ok");
    let script = transfer(script, 1, "LIST", "no zlib");
    let (dissection, source) = try_dissect_unpacked(&script.pcap()).expect("the capture opens");
    let read =
        |transfer| read_listing(&dissection, &source.as_slice(), TransferPlace { session: 0, transfer });
    let listing = read(0).expect("it is read again").expect("a listing");
    let view = listing_view(&listing, &PathIndex::new(&dissection));
    assert_eq!(
        (view.problem, view.path.as_deref(), view.is_cut),
        (Some("deflate_invalid"), Some("/home"), false)
    );
    assert_eq!(read(1).expect("it is read again"), None);
}
