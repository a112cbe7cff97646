"""What people do every day: log in, look around, change files."""

import originals
from conversation import begin_and_log_in, leave, retrieve, store
from recording import case


@case(
    "make-rename-delete",
    order=(
        '257 "/home/user1"',
        "Request: MKD reports",
        '257 "/home/user1/reports" created',
        "Request: CWD reports",
        "Request: STOR draft.txt",
        "226",
        "Request: LIST",
        "226",
        "Request: RNFR draft.txt",
        "Response: 350",
        "Request: RNTO final.txt",
        "Response: 250",
        "Request: DELE final.txt",
        "Response: 250",
        "Request: CDUP",
        "Response: 250",
        "Request: RMD reports",
        "Response: 250",
        "Request: PWD",
        '257 "/home/user1"',
    ),
)
def make_rename_delete(recording):
    ftp = begin_and_log_in(recording)
    ftp.command("PWD", "257")
    ftp.command("MKD reports", "257")
    ftp.command("CWD reports", "250")
    ftp.command("TYPE I", "200")
    store(ftp, "STOR draft.txt", ftp.passive())
    ftp.command("TYPE A", "200")
    retrieve(ftp, "LIST", ftp.passive())
    ftp.command("RNFR draft.txt", "350")
    ftp.command("RNTO final.txt", "250")
    ftp.command("DELE final.txt", "250")
    ftp.command("CDUP", "250")
    ftp.command("RMD reports", "250")
    ftp.command("PWD", "257")
    leave(ftp)


@case(
    "listings-in-replies",
    server="proftpd",
    filter="tcp",
    order=("Request: STAT", "Response: 21", "Request: MLST", "Response: 250", "RETR", "226"),
)
def listings_in_replies(recording):
    """STAT with a path and MLST list over the control connection; then a file of them is fetched."""
    for name in ("plan.txt", "old/first.txt"):
        recording.files.on_server(f"docs/{name}", originals.text(name, 20))
    ftp = begin_and_log_in(recording)
    ftp.command("PWD", "257")
    ftp.send("STAT docs")
    ftp.reply()
    ftp.command("CWD docs", "250")
    ftp.command("MLST plan.txt", "250")
    ftp.send("STAT none")
    ftp.reply()
    ftp.command("TYPE I", "200")
    retrieve(ftp, "RETR plan.txt", ftp.passive())
    leave(ftp)


@case(
    "failed-login",
    order=("PASS wrong", "Response: 530", "USER user1", "PASS secret1", "Response: 230"),
)
def failed_login(recording):
    recording.begin()
    ftp = recording.connect()
    ftp.expect("220")
    ftp.command("USER user1", "331")
    ftp.command("PASS wrong", "530")
    ftp.command("USER user1", "331")
    ftp.command("PASS secret1", "230")
    leave(ftp)


@case(
    "anonymous",
    order=("USER anonymous", "331", "PASS guest@example.org", "230", "RETR welcome.txt", "226"),
)
def anonymous(recording):
    recording.begin()
    ftp = recording.connect()
    ftp.greet_and_log_in("anonymous", "guest@example.org")
    ftp.command("PWD", "257")
    ftp.command("TYPE I", "200")
    retrieve(ftp, "RETR welcome.txt", ftp.passive())
    ftp.command("STOR mine.txt", "550")
    leave(ftp)


@case(
    "multiline-banner-feat",
    server="pure-ftpd",
    order=("220-", "FEAT", "211-", "SYST", "215", "HELP", "214-", "STAT", "211", "221-"),
)
def multiline_banner_feat(recording):
    recording.begin()
    ftp = recording.connect()
    ftp.greet_and_log_in()
    for command, code in {"FEAT": "211", "SYST": "215", "HELP": "214", "STAT": "211"}.items():
        ftp.command(command, code)
    leave(ftp)
