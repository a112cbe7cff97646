use super::*;

#[test]
fn programs_that_name_themselves() {
    for (text, name, version) in [
        ("(vsFTPd 3.0.3)", "vsFTPd", Some("3.0.3")),
        ("ProFTPD 1.3.0a Server (ProFTPD Anonymous Server) [192.168.1.231]", "ProFTPD", Some("1.3.0a")),
        ("ProFTPD Server (Debian) [::ffff:10.0.0.1]", "ProFTPD", None),
        ("FileZilla Server version 0.9.34 beta", "FileZilla Server", Some("0.9.34")),
        ("FileZilla Server 1.9.1", "FileZilla Server", Some("1.9.1")),
        ("Microsoft FTP Service", "Microsoft FTP Service", None),
        ("---------- Welcome to Pure-FTPd [privsep] [TLS] ----------", "Pure-FTPd", None),
        ("Serv-U FTP Server v15.1 ready...", "Serv-U", Some("15.1")),
        ("alpha GridFTP Server 6.14 (gcc64dbg, 1342551528-83) ready.", "GridFTP Server", Some("6.14")),
        ("ftp.example.net FTP server (NetBSD-ftpd 20100320) ready.", "NetBSD-ftpd", Some("20100320")),
        ("x FTP server (Version wu-2.6.2(1) Mon Dec 3 15:26:19) ready.", "wu-ftpd", Some("2.6.2")),
        ("x FTP server (Version 6.4/OpenBSD/Linux-ftpd-0.17) ready.", "Linux-ftpd", Some("0.17")),
        ("host FTP server (GNU inetutils 1.9.4) ready.", "GNU inetutils", Some("1.9.4")),
        ("pyftpdlib 1.5.9 ready.", "pyftpdlib", Some("1.5.9")),
        ("bftpd 6.2 at 10.0.0.1 ready.", "bftpd", Some("6.2")),
        ("Apache FTP (Apache/2.2.3 mod_ftp/0.9.6) ready.", "mod_ftp", Some("0.9.6")),
        ("10.0.0.9 X2 WS_FTP Server 8.7.0(12345)", "WS_FTP Server", None),
        // A number alone is a version only behind a letter v.
        ("Serv-U FTP Server v15 ready...", "Serv-U", Some("15")),
        ("ProFTPD 5 of 50 users", "ProFTPD", None),
        // An address is none.
        ("ProFTPD [10.0.0.1]", "ProFTPD", None),
    ] {
        let expected = Software { name: name.to_owned(), version: version.map(str::to_owned) };
        assert_eq!(parse_banner(text.as_bytes()), Some(expected), "{text}");
    }
}

#[test]
fn greetings_that_name_none() {
    for text in [
        "FTP server ready.",
        "(Ftp Server)",
        "205.167.25.101 FTP server ready",
        "Welcome to ftp.example.com.",
        "ftp01 ready",
        "FTP 10.0.0.1 ready",
        "Welcome to myvsftpd",
        "FTP server (Version 6.4/OpenBSD/Linux-x-0.17) ready.",
        "FTP server (Version 6.4/Linux-ftpd-x) ready.",
        "",
    ] {
        assert_eq!(parse_banner(text.as_bytes()), None, "{text}");
    }
    assert_eq!(parse_banner(b"\xff\xfe FTP \x80"), None);
}
