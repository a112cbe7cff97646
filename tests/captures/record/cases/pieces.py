"""Files that travel in pieces: transfers that are cut or aborted and then gone on with."""

import network
import originals
from recording import case

# What a server hands over in a second, so that a transfer can be cut in its middle.
SLOW = 12_000
# It waits after every chunk, and would send this file as one.
SLOW_VSFTPD = {"local_max_rate": SLOW, "trans_chunk_size": 4096}
DATA = originals.binary("data.bin", 30_000)
# As much more as pure-ftpd hands over before it begins to wait.
LONG_DATA = originals.binary("data.bin", 60_000)
# curl's status when the time is over.
TIMED_OUT = 28


@case(
    "download-resumed-by-curl",
    options=SLOW_VSFTPD,
    filter="tcp",
    order=("EPSV", "RETR data.bin", "EPSV", "REST ", "350", "RETR data.bin", "226"),
)
def download_resumed_by_curl(recording):
    """curl is out of time in the middle of a download; another one gets the rest."""
    files, curl = recording.files, recording.programs.curl
    files.on_server("data.bin", DATA)
    recording.begin()
    curl("-O", "--max-time", "1", name="data.bin", status=TIMED_OUT)
    files.retrieved("data.bin", form="joined", whole=False)
    begun = files.client.joinpath("data.bin").stat().st_size
    curl("-O", "-C", "-", name="data.bin")
    files.retrieved("data.bin", form="joined", offset=begun)


@case(
    "upload-resumed-by-curl",
    server="pure-ftpd",
    # Else curl hands over the whole file at once, whatever its rate.
    kernel={
        "client": {"tcp_wmem": "4096 4096 4096"},
        "server": {"tcp_rmem": "4096 4096 4096"},
    },
    filter="tcp",
    order=("EPSV", "STOR data.bin", "SIZE data.bin", "213", "APPE data.bin", "226", "APPE log.txt"),
)
def upload_resumed_by_curl(recording):
    """curl sends the rest of a file with APPE, and with the same command more of another file."""
    files, curl, server = recording.files, recording.programs.curl, network.SERVER_6
    log = originals.text("log.txt", 40)
    files.on_client("data.bin", DATA)
    files.on_client("more.txt", originals.text("more.txt", 60))
    files.on_server("log.txt", log)
    recording.begin()
    # In its first second curl waits until IPv6 is ready.
    slowly = ("--limit-rate", str(SLOW // 2), "--max-time", "3")
    curl("-T", "data.bin", *slowly, status=TIMED_OUT, server=server)
    files.stored("data.bin", form="joined", whole=False)
    begun = originals.HOME.joinpath("data.bin").stat().st_size
    curl("-T", "data.bin", "-C", "-", server=server)
    files.stored("data.bin", verb="APPE", form="joined", offset=begun)
    curl("-T", "more.txt", "-a", name="log.txt", server=server)
    files.stored("more.txt", "log.txt", verb="APPE", offset=len(log))


@case(
    "upload-resumed-by-lftp",
    server="proftpd",
    options={"AllowOverwrite": "on", "AllowStoreRestart": "on"},
    filter="tcp",
    order=("PASV", "STOR data.bin", "PASV", "REST ", "350", "STOR data.bin", "226"),
)
def upload_resumed_by_lftp(recording):
    """lftp is killed in the middle of an upload; another one goes on with REST and STOR."""
    files, programs = recording.files, recording.programs
    files.on_client("data.bin", DATA)
    recording.begin()
    programs.cut_lftp(1.2, "put data.bin", settings=[f"net:limit-rate {SLOW}"])
    files.stored("data.bin", form="joined", whole=False)
    begun = originals.HOME.joinpath("data.bin").stat().st_size
    programs.lftp("put -c data.bin")
    files.stored("data.bin", form="joined", offset=begun)


@case(
    "pieces-at-once",
    options=SLOW_VSFTPD,
    filter="tcp",
    order=("RETR data.bin", "REST ", "RETR data.bin", "REST ", "RETR data.bin", "226"),
)
def pieces_at_once(recording):
    """lftp gets one file over three connections at once, each of which begins elsewhere."""
    files = recording.files
    files.on_server("data.bin", DATA)
    recording.begin()
    recording.programs.lftp("pget -n 3 data.bin", settings=["pget:min-chunk-size 4k"])
    third = len(DATA) // 3
    for offset in (0, third, 2 * third):
        # The server hands over more than a third, unless the file ends before.
        whole = offset == 2 * third
        files.retrieved("data.bin", form="joined", offset=offset, whole=whole)


@case(
    "aborted-and-resumed",
    server="pure-ftpd",
    options={"-T": str(SLOW // 1_000)},
    filter="tcp",
    order=("RETR data.bin", "ABOR", "226", "REST ", "350", "RETR data.bin", "226"),
)
def aborted_and_resumed(recording):
    """Someone interrupts a download with Ctrl-C, and gets the rest with reget."""
    files = recording.files
    files.on_server("data.bin", LONG_DATA)
    recording.begin()
    recording.programs.ftp("binary", "get data.bin", 1.5)
    files.retrieved("data.bin", form="joined", whole=False)
    begun = files.client.joinpath("data.bin").stat().st_size
    recording.programs.ftp("binary", "reget data.bin")
    files.retrieved("data.bin", form="joined", offset=begun)
