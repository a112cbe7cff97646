"""The files as they were on the disks of client and server, for `files.toml`.

A conversation tells what was transferred; the frames of the commands are tshark's to tell.
"""

import hashlib
import json
import os
import random
import subprocess
from pathlib import Path

# The server's disk: the home of its user.
HOME = Path("/home/user1")
OWNER = 1000
# Commands with a data connection of their own: RFC 959 section 4.1.3, RFC 3659 section 7.
COMMANDS = ("RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD")
# What the conversation has told, in the scratch folder.
TOLD = "files.json"
HEADING = "# The files as they were on the disks of client and server: see record/README.md.\n"
WORDS = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "kilo")


def binary(name, count):
    """`count` bytes, others for every name, and always the same ones for a name."""
    return random.Random(name).randbytes(count)


def text(name, count):
    """`count` numbered lines of words, ended by LF, others for every name."""
    chance = random.Random(name)
    lines = (f"{name} {n:04} {' '.join(chance.choices(WORDS, k=5))}\n" for n in range(1, count + 1))
    return "".join(lines).encode()


class Originals:
    """Puts files on the disks, and holds what was told of their transfers."""

    def __init__(self, client_folder, login_folder):
        """The client's disk, and how the server calls the home of its user."""
        self.client = Path(client_folder)
        self.client.mkdir()
        self.login_folder = login_folder
        self.transfers = []

    def on_server(self, name, content):
        """A file on the server, in the user's home or in folders below it."""
        path = HOME / name
        for folder in reversed(path.relative_to(HOME).parents[:-1]):
            HOME.joinpath(folder).mkdir(exist_ok=True)
            os.chown(HOME / folder, OWNER, OWNER)
        path.write_bytes(content)
        os.chown(path, OWNER, OWNER)

    def on_client(self, name, content):
        """A file on the client."""
        path = self.client / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def retrieved(self, name, local=None, form="wire", **more):
        """A download of the server's file `name`, which lies on the client as `local` now."""
        received = self.client.joinpath(local or name)
        content = received.read_bytes() if received.exists() else b""
        self._add("RETR", name, HOME.joinpath(name).read_bytes(), content, form, more)

    def stored(self, local, name=None, verb="STOR", form="wire", **more):
        """An upload of the client's file `local`, which lies on the server as `name` now."""
        name = name or local
        # A file that has been renamed since lies under its new name.
        content = HOME.joinpath(more.get("renamed", name)).read_bytes()
        if verb == "APPE" and form == "wire":
            content = content[more["offset"] :]
        if "renamed" in more:
            more["renamed"] = self.path(more["renamed"])
        self._add(verb, name, self.client.joinpath(local).read_bytes(), content, form, more)

    def listed(self, verb, name="", entries=None):
        """A listing of a folder of the server, of all its entries or of these."""
        entries = sorted(os.listdir(HOME / name)) if entries is None else sorted(entries)
        self.transfers.append({"verb": verb, "path": self.path(name), "entries": entries})

    def path(self, name):
        """The full path by which the server calls what lies in the user's home as `name`."""
        return "/".join([self.login_folder.rstrip("/"), *filter(None, [name])]) or "/"

    def _add(self, verb, name, sent, received, form, more):
        transfer = {"verb": verb, "path": self.path(name), **_described(sent), "form": form, **more}
        transfer.setdefault("whole", True)
        if sent != received:
            is_prefix = not transfer["whole"] and sent.startswith(received)
            if not is_prefix and form != "damaged":
                raise RuntimeError(f"{name}: {len(received)} other bytes than {len(sent)} sent")
            for key, value in _described(received).items():
                transfer[f"received_{key}"] = value
        # What one of several pieces brought is not on the disk by itself.
        elif form == "damaged" or not (transfer["whole"] or "offset" in transfer):
            raise RuntimeError(f"{name} was received as it was sent")
        self.transfers.append(transfer)

    def tell(self, scratch):
        """Writes down what was told, for whoever has the capture."""
        Path(scratch, TOLD).write_text(json.dumps(self.transfers))


def _described(content):
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def told(scratch):
    """What a conversation told; nothing where it told nothing."""
    path = Path(scratch, TOLD)
    return json.loads(path.read_text()) if path.exists() else []


def commands(capture):
    """Frame, verb, name and offset (REST, RFC 3659 section 5) of each transfer command."""
    command = ["tshark", "-n", "-r", capture, "-Y", "ftp.request.command", "-T", "fields"]
    # The column has names in UTF-8, the field of the argument has not.
    for field in ("frame.number", "tcp.stream", "_ws.col.Info"):
        command += ["-e", field]
    output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    offsets, found = {}, []
    for line in output.splitlines():
        frame, stream, info = line.split("\t")
        verb, _, argument = info.partition("Request: ")[2].partition(" ")
        if verb == "REST":
            offsets[stream] = int(argument)
        elif verb in COMMANDS:
            found.append((int(frame), verb, Path(argument).name, offsets.pop(stream, 0)))
    return found


def with_frames(transfers, capture):
    """The transfers in the order of their commands in `capture`, each with its frame."""
    rest, found = list(transfers), []
    for frame, verb, name, offset in commands(capture):
        is_meant = (transfer for transfer in rest if _is_meant(transfer, verb, name, offset))
        transfer = next(is_meant, None)
        if transfer is None:
            raise LookupError(f"nothing was told of {verb} {name} in frame {frame}")
        rest.remove(transfer)
        found.append({"frame": frame, **transfer})
    if rest:
        raise LookupError(f"{rest[0]['verb']} {rest[0]['path']} is missing")
    return found


def _is_meant(transfer, verb, name, offset):
    if transfer["verb"] != verb:
        return False
    # The server gives the name in answer to STOU, and a listing may be one of where the user is.
    if verb == "STOU" or "entries" in transfer:
        return True
    # APPE has an offset that no REST tells.
    is_offset = verb == "APPE" or transfer.get("offset", 0) == offset
    return is_offset and Path(transfer["path"]).name == name


def faults(transfers, capture):
    """How the transfer commands of `capture` differ from what was told, as sentences."""
    if not transfers:
        return []
    try:
        with_frames(transfers, capture)
    except LookupError as error:
        return [str(error)]
    return []


def write(transfers, capture, path):
    """Writes `files.toml` for a capture."""
    tables = [HEADING]
    for transfer in with_frames(transfers, capture):
        lines = [f"{key} = {_value(value)}\n" for key, value in transfer.items()]
        tables.append("[[file]]\n" + "".join(lines))
    path.write_text("\n".join(tables))


def _value(value):
    """Strings, numbers, truth values and lists of them are written in TOML as in JSON."""
    return json.dumps(value, ensure_ascii=False)
