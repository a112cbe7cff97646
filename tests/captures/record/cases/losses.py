"""Transfers by real programs whose segments are lost, on the way or to who captures."""

import subprocess

import network
import originals
from recording import case

# Of every so many long segments one is lost.
ONE_OF = 6
# On either host: what comes to it is lost behind who captures.
LOSSES = f"""
table inet lose {{
    chain arriving {{
        type filter hook input priority 0
        meta length > 1000 numgen inc mod {ONE_OF} == 4 drop
    }}
}}
"""


@case(
    "lost-on-the-way",
    filter="tcp",
    order=("RETR down.bin", "[TCP Dup ACK", "Retransmission]", "226")
    + ("STOR up.bin", "[TCP Dup ACK", "Retransmission]", "226"),
)
def lost_on_the_way(recording):
    """A download and an upload; derived.py makes a capture of it that lacks what was lost."""
    files, curl = recording.files, recording.programs.curl
    files.on_server("down.bin", originals.binary("down.bin", 20_000))
    files.on_client("up.bin", originals.binary("up.bin", 20_000))
    for command in (["nft", "-f", "-"], network.on_server("nft", "-f", "-")):
        subprocess.run(command, input=LOSSES, text=True, check=True)
    recording.begin()
    curl("-O", name="down.bin")
    curl("-T", "up.bin")
    files.retrieved("down.bin")
    files.stored("up.bin")


@case(
    "download-by-curl",
    server="pyftpdlib",
    filter="tcp",
    order=("PASV", "RETR data/first.bin", "226", "PASV", "RETR data/second.bin", "226"),
)
def download_by_curl(recording):
    """Two downloads, of which derived.py makes a capture that misses segments."""
    files = recording.files
    sizes = {"data/first.bin": 20_000, "data/second.bin": 6_000}
    for name, size in sizes.items():
        files.on_server(name, originals.binary(name, size))
    recording.begin()
    options = ("--disable-epsv", "--ftp-method", "nocwd", "--remote-name-all")
    recording.programs.curl(*options, name="data/{first,second}.bin")
    for name in sizes:
        files.retrieved(name, name.removeprefix("data/"))
