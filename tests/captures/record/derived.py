"""Cases made from other recordings."""

import subprocess
from pathlib import Path

import alter
import originals

# tcpdump's default before 2012; the frames of `login` are longer.
SHORT_SNAPLEN = 68
# The greeting's frame.
CARRIED_FRAME = 4
# Segments with data that are left out, the first one being 1.
LEFT_OUT = (5, 12)


def derive(name, scratch, captures):
    """Writes the cases derived from the recording of `name` in `scratch`; returns their names."""
    makers = {
        "login": from_login,
        "full-receiver": from_full_receiver,
        "download-by-curl": from_download,
        "lost-on-the-way": from_lost,
    }
    return makers[name](scratch, captures) if name in makers else []


def from_full_receiver(scratch, captures):
    """The same frames with other probes."""
    name = "probes-of-one-byte"
    captures.joinpath(name).mkdir(exist_ok=True)
    altered = alter.with_probes_of_one_byte(Path(scratch, "capture.pcap").read_bytes())
    captures.joinpath(name, "capture.pcap").write_bytes(altered)
    return [name]


def from_download(scratch, captures):
    """The same frames without two that carry bytes of the first file."""
    name = "segments-not-captured"
    captures.joinpath(name).mkdir(exist_ok=True)
    recorded = Path(scratch, "capture.pcap").read_bytes()
    altered, missing = alter.without_data_segments(recorded, LEFT_OUT)
    capture = captures / name / "capture.pcap"
    capture.write_bytes(altered)
    first, *others = originals.told(scratch)
    transfers = [{**first, "missing": missing}, *others]
    originals.write(transfers, capture, capture.with_name("files.toml"))
    return [name]


def from_lost(scratch, captures):
    """The same frames without those that were lost."""
    name = "lost-before-the-capture"
    captures.joinpath(name).mkdir(exist_ok=True)
    capture = captures / name / "capture.pcap"
    capture.write_bytes(alter.without_first_copies(Path(scratch, "capture.pcap").read_bytes()))
    originals.write(originals.told(scratch), capture, capture.with_name("files.toml"))
    return [name]


def from_login(scratch, captures):
    """The frames of `login` in other files."""
    recorded = Path(scratch, "capture.pcap")
    content = recorded.read_bytes()
    altered = {
        "snaplen-0-header": alter.with_snaplen(content, 0),
        "captured-over-snaplen": alter.with_snaplen(content, SHORT_SNAPLEN),
        "microseconds-over-a-million": alter.with_microseconds_over_a_million(
            content, CARRIED_FRAME
        ),
    }
    converted = {
        "login-pcapng-us": recorded,
        "login-pcapng-ns": Path(scratch, "nanoseconds.pcap"),
    }
    for name in [*altered, *converted]:
        captures.joinpath(name).mkdir(exist_ok=True)
    for name, capture in altered.items():
        captures.joinpath(name, "capture.pcap").write_bytes(capture)
    for name, source in converted.items():
        convert(source, captures / name / "capture.pcapng")
    return [*altered, *converted]


def convert(pcap, pcapng):
    """Writes `pcap` as pcapng, with the resolution of its timestamps."""
    subprocess.run(["editcap", "-F", "pcapng", pcap, pcapng], check=True)
