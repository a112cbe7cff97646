"""Rarer behaviour that real servers show and that a dissector must get right."""

import os
import socket
import time

import client
from conversation import begin_and_log_in, leave, retrieve
from recording import case

# Larger than what all buffers between a server and a client that does not read can hold.
BIG_FILE_BYTES = 64 << 20

# RFC 854: Interpret as Command, Interrupt Process, Data Mark.
IAC, INTERRUPT_PROCESS, DATA_MARK = b"\xff", b"\xf4", b"\xf2"


def begin_big_download(recording):
    """A download that stands still because the client does not read."""
    with open("/home/user1/big.bin", "wb") as file:
        os.truncate(file.fileno(), BIG_FILE_BYTES)
    ftp = begin_and_log_in(recording)
    ftp.command("TYPE I", "200")
    data = ftp.passive()
    ftp.command("RETR big.bin", "150")
    return ftp, data


@case(
    "pipelined",
    order=("Request: PWD", "Response: 257", "Response: 215", "Response: 200", "Response: 213"),
)
def pipelined(recording):
    ftp = begin_and_log_in(recording)
    ftp.send("PWD", "SYST", "TYPE I", "SIZE u1")
    for code in ("257", "215", "200", "213"):
        ftp.expect(code)
    ftp.send("CWD nowhere", "NOOP", "PWD", "QUIT")
    for code in ("550", "200", "257", "221"):
        ftp.expect(code)
    ftp.close()


@case(
    "commands-before-banner",
    order=("Request: USER user1", "Response: 220", "Response: 331", "Response: 230"),
)
def commands_before_banner(recording):
    recording.begin()
    ftp = recording.connect()
    commands = ["USER user1", "PASS secret1", "PWD", "SYST", "TYPE I", "SIZE u1", "NOOP", "QUIT"]
    ftp.send(*commands)
    for code in ("220", "331", "230", "257", "215", "200", "213", "200", "221"):
        ftp.expect(code)
    ftp.close()


@case(
    "abor",
    options={"async_abor_enable": "YES"},
    order=("RETR big.bin", "Response: 150", "ABOR", "Response: 426", "Response: 226"),
)
def abor(recording):
    ftp, data = begin_big_download(recording)
    time.sleep(0.2)
    # RFC 959 section 4.1.3: IP, then the Synch signal, whose data mark is urgent data, then ABOR.
    ftp.socket.send(IAC + INTERRUPT_PROCESS)
    ftp.socket.send(IAC + DATA_MARK, socket.MSG_OOB)
    ftp.send("ABOR")
    client.receive(data)
    ftp.expect("426")
    ftp.expect("226")
    leave(ftp)


@case(
    "stat-during-transfer",
    server="proftpd",
    order=("RETR big.bin", "150", "STAT", "211-", "NOOP", "200", "226"),
)
def stat_during_transfer(recording):
    ftp, data = begin_big_download(recording)
    for command, code in {"STAT": "211", "NOOP": "200"}.items():
        ftp.send(command)
        while not ftp.has_reply():
            data.recv(1 << 16)
        ftp.expect(code)
    client.receive(data)
    ftp.expect("226")
    leave(ftp)


@case(
    "port-2121",
    options={"listen_port": "2121"},
    filter="tcp",
    frames={1: " → 2121 [SYN]"},
)
def port_2121(recording):
    ftp = begin_and_log_in(recording, port=2121)
    ftp.command("TYPE I", "200")
    retrieve(ftp, "RETR u1", ftp.passive())
    leave(ftp)


@case(
    "idle-timeout-421",
    options={"idle_session_timeout": "1"},
    order=("Request: PWD", "Response: 257", "Response: 421", "[FIN, ACK]"),
)
def idle_timeout_421(recording):
    ftp = begin_and_log_in(recording)
    ftp.command("PWD", "257")
    ftp.expect("421")
    ftp.close()


@case(
    "user-repeated",
    order=(
        "USER user2",
        "331",
        "USER user1",
        "331",
        "230",
        "USER user1",
        "331",
        "USER user2",
        "530",
    ),
)
def user_repeated(recording):
    recording.begin()
    ftp = recording.connect()
    ftp.expect("220")
    ftp.command("USER user2", "331")
    ftp.command("USER user1", "331")
    ftp.command("PASS secret1", "230")
    ftp.command("USER user1", "331")
    ftp.command("PASS secret1", "230")
    ftp.command("USER user2", "530")
    leave(ftp)


@case(
    "wrong-then-anonymous",
    order=("PASS wrong", "530", "USER anonymous", "331", "PASS guest@example.org", "230"),
)
def wrong_then_anonymous(recording):
    recording.begin()
    ftp = recording.connect()
    ftp.expect("220")
    ftp.command("USER user1", "331")
    ftp.command("PASS wrong", "530")
    ftp.command("USER anonymous", "331")
    ftp.command("PASS guest@example.org", "230")
    ftp.command("PWD", "257")
    leave(ftp)


@case(
    "cut-segments",
    order=(
        "Request: P",
        "Response: 257",
        "Response: 215",
        "Response: 200",
        "Response: 211-Features:",
        "Response: 211 End",
        "Response: user1",
        "Response: 211 End of status",
    ),
)
def cut_segments(recording):
    ftp = begin_and_log_in(recording)
    for byte in b"PWD\r\n":
        ftp.socket.send(bytes([byte]))
        time.sleep(0.01)
    ftp.expect("257")
    # Cut between CR and LF, and the rest in one segment with the next command.
    ftp.socket.send(b"SYST\r")
    time.sleep(0.01)
    ftp.socket.send(b"\nNOOP\r\n")
    ftp.expect("215")
    ftp.expect("200")
    # vsftpd sends each line of FEAT, and pieces of the lines of STAT, in segments of their own.
    ftp.command("FEAT", "211")
    ftp.command("STAT", "211")
    leave(ftp)


@case(
    "odd-verbs-and-names",
    order=(
        "Request: XYZZY",
        "Response: 500 Unknown command.",
        "Request: noop",
        "Response: 200",
        "Request: Cwd",
        "Request: pwd",
        'Response: 257 "/home/user1/with ""quotes"" in it"',
        "Request: CWD  two  spaces ",
        "Response: 250",
        "Request: XPWD",
        "báo cáo",
        "Response: 550",
    ),
)
def odd_verbs_and_names(recording):
    ftp = begin_and_log_in(recording)
    ftp.command("XYZZY plugh", "500")
    ftp.command("noop", "200")
    ftp.command('MKD with "quotes" in it', "257")
    ftp.command('Cwd with "quotes" in it', "250")
    ftp.command("pwd", "257")
    ftp.command("MKD  two  spaces ", "257")
    ftp.command("CWD  two  spaces ", "250")
    ftp.command("PWD", "257")
    ftp.command("CWD ..", "250")
    ftp.command("MKD báo cáo", "257")
    ftp.command("CWD báo cáo", "250")
    ftp.command("XPWD", "257")
    ftp.command("CWD /nowhere", "550")
    ftp.command("CWD /", "250")
    ftp.command("CDUP", "250")
    ftp.command("PWD", "257")
    leave(ftp)
