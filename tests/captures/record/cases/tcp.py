"""What TCP itself does beside carrying bytes: full receivers, idle connections, lost segments."""

import ctypes
import socket
import struct
import time

import client
from conversation import begin_and_log_in, leave, retrieve
from recording import case

# The least that Linux takes; it counts headers, so that segments of 730 bytes come of it.
SMALL_BUFFER_BYTES = 2304
STALL_SECONDS = 1.2
# Enough for some segments of 1,448 bytes to follow a lost one.
NUMBERS = b"".join(b"%06d\r\n" % n for n in range(6_000))
SOURCE_PORT = 40_000


def put(name, content):
    """A file in the user's home."""
    with open(f"/home/user1/{name}", "wb") as file:
        file.write(content)


@case(
    "full-receiver",
    filter="tcp",
    order=(
        "RETR table.csv",
        "[TCP Window Full]",
        "[TCP ZeroWindow]",
        "[TCP Keep-Alive]",
        "[TCP ZeroWindow]",
        "[TCP Window Update]",
        "226",
    ),
)
def full_receiver(recording):
    """A client that reads nothing for a while, and has little room."""
    ftp = begin_and_log_in(recording)
    ftp.command("TYPE I", "200")
    data = ftp.passive(SMALL_BUFFER_BYTES)
    ftp.command("RETR table.csv", "150")
    time.sleep(STALL_SECONDS)
    client.receive(data)
    ftp.expect("226")
    leave(ftp)


@case(
    "idle-keep-alive",
    order=("Response: 230", "[TCP Keep-Alive]", "[TCP Keep-Alive ACK]", "Request: NOOP"),
)
def idle_keep_alive(recording):
    ftp = begin_and_log_in(recording)
    for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL):
        ftp.socket.setsockopt(socket.IPPROTO_TCP, option, 1)
    ftp.socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    time.sleep(3.5)
    ftp.command("NOOP", "200")
    leave(ftp)


# Instructions of the classic BPF (Linux, linux/filter.h): load a random number, compare, return.
LOAD_RANDOM = (0x20, 0, 0, 0xFFFFF000 + 56)
SO_ATTACH_FILTER = 26


def lose(connection, one_of):
    """Whatever comes to this socket is lost with this chance, behind who captures."""
    drop_below = (1 << 32) // one_of
    program = [LOAD_RANDOM, (0x35, 1, 0, drop_below), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF)]
    code = b"".join(struct.pack("HBBI", *instruction) for instruction in program)
    buffer = ctypes.create_string_buffer(code)
    filter_program = struct.pack("HP", len(program), ctypes.addressof(buffer))
    connection.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, filter_program)


@case(
    "lost-and-sent-again",
    filter="tcp",
    sniffer=("-s", "140"),
    order=("RETR n.txt", "[TCP Dup ACK", "[TCP Fast Retransmission]", "226"),
)
def lost_and_sent_again(recording):
    """The client's system loses some segments of a download behind the capture."""
    put("n.txt", NUMBERS)
    ftp = begin_and_log_in(recording)
    ftp.command("TYPE I", "200")
    data = ftp.passive()
    lose(data, one_of=20)
    if retrieve(ftp, "RETR n.txt", data) != NUMBERS:
        raise RuntimeError("the file came changed")
    leave(ftp)


@case(
    "ports-used-again",
    order=("40000 → 21 [SYN]", "221", "[TCP Port numbers reused] 40000 → 21", "Response: 221"),
)
def ports_used_again(recording):
    """The same client port twice: the server, which closed, is still in TIME-WAIT (RFC 6191)."""
    recording.begin()
    for command, code in (("PWD", "257"), ("SYST", "215")):
        ftp = recording.connect(source_port=SOURCE_PORT)
        ftp.greet_and_log_in()
        ftp.command(command, code)
        leave(ftp)


@case(
    "frames-not-captured",
    filter="port ftp and less 93",
    order=("[TCP ACKed unseen segment]", "[TCP Previous segment not captured]"),
)
def frames_not_captured(recording):
    """tcpdump takes short frames alone: the long replies are missing."""
    ftp = begin_and_log_in(recording)
    ftp.command("PWD", "257")
    ftp.command("SYST", "215")
    ftp.command("STAT", "211")
    ftp.command("TYPE I", "200")
    ftp.command("NOOP", "200")
    leave(ftp)


# What travels with the SYN.
FIRST_COMMANDS = b"USER user1\r\nPASS secret1\r\n"


@case(
    "commands-in-the-syn",
    # Linux, ip-sysctl: the client may send data without a cookie (0x4), the server takes it (0x2)
    # without one (0x200), whatever its program asked for (0x400).
    kernel={"client": {"tcp_fastopen": 0x5}, "server": {"tcp_fastopen": 0x602}},
    frames={1: "Request: USER user1", 2: f"[SYN, ACK] Seq=0 Ack={1 + len(FIRST_COMMANDS)} "},
    order=("Response: 220", "Response: 331", "Response: 230", "Response: 257", "Response: 221"),
)
def commands_in_the_syn(recording):
    """TCP Fast Open (RFC 7413)."""
    recording.begin()
    ftp = recording.connect(first=FIRST_COMMANDS)
    for code in ("220", "331", "230"):
        ftp.expect(code)
    ftp.command("PWD", "257")
    leave(ftp)


@case(
    "commands-in-the-syn-refused",
    kernel={"client": {"tcp_fastopen": 0x5}},
    frames={1: "Request: USER user1", 2: "[SYN, ACK] Seq=0 Ack=1 ", 3: "[TCP Retransmission]"},
    order=("Response: 220", "Response: 331", "Response: 230", "Response: 257", "Response: 221"),
)
def commands_in_the_syn_refused(recording):
    """The same to a server that takes the SYN without the data: they are sent again."""
    commands_in_the_syn(recording)
