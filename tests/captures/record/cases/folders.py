"""Many files: folders, listings, odd names, several connections at once."""

import network
import originals
from recording import case

# Spaces, Vietnamese letters, quotes.
NAMES = {
    "plan.txt": originals.text("plan.txt", 30),
    "reports/báo cáo tháng 11.txt": originals.text("báo cáo", 25),
    "reports/it's \"final\".bin": originals.binary("final", 4_000),
    "reports/old/last year.bin": originals.binary("last year", 2_500),
}


@case(
    "mirror-by-lftp",
    server="pyftpdlib",
    filter="tcp",
    order=("MKD", "STOR", "226", "MLSD", "RETR", "226"),
)
def mirror_by_lftp(recording):
    """A tree is uploaded; another program gets it back."""
    files, lftp = recording.files, recording.programs.lftp
    for name, content in NAMES.items():
        files.on_client(f"tree/{name}", content)
    recording.begin()
    lftp("mirror -R --no-perms tree uploaded")
    lftp("mirror uploaded back")


@case(
    "mirror-over-two-connections",
    filter="tcp",
    order=("RETR", "226"),
)
def mirror_over_two_connections(recording):
    """lftp gets a tree over two control connections at once."""
    files = recording.files
    for n in range(1, 7):
        files.on_server(f"tree/part {n}.bin", originals.binary(f"part {n}", 1_000 * n))
    recording.begin()
    recording.programs.lftp("mirror --parallel=2 tree back")


@case(
    "folders-by-ftp",
    server="pyftpdlib",
    options={"address": "::"},
    filter="tcp",
    order=("MKD", "CWD", "EPSV", "STOR", "226", "NLST", "226", "RETR", "226"),
)
def folders_by_ftp(recording):
    """mkdir, cd, mput, ls, mget, rename and delete as someone types them, over IPv6."""
    files = recording.files
    for n in range(1, 4):
        files.on_client(f"photo {n}.bin", originals.binary(f"photo {n}", 1_500 * n))
    recording.begin()
    recording.programs.ftp(
        "mkdir photos",
        "cd photos",
        "binary",
        "mput photo*.bin",
        "ls",
        "mls . listing.txt",
        'rename "photo 1.bin" "first photo.bin"',
        "lcd /tmp",
        server=network.SERVER_6,
    )


@case(
    "active-by-curl",
    server="pure-ftpd",
    filter="tcp",
    order=("EPRT |2|", "LIST", "226", "NLST", "226", "RETR", "226", "STOR", "226"),
)
def active_by_curl(recording):
    """curl in active mode over IPv6: listings, downloads, an upload that is renamed afterwards."""
    files = recording.files
    for name in ("one.bin", "two.bin"):
        files.on_server(f"data/{name}", originals.binary(name, 7_000))
    files.on_client("three.bin", originals.binary("three.bin", 9_000))
    recording.begin()
    active = ("-P", "-")
    curl = recording.programs.curl
    curl(*active, "-o", "list.txt", name="data/", server=network.SERVER_6)
    curl(*active, "-l", "-o", "names.txt", name="data/", server=network.SERVER_6)
    curl(*active, "-O", name="data/{one,two}.bin", server=network.SERVER_6)
    rename = ("-Q", "-RNFR three.part", "-Q", "-RNTO three.bin")
    curl(*active, "-T", "three.bin", *rename, name="data/three.part", server=network.SERVER_6)


@case(
    "append-and-unique-by-ftp",
    server="pure-ftpd",
    filter="tcp",
    order=("EPRT |2|", "APPE", "226", "STOU", "226"),
)
def append_and_unique_by_ftp(recording):
    """append, then sunique and put; active mode over IPv6."""
    files = recording.files
    log = originals.text("log.txt", 50)
    files.on_server("log.txt", log)
    files.on_server("note.txt", originals.text("note.txt", 20))
    files.on_client("more.txt", originals.text("more.txt", 30))
    files.on_client("note.txt", originals.text("other note.txt", 20))
    recording.begin()
    recording.programs.ftp(
        "binary",
        "append more.txt log.txt",
        "sunique",
        "put note.txt",
        "put note.txt",
        "sunique",
        "nlist",
        "ls",
        "mls . listing.txt",
        "mlsd",
        options=["-A"],
        server=network.SERVER_6,
    )


@case(
    "temporary-names-by-lftp",
    server="proftpd",
    options={"UseIPv6": "on", "AllowOverwrite": "on"},
    filter="tcp",
    order=("EPSV", "STOR", "226", "RNFR", "350", "RNTO", "250", "MLSD", "226", "RETR", "226"),
)
def temporary_names_by_lftp(recording):
    """Uploads go to temporary names; over IPv6."""
    files = recording.files
    files.on_client("a.bin", originals.binary("a.bin", 10_000))
    files.on_client("b.bin", originals.binary("b.bin", 5_000))
    recording.begin()
    recording.programs.lftp(
        "mput a.bin b.bin",
        "cls -l",
        "get a.bin -o again.bin",
        settings=["xfer:use-temp-file yes", "xfer:temp-file-name *.part"],
        server=network.SERVER_6,
    )


@case(
    "mode-z",
    server="proftpd",
    options={"LoadModule": "mod_deflate.c", "DeflateEngine": "on", "AllowOverwrite": "on"},
    filter="tcp",
    order=("MODE Z", "RETR", "226", "STOR", "226"),
)
def mode_z(recording):
    files = recording.files
    files.on_server("notes.txt", originals.text("notes.txt", 400))
    files.on_server("noise.bin", originals.binary("noise.bin", 9_000))
    files.on_client("plan.txt", originals.text("plan.txt", 300))
    recording.begin()
    recording.programs.lftp(
        "cls -l",
        "get notes.txt",
        "get noise.bin",
        "put plan.txt",
        settings=["ftp:use-mode-z yes"],
    )
    files.retrieved("notes.txt", form="inflated")
    files.retrieved("noise.bin", form="inflated")
    files.stored("plan.txt", form="inflated")
