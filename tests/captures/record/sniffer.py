"""tcpdump on the server host's interface, called as the tutorial calls it."""

import signal
import subprocess
import time

import network

# Long enough for the last frame to reach the file, and for delayed acknowledgements (40 ms).
SETTLE_SECONDS = 0.3


class Sniffer:
    """One running tcpdump that writes `path`."""

    def __init__(self, path, filter_words, options=()):
        """Starts tcpdump and returns once it captures."""
        command = ["tcpdump", "-i", network.INTERFACE, "-vv", "-n", *filter_words, "-w", path]
        # Frames at once into the file, and no change to another user: the scratch folder is root's.
        command += ["--immediate-mode", "-U", "-Z", "root", *options]
        self.process = subprocess.Popen(
            network.on_server(*command), stderr=subprocess.PIPE, text=True
        )
        for line in self.process.stderr:
            if "listening on" in line:
                return
        raise RuntimeError("tcpdump did not start")

    def stop(self):
        """Ends the capture after `SETTLE_SECONDS`."""
        time.sleep(SETTLE_SECONDS)
        self.process.send_signal(signal.SIGINT)
        messages = self.process.communicate(timeout=10)[1]
        if "0 packets dropped by kernel" not in messages:
            raise RuntimeError(f"tcpdump lost frames: {messages}")
