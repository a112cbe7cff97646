//! `ftpscope extract --listings`: the texts of listings beside the files.

use ftpscope::session::dialogue::Speaker::Server;
use serde_json::{Value, json};

use super::saved::{
    download, extract, extract_all, files_below, folder, listing, listing_of, logged_in, manifest, sha256,
};
use super::support::scenario::Scenario;

const LISTING: &str = "total 8\r\n\
    drwxr-xr-x    2 1000     1000         4096 Nov 23  2026 old\r\n\
    -rw-r--r--    1 1000     1000            5 Nov 23  2026 a.txt\r\n";

fn said(session: Scenario, command: &str, reply: &str) -> Scenario {
    session.on(0).client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
}

/// The listings in the manifest of a folder.
fn listings(manifest: &Value) -> &Vec<Value> {
    manifest["listings"].as_array().expect("a list")
}

#[test]
fn listings_lie_beside_what_they_list() {
    let session = said(logged_in(), "PWD", "257 \"/pub\" is the current directory");
    let session = listing(session, 40_000, "LIST -a", LISTING);
    let session = listing(session, 40_002, "NLST /pub/old", "x\r\ny\r\nz\r\n");
    let session = listing(session, 40_004, "LIST /", "");
    let session = said(session, "STAT old", &format!("213-Status:\r\n{LISTING}213 End"));
    let session = said(session, "MLST a.txt", "250-Listing\r\n type=file;size=5; /pub/a.txt\r\n250 End");
    let capture = download(session, 40_006, "a.txt", |data| data.server("first")).pcap();
    let to = folder();
    let output = extract_all(&capture, to.path(), &["--listings"]);
    assert!(output.starts_with("pub/a.txt  5 bytes\nlisting of pub.txt  "), "{output}");
    let bytes = 5 + 2 * LISTING.len() + "x\r\ny\r\nz\r\n".len() + " type=file;size=5; /pub/a.txt\r\n".len();
    assert!(output.contains(&format!("\n1 file and 5 listings, {bytes} bytes, in ")), "{output}");
    let files = files_below(to.path());
    let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    assert_eq!(text("pub/a.txt"), "first");
    for (name, expected) in [
        ("listing of pub.txt", LISTING),
        ("pub/listing of old.txt", "x\r\ny\r\nz\r\n"),
        ("listing.txt", ""),
        ("pub/listing of old (2).txt", LISTING),
        ("pub/listing of a.txt.txt", " type=file;size=5; /pub/a.txt\r\n"),
    ] {
        assert_eq!(text(name), expected, "{name}");
    }
    assert_eq!(files.len(), 7);
    let manifest = manifest(to.path());
    let facts =
        ["name", "path", "verb", "transfer", "exchange", "format", "entries", "unread_lines", "verdict"];
    let told: Vec<Vec<_>> =
        listings(&manifest).iter().map(|listing| facts.map(|fact| listing[fact].clone()).to_vec()).collect();
    let expected = json!([
        ["listing of pub.txt", "/pub", "LIST", 0, 6, "unix", 2, 0, "complete"],
        ["pub/listing of old.txt", "/pub/old", "NLST", 1, 8, "names", 3, 0, "complete"],
        ["listing.txt", "/", "LIST", 2, 10, "unknown", 0, 0, "complete"],
        ["pub/listing of old (2).txt", "/pub/old", "STAT", null, 11, "unix", 2, 0, "complete"],
        ["pub/listing of a.txt.txt", "/pub/a.txt", "MLST", null, 12, "mlsd", 1, 0, "complete"],
    ]);
    assert_eq!(json!(told), expected);
    let stat = &listings(&manifest)[3];
    for (key, expected) in [
        ("bytes", json!(LISTING.len())),
        ("sha256", json!(sha256(LISTING.as_bytes()))),
        ("content", json!("text/plain")),
        ("reason", json!("reply_whole")),
        ("server", json!({ "address": "192.0.2.20", "port": 21 })),
        ("problem", json!(null)),
        ("is_cut", json!(false)),
    ] {
        assert_eq!(stat[key], expected, "{key}");
    }
    assert_eq!(listings(&manifest)[0]["sha256"], json!(sha256(LISTING.as_bytes())));
    assert_eq!(manifest["listings_left_out"], 0);
    assert_eq!(manifest["not_saved"], json!([]));
}

#[test]
fn listings_are_saved_only_where_asked_for() {
    let capture = listing(logged_in(), 40_000, "LIST /pub", LISTING).pcap();
    let to = folder();
    let output = extract_all(&capture, to.path(), &[]);
    assert!(output.starts_with("0 files, 0 bytes, in "), "{output}");
    assert_eq!(files_below(to.path()).into_keys().collect::<Vec<_>>(), ["manifest.json"]);
    assert_eq!(manifest(to.path()).get("listings"), None);
}

