"""The tutorial's three captures: login, upload, download."""

import client
from recording import case

# The client port that the tutorial saw.
EPHEMERAL_PORT = 57927


@case(
    "login",
    count=15,
    frames={
        1: "57927 → 21 [SYN]",
        4: "Response: 220 (vsFTPd 3.0.",
        6: "Request: OPTS UTF8 ON",
        8: "Response: 200 Always in UTF8 mode.",
        10: "Request: USER user1",
        11: "Response: 331",
        13: "Request: PASS secret1",
        14: "Response: 230 Login successful.",
    },
)
def login(recording):
    recording.begin()
    ftp = recording.connect(source_port=EPHEMERAL_PORT)
    ftp.expect("220")
    ftp.command("OPTS UTF8 ON", "200")
    ftp.pause()
    ftp.command("USER user1", "331")
    ftp.pause()
    ftp.command("PASS secret1", "230")


UPLOAD = {
    1: "Request: TYPE I",
    2: "Response: 200",
    4: "Request: PWD",
    5: "Response: 257",
    8: "Request: STOR upload.ftp",
    9: "Response: 150",
    10: "Response: 226",
}
DOWNLOAD = {
    1: "Request: TYPE I",
    2: "Response: 200",
    4: "Request: SIZE u1",
    5: "Response: 213",
    9: "Request: RETR u1",
    10: "Response: 150",
    11: "Response: 226",
}


def begin_after_login(recording):
    """Logs in, then begins: the tutorial's other captures hold no SYN and no USER."""
    ftp = recording.connect()
    ftp.greet_and_log_in()
    ftp.pause()
    recording.begin()
    return ftp


def upload(recording, announce):
    """One acknowledgement in a frame of its own (a pause after TYPE) makes STOR frame 8."""
    ftp = begin_after_login(recording)
    ftp.command("TYPE I", "200")
    ftp.pause()
    ftp.command("PWD", "257")
    data = announce(ftp)
    ftp.send("STOR upload.ftp")
    client.transmit(client.connected(data), b"Uploaded by user1.\n")
    ftp.expect("150")
    ftp.expect("226")


def download(recording, announce):
    """Two acknowledgements in frames of their own (after TYPE and SIZE) make RETR frame 9."""
    ftp = begin_after_login(recording)
    ftp.command("TYPE I", "200")
    ftp.pause()
    ftp.command("SIZE u1", "213")
    ftp.pause()
    data = announce(ftp)
    ftp.send("RETR u1")
    client.receive(client.connected(data))
    ftp.expect("150")
    ftp.expect("226")


@case("upload-active", frames={**UPLOAD, 6: "Request: PORT 192,0,2,10,", 7: "Response: 200 PORT"})
def upload_active(recording):
    upload(recording, client.Client.active)


@case("upload-passive", frames={**UPLOAD, 6: "Request: PASV", 7: "Response: 227"})
def upload_passive(recording):
    upload(recording, client.Client.passive)


@case(
    "download-active", frames={**DOWNLOAD, 7: "Request: PORT 192,0,2,10,", 8: "Response: 200 PORT"}
)
def download_active(recording):
    download(recording, client.Client.active)


@case("download-passive", frames={**DOWNLOAD, 7: "Request: PASV", 8: "Response: 227"})
def download_passive(recording):
    download(recording, client.Client.passive)
