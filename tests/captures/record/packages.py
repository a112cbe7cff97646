"""Server programs that cannot be installed beside vsftpd (all of them provide `ftp-server`).

Their Debian packages are downloaded by apt-get and unpacked into a folder, not installed.
"""

import os
import subprocess
from pathlib import Path

# Server -> its packages, with the libraries that a plain Debian lacks.
PACKAGES = {
    "pure-ftpd": ["pure-ftpd"],
    "proftpd": [
        "proftpd-core",
        "libhashkit2",
        "libhiredis0.14",
        "libmemcached11",
        "libmemcachedutil2",
        "libpcre2-posix3",
    ],
    "pyftpdlib": ["python3-pyftpdlib"],
}


def unpack(server, folder):
    """Downloads what `server` needs and unpacks it into `folder`."""
    if server not in PACKAGES:
        return
    downloads = Path(folder, "packages")
    downloads.mkdir()
    # apt's own unprivileged downloader cannot write to a folder of root's.
    fetch = ["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root", *PACKAGES[server]]
    subprocess.run(fetch, cwd=downloads, check=True)
    for package in downloads.glob("*.deb"):
        subprocess.run(["dpkg", "-x", package, folder], check=True)


def environment(folder):
    """The environment in which an unpacked program finds its unpacked libraries."""
    libraries = ":".join(str(path) for path in Path(folder).glob("usr/lib/*-linux-gnu*"))
    modules = str(Path(folder, "usr/lib/python3/dist-packages"))
    return {**os.environ, "LD_LIBRARY_PATH": libraries, "PYTHONPATH": modules}