#[test]
fn files_keep_their_names_beside_listings() {
    let session = listing(logged_in(), 40_000, "LIST /pub", LISTING);
    let session = said(session, "STAT manifest.json", &format!("213-Status:\r\n{LISTING}213 End"));
    let session = download(session, 40_002, "/listing of pub.txt", |data| data.server("mine"));
    // Where a file has the name, a folder of that name cannot be.
    let session = download(session, 40_004, "/old", |data| data.server("file"));
    let capture = listing(session, 40_006, "LIST /old/inner", LISTING).pcap();
    let to = folder();
    extract_all(&capture, to.path(), &["--listings"]);
    let files = files_below(to.path());
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    let expected = [
        "listing of inner.txt",
        "listing of manifest.json.txt",
        "listing of pub (2).txt",
        "listing of pub.txt",
        "manifest.json",
        "old",
    ];
    assert_eq!(names, expected);
    assert_eq!(files["listing of pub.txt"], b"mine");
}

#[test]
fn hostile_paths_of_listings_stay_below_the_folder() {
    let session = listing(logged_in(), 40_000, "LIST ../../etc", LISTING);
    let session = listing(session, 40_002, "LIST /a\u{202E}b/..\\..\\x", LISTING);
    let capture = said(session, "STAT ../..", &format!("213-Status:\r\n{LISTING}213 End")).pcap();
    let to = folder();
    let inner = to.path().join("inner");
    extract_all(&capture, &inner, &["--listings"]);
    let names: Vec<_> = files_below(to.path()).into_keys().collect();
    let expected = [
        "inner/a%E2%80%AEb/listing of ..%5C..%5Cx.txt",
        "inner/listing of etc.txt",
        "inner/listing.txt",
        "inner/manifest.json",
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_is_missing_of_a_listing_is_said() {
    // Bytes are lost on a data connection, on a control connection, and one listing is refused.
    let lost = |data: Scenario| data.server("a\r\n").skip(Server, 3).server("c\r\n");
    let session = listing_of(logged_in(), 40_000, "NLST /lost", lost);
    let session = session
        .client("STAT /gap\r\n")
        .server("213-Status:\r\n")
        .server("-rw-r--r-- 1 a b 1 Nov 23  2026 f\r\n");
    let session = session.skip(Server, 20).server("-rw-r--r-- 1 a b 2 Nov 23  2026 g\r\n213 End\r\n");
    let session = said(session, "LIST /none", "550 no");
    let to = folder();
    let extracted = extract(&session.pcap(), to.path(), &["--listings"]);
    assert_eq!(extracted.status, Some(0), "{extracted:?}");
    for said in [
        "ftpscope: listing of lost.txt: incomplete. ",
        "; left out: bytes 3 to 5 (3)",
        "ftpscope: listing of gap.txt: incomplete. Lines of the reply are missing.",
        "ftpscope: LIST of packet ",
        ", /none: not saved, failed.",
    ] {
        assert!(extracted.complaints.contains(said), "{said}: {extracted:?}");
    }
    let files = files_below(to.path());
    assert_eq!(files["listing of lost.txt"], b"a\r\nc\r\n");
    let manifest = manifest(to.path());
    let [lost, gap] = listings(&manifest).as_slice() else { panic!("two listings: {manifest}") };
    assert_eq!(
        (&lost["verdict"], &lost["left_out"]),
        (&json!("incomplete"), &json!([{ "start": 3, "end": 6 }]))
    );
    assert_eq!((&gap["verdict"], &gap["reason"]), (&json!("incomplete"), &json!("reply_not_whole")));
    assert_eq!(gap["problem"]["code"], "hole");
    assert_eq!(manifest["not_saved"][0]["verb"], "LIST");
}

#[test]
fn line_ends_and_holes_are_as_asked_for() {
    let session = said(logged_in(), "TYPE A", "200 ok");
    let lost = |data: Scenario| data.server("a\r\n").skip(Server, 3).server("c\r\n");
    let session = listing_of(session, 40_000, "NLST /lost", lost);
    let capture = said(session, "STAT /s", &format!("213-Status:\r\n{LISTING}213 End")).pcap();
    let to = folder();
    extract(&capture, to.path(), &["--listings", "--local-text", "--fill-holes"]);
    let files = files_below(to.path());
    assert_eq!(files["listing of lost.txt"], b"a\n\0\0\0c\n");
    assert_eq!(files["listing of s.txt"], LISTING.replace("\r\n", "\n").as_bytes());
}

#[test]
fn servers_have_folders_of_their_own() {
    let session = listing(logged_in(), 40_000, "LIST /pub", LISTING);
    let session = session.connection(50_100, 2121).open().server("220 ready\r\n");
    let session = session.client("USER anna\r\n").server("230 in\r\n");
    let session = session.client("MLST /f\r\n").server("250-Listing\r\n type=file;size=8; /f\r\n250 End\r\n");
    let to = folder();
    extract_all(&session.pcap(), to.path(), &["--listings"]);
    let names: Vec<_> = files_below(to.path()).into_keys().collect();
    let expected =
        ["192.0.2.20%3A21/listing of pub.txt", "192.0.2.20%3A2121/listing of f.txt", "manifest.json"];
    assert_eq!(names, expected);
}
