"""Many files: folders, listings, odd names, several connections at once."""

import os

import network
import originals
from recording import case

# Spaces, Vietnamese letters, quotes.
NAMES = {
    "plan.txt": originals.text("plan.txt", 30),
    "reports/báo cáo tháng 11.txt": originals.text("báo cáo", 25),
    'reports/it\'s "final".bin': originals.binary("final", 4_000),
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
    for folder in ("", "/reports", "/reports/old"):
        # Each was empty when it had been made.
        files.listed("MLSD", f"uploaded{folder}", [])
    for name in NAMES:
        files.stored(f"tree/{name}", f"uploaded/{name}")
    for folder in ("", "/reports", "/reports/old"):
        files.listed("MLSD", f"uploaded{folder}")
    for name in NAMES:
        files.retrieved(f"uploaded/{name}", f"back/{name}")


@case(
    "mirror-over-two-connections",
    # So that one file has not arrived when the next is asked for.
    options={"local_max_rate": 20_000, "trans_chunk_size": 4096},
    filter="tcp",
    order=("LIST", "226", "RETR", "RETR", "226", "226"),
)
def mirror_over_two_connections(recording):
    """lftp gets a tree over two control connections at once."""
    files = recording.files
    names = [f"part {n}.bin" for n in range(1, 7)]
    for n, name in enumerate(names):
        files.on_server(f"tree/{name}", originals.binary(name, 7_000 - 1_000 * n))
    recording.begin()
    recording.programs.lftp("mirror --parallel=2 tree back")
    files.listed("LIST", "tree")
    for name in names:
        files.retrieved(f"tree/{name}", f"back/{name}")


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
    photos = [f"photo {n}.bin" for n in range(1, 4)]
    for n, name in enumerate(photos, 1):
        files.on_client(name, originals.binary(name, 1_500 * n))
    files.client.joinpath("back").mkdir()
    recording.begin()
    recording.programs.ftp(
        "mkdir photos",
        "cd photos",
        "binary",
        "mput photo*.bin",
        "ls",
        "mls . listing.txt",
        "lcd back",
        # Asks for the names with NLST first.
        "mget .",
        'rename "photo 1.bin" "first photo.bin"',
        'delete "photo 2.bin"',
        "ls",
        server=network.SERVER_6,
    )
    kept = ["first photo.bin", "photo 3.bin"]
    for verb, entries in (("LIST", photos), ("NLST", photos), ("NLST", photos), ("LIST", kept)):
        files.listed(verb, "photos", entries)
    # All that was there lies at the client still.
    for name in photos:
        files.on_server(f"photos/{name}", files.client.joinpath("back", name).read_bytes())
        files.stored(name, f"photos/{name}")
        files.retrieved(f"photos/{name}", f"back/{name}")


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
    for verb in ("LIST", "NLST"):
        files.listed(verb, "data", ["one.bin", "two.bin"])
    for name in ("one.bin", "two.bin"):
        files.retrieved(f"data/{name}", name)
    files.stored("three.bin", "data/three.part", renamed="data/three.bin")


def order_of_making(name):
    """The older the file, the less."""
    return originals.HOME.joinpath(name).stat().st_mtime_ns


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
    for name in ("note.txt", "other.txt"):
        files.on_client(name, originals.text(f"another {name}", 25))
    before = set(os.listdir(originals.HOME))
    recording.begin()
    recording.programs.ftp(
        "binary",
        "append more.txt log.txt",
        "sunique",
        "put note.txt",
        "put other.txt",
        "sunique",
        "nlist",
        "ls",
        "mlsd",
        options=["-A"],
        server=network.SERVER_6,
    )
    files.stored("more.txt", "log.txt", verb="APPE", offset=len(log))
    made = sorted(set(os.listdir(originals.HOME)) - before, key=order_of_making)
    for local, name in zip(("note.txt", "other.txt"), made, strict=True):
        files.stored(local, name, verb="STOU")
    for verb in ("NLST", "LIST", "MLSD"):
        files.listed(verb)


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
    for name in ("a.bin", "b.bin"):
        files.stored(name, f"{name}.part", renamed=name)
    files.listed("MLSD")
    files.retrieved("a.bin", "again.bin")


@case(
    "mode-z",
    server="proftpd",
    options={"LoadModule": "mod_deflate.c", "DeflateEngine": "on", "AllowOverwrite": "on"},
    filter="tcp",
    order=("MODE Z", "RETR", "226", "STOR", "226"),
)
def mode_z(recording):
    """Two downloads, a listing and an upload, all deflated."""
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
    files.listed("MLSD", entries=["noise.bin", "notes.txt", "table.csv", "u1"])
    files.retrieved("notes.txt", form="inflated")
    files.retrieved("noise.bin", form="inflated")
    files.stored("plan.txt", form="inflated")
