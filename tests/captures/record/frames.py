"""What tshark reads in a capture, held against what a case promises."""

import subprocess

# The mark of a frame whose captured length is less than its original length.
CUT = "[cut]"


def summaries(path):
    """One line per frame: tshark's Info column, and `CUT`."""
    command = ["tshark", "-n", "-r", path, "-o", "tcp.check_checksum:TRUE", "-T", "fields"]
    for field in ("frame.len", "frame.cap_len", "_ws.col.Info"):
        command += ["-e", field]
    output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    rows = (line.split("\t", 2) for line in output.splitlines())
    return [f"{info} {CUT}" if captured != original else info for original, captured, info in rows]


def is_in_order(path):
    """Whether no frame is older than one before it: two processors may hand them over so."""
    command = ["tshark", "-n", "-r", path, "-T", "fields", "-e", "frame.time_epoch"]
    output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    times = output.splitlines()
    return times == sorted(times)


def faults(case, path):
    """How the capture at `path` differs from what `case` promises, as sentences."""
    lines = summaries(path)
    found = [] if is_in_order(path) else ["frames are not in the order of their times"]
    if case.count not in (None, len(lines)):
        found.append(f"{len(lines)} frames instead of {case.count}")
    for number, text in case.frames.items():
        line = lines[number - 1] if number <= len(lines) else "missing"
        if text not in line:
            found.append(f"frame {number} is {line!r}, without {text!r}")
    rest = iter(lines)
    for text in case.order:
        if not any(text in line for line in rest):
            found.append(f"{text!r} is missing, or out of order")
    return found
