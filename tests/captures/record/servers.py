"""The FTP servers: vsftpd as installed, pure-ftpd and proftpd as unpacked by packages.py."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import accounts
import network
import packages

# More than the 40 ms for which a kernel holds an acknowledgement back.
HESITATION_SECONDS = 0.1

VSFTPD = {
    "background": "NO",
    "listen": "NO",
    "listen_ipv6": "YES",
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
WtmpLog off
PidFile /run/proftpd/proftpd.pid
ScoreboardFile /run/proftpd/proftpd.scoreboard
ControlsSocket /run/proftpd/proftpd.sock
SystemLog none
TransferLog none
"""


def start(name, scratch, options):
    """Starts the server `name` on the server host; `options` are lines of vsftpd's configuration."""
    port = int(options.get("listen_port", 21))
    command = {"vsftpd": _vsftpd, "pure-ftpd": _pure_ftpd, "proftpd": _proftpd}[name](scratch, options)
    return Server(command, packages.environment(scratch), port)


def _vsftpd(scratch, options):
    Path("/run/vsftpd/empty").mkdir(parents=True)
    lines = [f"{key}={value}\n" for key, value in {**VSFTPD, **options}.items()]
    configuration = Path(scratch, "vsftpd.conf")
    configuration.write_text("".join(lines))
    return ["vsftpd", configuration]


def _pure_ftpd(scratch, _options):
    Path("/run/pure-ftpd").mkdir()
    # Unix accounts, no look-up of names, small user numbers allowed.
    return [f"{scratch}/usr/sbin/pure-ftpd", "-l", "unix", "-H", "-u", "100"]


def _proftpd(scratch, _options):
    Path("/run/proftpd").mkdir()
    configuration = Path(scratch, "proftpd.conf")
    configuration.write_text(PROFTPD)
    return [f"{scratch}/usr/sbin/proftpd", "--nodaemon", "--config", configuration]


class Server:
    """A running server."""

    def __init__(self, command, environment, port):
        # ip does not look commands up in the unpacked folders, hence absolute paths above.
        self.process = subprocess.Popen(network.on_server(*command), env=environment)
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

    def hesitate(self):
        """Stops the server's processes for `HESITATION_SECONDS`, as if it were busy.

        Its kernel goes on and, with no reply to carry the acknowledgement of the next command,
        sends it in a frame of its own.
        """
        pids = list(family(self.process.pid))
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        threading.Timer(HESITATION_SECONDS, resume, [pids]).start()


def family(pid):
    """The process and its descendants: a server forks for each session."""
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from family(int(child))


def resume(pids):
    """Lets stopped processes go on."""
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
