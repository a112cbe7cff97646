"""Steps that several cases have in common."""

import client

UPLOADED = b"Uploaded by user1.\n"


def begin_and_log_in(recording, **where):
    """A session captured from its first SYN, past its login."""
    recording.begin()
    ftp = recording.connect(**where)
    ftp.greet_and_log_in()
    return ftp


def leave(ftp):
    """QUIT, and the client's end of the connection."""
    ftp.command("QUIT", "221")
    ftp.close()


def retrieve(ftp, command, data):
    """One download or listing over `data`."""
    ftp.command(command, "150")
    content = client.receive(client.connected(data))
    ftp.expect("226")
    return content


def store(ftp, command, data, content=UPLOADED):
    """One upload over `data`."""
    ftp.command(command, "150")
    client.transmit(client.connected(data), content)
    ftp.expect("226")


def three_transfers(ftp, announce):
    """A download, an upload and a listing, each with an announcement of its own."""
    ftp.command("TYPE I", "200")
    retrieve(ftp, "RETR table.csv", announce(ftp))
    store(ftp, "STOR upload.ftp", announce(ftp))
    ftp.command("TYPE A", "200")
    retrieve(ftp, "LIST", announce(ftp))
    leave(ftp)
