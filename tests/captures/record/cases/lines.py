"""TYPE A: files whose line ends change on the way (RFC 959 section 3.1.1.1)."""

import originals
from recording import case

NOTES = originals.text("notes.txt", 120)
PLAN = originals.text("plan.txt", 80)
# Bytes of every value; vsftpd sends an LF as CR LF, and one behind a CR as it is.
IMAGE = originals.binary("image.bin", 5_000) + b"\r\n\n\r\r\n" + bytes(range(256))
VSFTPD_ASCII = {"ascii_download_enable": "YES", "ascii_upload_enable": "YES"}


@case(
    "ascii-by-ftp",
    options=VSFTPD_ASCII,
    filter="tcp",
    order=("TYPE A", "PORT", "RETR notes.txt", "226", "STOR plan.txt", "226", "RETR image.bin")
    + ("226", "TYPE I", "RETR image.bin", "226", "TYPE A", "STOR as-text.bin", "226"),
)
def ascii_by_ftp(recording):
    """Text files as text, and a binary file, which a download damages, in active mode."""
    files = recording.files
    files.on_server("notes.txt", NOTES)
    files.on_server("image.bin", IMAGE)
    files.on_client("plan.txt", PLAN)
    files.on_client("image.bin", IMAGE)
    recording.begin()
    recording.programs.ftp(
        # Toggles EPRT, so that it is PORT.
        "epsv4",
        "ascii",
        "get notes.txt",
        "put plan.txt",
        "get image.bin damaged.bin",
        "binary",
        "get image.bin whole.bin",
        "ascii",
        "put image.bin as-text.bin",
        options=["-A"],
    )
    files.retrieved("notes.txt", form="local")
    files.stored("plan.txt", form="local")
    files.retrieved("image.bin", "damaged.bin", form="damaged")
    files.retrieved("image.bin", "whole.bin")
    files.stored("image.bin", "as-text.bin", form="local")


@case(
    "ascii-by-lftp",
    server="pyftpdlib",
    filter="tcp",
    order=("PORT", "MLSD", "226", "TYPE A", "NLST", "226", "RETR", "226", "STOR", "226"),
)
def ascii_by_lftp(recording):
    """lftp in active mode: two kinds of listings, a text file in each direction."""
    files = recording.files
    files.on_server("notes.txt", NOTES)
    files.on_client("plan.txt", PLAN)
    recording.begin()
    # The first listing is asked for with MLSD.
    recording.programs.lftp(
        "recls",
        "nlist",
        "get -a notes.txt",
        "put -a plan.txt",
        settings=["ftp:passive-mode no"],
    )
    for verb in ("MLSD", "NLST"):
        files.listed(verb, entries=["notes.txt", "table.csv", "u1"])
    files.retrieved("notes.txt", form="local")
    files.stored("plan.txt", form="local")
