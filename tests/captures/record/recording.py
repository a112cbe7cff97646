"""One recording: the hosts, the server, and the capture that a case starts when it wants."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import accounts
import client
import network
import originals
import programs
import servers
import sniffer

CASES = {}


@dataclasses.dataclass(frozen=True)
class Case:
    """A capture to record, and what must be seen in it."""

    # The conversation; it calls `Recording.begin` where the capture begins.
    converse: Callable
    server: str = "vsftpd"
    # Settings of the server beside those of servers.py, which says how each server takes them.
    options: dict = dataclasses.field(default_factory=dict)
    # Host, `client` or `server` -> parameters of its network, set before the server starts.
    kernel: dict = dataclasses.field(default_factory=dict)
    # tcpdump's filter; the default is the tutorial's.
    filter: str = "port ftp"
    # Further options of tcpdump.
    sniffer: tuple = ()
    # Frame number -> text that its line in tshark holds.
    frames: dict = dataclasses.field(default_factory=dict)
    # The number of frames, where it matters.
    count: int | None = None
    # Texts that lines of tshark hold, in this order.
    order: tuple = ()


def case(name, **settings):
    """Declares the decorated function as the conversation of the case `name`."""

    def declare(converse):
        CASES[name] = Case(converse, **settings)
        return converse

    return declare


class Recording:
    """What a conversation works with."""

    def __init__(self, case, scratch):
        """Makes hosts and accounts and starts the server; files go into the folder `scratch`."""
        self.case = case
        self.scratch = Path(scratch)
        self.clients = []
        self.sniffers = []
        accounts.create_accounts(scratch)
        network.connect_hosts()
        for host, parameters in case.kernel.items():
            for name, value in parameters.items():
                network.set_kernel(host, name, value)
        self.server = servers.start(case.server, scratch, case.options)
        self.files = originals.Originals(self.scratch / "client", servers.login_folder(case.server))
        self.programs = programs.Programs(self.files.client)

    def connect(self, **where):
        """A client connected to the server."""
        self.clients.append(client.Client(**where))
        return self.clients[-1]

    def begin(self):
        """Starts the capture, and a second one of the same frames in nanoseconds."""
        for name, precision in (("capture.pcap", "micro"), ("nanoseconds.pcap", "nano")):
            options = (*self.case.sniffer, f"--time-stamp-precision={precision}")
            self.sniffers.append(
                sniffer.Sniffer(self.scratch / name, self.case.filter.split(), options)
            )

    def run(self):
        """The whole conversation; the capture ends before the client's connections do."""
        self.case.converse(self)
        for running in self.sniffers:
            running.stop()
        self.files.tell(self.scratch)
