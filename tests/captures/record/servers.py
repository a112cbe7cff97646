"""The FTP servers: vsftpd as installed, the others as unpacked by packages.py."""

import subprocess
import sys
import time
from pathlib import Path

import accounts
import network
import packages

# What a server says beside the network, in the scratch folder.
LOG = "server.log"

VSFTPD = {
    "background": "NO",
    "listen": "YES",
    "local_enable": "YES",
    "anonymous_enable": "YES",
    "write_enable": "YES",
    "local_umask": "022",
    "connect_from_port_20": "YES",
    "seccomp_sandbox": "NO",
    "xferlog_enable": "NO",
    "delay_failed_login": "0",
    "secure_chroot_dir": "/run/vsftpd/empty",
}

# The additional lines for a server that speaks TLS, and whom its certificate names.
VSFTPD_TLS = {"ssl_enable": "YES", "require_ssl_reuse": "NO"}
SUBJECT = "/C=VN/O=ftpscope/CN=ftp.example.org"

# The additional lines for a server that is reached over IPv6.
VSFTPD_IPV6 = {"listen": "NO", "listen_ipv6": "YES"}

PROFTPD = """
ServerName "ftpscope"
ServerType standalone
Port 21
UseIPv6 off
UseReverseDNS off
User nobody
Group nogroup
AuthPAM off
RequireValidShell off
DelayEngine off
# sendfile() would hand over a whole file at once, and leave no moment for other commands.
UseSendfile off
WtmpLog off
PidFile /run/proftpd/proftpd.pid
ScoreboardFile /run/proftpd/proftpd.scoreboard
ControlsSocket /run/proftpd/proftpd.sock
SystemLog none
TransferLog none
"""


def start(name, scratch, options):
    """Starts the server `name` on the server host.

    `options` are lines of a configuration: `key=value` for vsftpd, `key value` for proftpd. They
    are arguments of pure-ftpd, and keywords of pyftpd.py's.
    """
    port = int(options.get("listen_port", 21))
    makers = {
        "vsftpd": _vsftpd,
        "pure-ftpd": _pure_ftpd,
        "proftpd": _proftpd,
        "pyftpdlib": _pyftpdlib,
    }
    command = makers[name](scratch, options)
    return Server(command, packages.environment(scratch), port, Path(scratch, LOG))


def login_folder(name):
    """How the server calls the home of its user."""
    return "/" if name == "pyftpdlib" else f"/home/{accounts.USER}"


def log(scratch):
    """What the server said beside the network."""
    path = Path(scratch, LOG)
    return f"the server said: {path.read_text()}" if path.exists() else "no server was started"


def _vsftpd(scratch, options):
    Path("/run/vsftpd/empty").mkdir(parents=True)
    lines = [f"{key}={value}\n" for key, value in {**VSFTPD, **options}.items()]
    if options.get("ssl_enable") == "YES":
        lines.append(f"rsa_cert_file={_certificate(scratch)}\n")
    configuration = Path(scratch, "vsftpd.conf")
    configuration.write_text("".join(lines))
    return ["vsftpd", configuration]


def _certificate(scratch):
    """A file with a new key and a certificate of nobody but itself."""
    file = Path(scratch, "certificate.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500"]
        + ["-subj", SUBJECT, "-keyout", file, "-out", Path(scratch, "public.pem")],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + Path(scratch, "public.pem").read_text())
    return file


def _pure_ftpd(scratch, options):
    Path("/run/pure-ftpd").mkdir()
    # Unix accounts, no look-up of names, small user numbers allowed.
    command = [f"{scratch}/usr/sbin/pure-ftpd", "-l", "unix", "-H", "-u", "100"]
    return command + [word for option in options.items() for word in option]


def _proftpd(scratch, options):
    Path("/run/proftpd").mkdir()
    configuration = Path(scratch, "proftpd.conf")
    modules = f"ModulePath {scratch}/usr/lib/proftpd\n"
    lines = [f"{key} {value}\n" for key, value in options.items()]
    configuration.write_text("".join([PROFTPD, modules, *lines]))
    return [f"{scratch}/usr/sbin/proftpd", "--nodaemon", "--config", configuration]


def _pyftpdlib(_scratch, options):
    program = Path(__file__).with_name("pyftpd.py")
    return [sys.executable, "-B", program, *[f"{key}={value}" for key, value in options.items()]]


class Server:
    """A running server."""

    def __init__(self, command, environment, port, log_file):
        """Starts `command` on the server host and waits until it listens on `port`."""
        with log_file.open("wb") as output:
            self.process = subprocess.Popen(
                network.on_server(*command), env=environment, stdout=output, stderr=output
            )
        self._wait_until_it_listens(port)

    def _wait_until_it_listens(self, port):
        for _ in range(100):
            listening = subprocess.run(
                network.on_server("ss", "-Hltn", f"sport = {port}"), capture_output=True, check=True
            )
            if listening.stdout:
                return
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with status {self.process.returncode}")
            time.sleep(0.05)
        raise RuntimeError("the server does not listen")
