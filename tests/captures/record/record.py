#!/usr/bin/env python3
"""Records captures from real servers: `record.py CASE...` or `record.py all`. See README.md."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

import cases  # noqa: E402, F401 (declares the cases)
import frames  # noqa: E402
import originals  # noqa: E402
import packages  # noqa: E402
import servers  # noqa: E402
from derived import derive  # noqa: E402
from recording import CASES, Recording  # noqa: E402

CAPTURES = Path(__file__).resolve().parent.parent
# Acknowledgements are the kernel's to time; a busy machine may need a second try.
ATTEMPTS = 5
# Namespaces of our own for the network, the mounts and the processes: what is made in them
# ends with them.
ISOLATE = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]


def record(name):
    """Records the case `name` into its folder, trying again while frames are not as promised."""
    case = CASES[name]
    for _ in range(ATTEMPTS):
        # Not in a folder that the recording hides (see accounts.py).
        with tempfile.TemporaryDirectory(prefix="ftpscope-", dir="/tmp") as scratch:
            packages.unpack(case.server, scratch)
            inside = [sys.executable, __file__, "--inside", scratch, name]
            if subprocess.run([*ISOLATE, *inside], timeout=120).returncode:
                raise SystemExit(f"{name}: failed; {servers.log(scratch)}")
            capture = Path(scratch, "capture.pcap")
            transfers = originals.told(scratch)
            faults = frames.faults(case, capture) + originals.faults(transfers, capture)
            if not faults:
                keep(name, scratch)
                return
            lines = frames.summaries(capture)
        print(f"{name}: again, because {faults[0]}", file=sys.stderr)
    raise SystemExit("\n".join([f"{name}: not as promised", *faults, "", *lines]))


def keep(name, scratch):
    """Puts the capture, and what is made from it, into the folders of the cases."""
    folder = CAPTURES / name
    folder.mkdir(exist_ok=True)
    shutil.copyfile(Path(scratch, "capture.pcap"), folder / "capture.pcap")
    transfers = originals.told(scratch)
    if transfers:
        originals.write(transfers, folder / "capture.pcap", folder / "files.toml")
    for written in [name, *derive(name, scratch, CAPTURES)]:
        (capture,) = CAPTURES.joinpath(written).glob("capture.*")
        count = len(frames.summaries(capture))
        print(f"{written}: {count} frames, {capture.stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", metavar="SCRATCH", help=argparse.SUPPRESS)
    parser.add_argument("cases", nargs="+", choices=[*CASES, "all"], metavar="CASE")
    arguments = parser.parse_args()
    if arguments.inside:
        Recording(CASES[arguments.cases[0]], arguments.inside).run()
        return
    for name in CASES if "all" in arguments.cases else arguments.cases:
        record(name)


if __name__ == "__main__":
    main()
