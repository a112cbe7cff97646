"""Cases made from the recording of `login`: the same frames in other files."""

import subprocess
from pathlib import Path

import alter

# tcpdump's default before 2012; the frames of `login` are longer.
SHORT_SNAPLEN = 68
# The greeting's frame.
CARRIED_FRAME = 4


def derive(scratch, captures):
    """Writes every derived case from the recording in `scratch`; returns their names."""
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
