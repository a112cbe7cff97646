"""The client programs: ftp (tnftp), lftp and curl as installed."""

import os
import signal
import subprocess
import time

import accounts
import network

TIMEOUT_SECONDS = 60
# Of a server that has lost its client, until it has written what it had received.
SETTLE_SECONDS = 0.4
# No second try, no TLS, and an end at the first command that fails.
LFTP_SETTINGS = ["net:max-retries 1", "ftp:ssl-allow no", "cmd:fail-exit yes"]


class Programs:
    """Runs programs on the client host, in the folder that is its disk."""

    def __init__(self, folder):
        self.folder = folder
        # Nobody's settings, and file names in UTF-8.
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "dumb",
        }

    def start(self, *command, stdin=subprocess.DEVNULL):
        """A running program."""
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdin=stdin, process_group=0
        )

    def run(self, *command, status=0):
        """Runs a program to its end, which must be of this status."""
        found = self.start(*command).wait(TIMEOUT_SECONDS)
        if found != status:
            raise RuntimeError(f"{command[0]} ended with status {found}")
        time.sleep(SETTLE_SECONDS)

    def curl(self, *arguments, name="", status=0, server=network.SERVER):
        """curl with a URL of the server, `name` being relative to where the user logs in."""
        user = f"{accounts.USER}:{accounts.PASSWORD}"
        self.run("curl", "-sS", "-u", user, *arguments, url(server) + name, status=status)

    def lftp(self, *commands, settings=(), server=network.SERVER):
        """lftp that carries out commands, and must succeed in each."""
        self.run("lftp", "-c", lftp_script(commands, settings, server))

    def cut_lftp(self, seconds, *commands, settings=(), server=network.SERVER):
        """lftp that is killed after some seconds."""
        with self.start("lftp", "-c", lftp_script(commands, settings, server)) as process:
            time.sleep(seconds)
            if process.poll() is not None:
                raise RuntimeError("lftp had ended before it was killed")
            process.kill()
        time.sleep(SETTLE_SECONDS)

    def ftp(self, *commands, options=(), server=network.SERVER):
        """ftp, told what to do as by someone who types.

        A number among the commands is a wait of so many seconds, with Ctrl-C at its end.
        """
        command_line = ("ftp", "-n", "-i", "-v", *options, server)
        with self.start(*command_line, stdin=subprocess.PIPE) as process:
            for command in (f"user {accounts.USER} {accounts.PASSWORD}", *commands, "quit"):
                if isinstance(command, str):
                    process.stdin.write(command.encode() + b"\n")
                    process.stdin.flush()
                else:
                    time.sleep(command)
                    process.send_signal(signal.SIGINT)
            process.stdin.close()
            if process.wait(TIMEOUT_SECONDS):
                raise RuntimeError(f"ftp ended with status {process.returncode}")
        time.sleep(SETTLE_SECONDS)


def url(server):
    """The URL of where the user logs in; RFC 3986 section 3.2.2 has an IPv6 address in brackets."""
    return f"ftp://[{server}]/" if ":" in server else f"ftp://{server}/"


def lftp_script(commands, settings, server):
    """What lftp reads: settings, the server, commands, one after the other."""
    lines = [f"set {setting}" for setting in (*LFTP_SETTINGS, *settings)]
    lines.append(f"open -u {accounts.USER},{accounts.PASSWORD} {url(server)}")
    return "\n".join([*lines, *commands])
