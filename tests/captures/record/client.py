"""A scripted FTP client: it says what it is told, when it is told, and nothing else.

No client at hand sends `OPTS UTF8 ON` before USER as the tutorial's Windows client does, or lets
us choose which acknowledgements travel alone.
"""

import re
import select
import socket
import ssl
import time

import accounts
import network

TIMEOUT_SECONDS = 10
# More than the 40 ms for which a kernel holds an acknowledgement back.
PAUSE_SECONDS = 0.08


class Client:
    """One control connection, seen from the client."""

    def __init__(self, server=network.SERVER, port=21, source_port=0, first=b""):
        """Connects; a source port of 0 is the kernel's to choose. `first` travels with the SYN."""
        local = network.CLIENT_6 if ":" in server else network.CLIENT
        self.socket = socket.socket(socket.AF_INET6 if ":" in server else socket.AF_INET)
        self.socket.settimeout(TIMEOUT_SECONDS)
        self.socket.bind((local, source_port))
        if first:
            self.socket.sendto(first, socket.MSG_FASTOPEN, (server, port))
        else:
            self.socket.connect((server, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.local = local
        self.lines = self.socket.makefile("rb")

    def reply(self):
        """Reads one reply, all its lines, and returns them as one text."""
        first = self._line()
        text = first
        if first[3:4] == "-":
            while not text.rpartition("\n")[2].startswith(first[:3] + " "):
                text += "\n" + self._line()
        return text

    def _line(self):
        line = self.lines.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError(f"the server closed the control connection: {line!r}")
        return line[:-2].decode("utf-8", "replace")

    def send(self, *commands):
        """Sends the commands, all in one segment."""
        self.socket.sendall(b"".join(command.encode() + b"\r\n" for command in commands))

    def command(self, command, code):
        """Sends one command and reads one reply, which must have `code`."""
        self.send(command)
        return self.expect(code)

    def expect(self, code):
        """Reads one reply, which must have `code`."""
        reply = self.reply()
        if reply[:3] != code:
            raise RuntimeError(f"expected {code}, the server said: {reply}")
        return reply

    def greet_and_log_in(self, user=accounts.USER, password=accounts.PASSWORD):
        """From the banner to 230."""
        self.expect("220")
        self.command(f"USER {user}", "331")
        self.command(f"PASS {password}", "230")

    def secure(self, server_name, highest):
        """Goes on under TLS of at most the version `highest`, whoever the server is."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.maximum_version = highest
        context.set_alpn_protocols(["ftp"])
        self.socket = context.wrap_socket(self.socket, server_hostname=server_name)
        self.lines = self.socket.makefile("rb")

    def has_reply(self):
        """Whether something has arrived that `reply` has not read."""
        return bool(select.select([self.socket], [], [], 0)[0])

    def close(self):
        """Closes the control connection once the server has."""
        if self.lines.readline():
            raise RuntimeError("the server still had something to say")
        self.lines.close()
        self.socket.close()

    def pause(self):
        """Waits until the acknowledgement of the last reply has gone out in a frame of its own.

        A kernel that had to do so acknowledges at once for a while; it is told to go on waiting
        for something to send, so that two replies in a row stay in a row.
        """
        time.sleep(PAUSE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 0)

    def passive(self, buffer_bytes=None):
        """PASV, then the data connection to the endpoint of the 227, with a buffer of this size."""
        numbers = re.search(r"\((\d+,\d+,\d+,\d+),(\d+),(\d+)\)", self.command("PASV", "227"))
        port = int(numbers[2]) * 256 + int(numbers[3])
        data = socket.socket()
        data.settimeout(TIMEOUT_SECONDS)
        if buffer_bytes:
            # Before the connection is opened: the window is offered in its SYN.
            data.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
        data.connect((numbers[1].replace(",", "."), port))
        return data

    def extended_passive(self):
        """EPSV, then the data connection to the port of the 229 on the host we are connected to."""
        port = int(re.search(r"\(\|\|\|(\d+)\|\)", self.command("EPSV", "229"))[1])
        return socket.create_connection((self.socket.getpeername()[0], port), TIMEOUT_SECONDS)

    def listen(self):
        """A listening socket for a data connection in active mode, with its port."""
        family = socket.AF_INET6 if ":" in self.local else socket.AF_INET
        listener = socket.create_server((self.local, 0), family=family)
        listener.settimeout(TIMEOUT_SECONDS)
        return listener, listener.getsockname()[1]

    def active(self):
        """PORT; returns the listening socket."""
        listener, port = self.listen()
        self.command(f"PORT {self.local.replace('.', ',')},{port >> 8},{port & 255}", "200")
        return listener

    def extended_active(self):
        """EPRT with network protocol 2, IPv6; returns the listening socket."""
        listener, port = self.listen()
        self.command(f"EPRT |2|{self.local}|{port}|", "200")
        return listener


def connected(data):
    """The data connection: `data` itself in passive mode, what it accepts in active mode."""
    if not data.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        return data
    with data:
        connection = data.accept()[0]
    connection.settimeout(TIMEOUT_SECONDS)
    return connection


def receive(connection):
    """Everything until the sender's FIN."""
    with connection, connection.makefile("rb") as stream:
        return stream.read()


def transmit(connection, content):
    """Sends `content` and closes: in stream mode the FIN is the end of the file."""
    with connection:
        connection.sendall(content)
