"""The server's users and their files, mounted over the machine's own inside our mount namespace."""

import os
import subprocess
from pathlib import Path

USER, PASSWORD = "user1", "secret1"

PASSWD = """\
root:x:0:0::/root:/bin/sh
nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin
ftp:x:102:102::/srv/ftp:/usr/sbin/nologin
user1:x:1000:1000::/home/user1:/bin/sh
"""
GROUP = """\
root:x:0:
shadow:x:42:
ftp:x:102:
user1:x:1000:
nogroup:x:65534:
"""
# `openssl passwd -6 -salt ftpscope secret1`
SHADOW = """\
root:*:19000:0:99999:7:::
nobody:*:19000:0:99999:7:::
ftp:*:19000:0:99999:7:::
user1:$6$ftpscope$.L8PV6iijv6YmMZ.5QmlKK9MJNS3vQ579uWwSE1dvskSiHP64hLxP2gmcm10sVSFXMU6Vn1dqnMEj5Qlxsqoj0:19000:0:99999:7:::
"""

# What lies in user1's home: name -> content.
HOME = {
    "u1": b"".join(b"line %02d of the file u1\n" % n for n in range(1, 13)),
    # Long enough for several segments.
    "table.csv": b"n,square,cube\r\n"
    + b"".join(b"%d,%d,%d\r\n" % (n, n**2, n**3) for n in range(1, 301)),
}
PUBLIC = {"welcome.txt": b"Anyone may read this file.\n"}


def create_accounts(scratch):
    """Writes the account files into the folder `scratch` and mounts them; makes the homes."""
    for name, text in {"passwd": PASSWD, "group": GROUP, "shadow": SHADOW}.items():
        path = Path(scratch, name)
        path.write_text(text)
        path.chmod(0o600 if name == "shadow" else 0o644)
        subprocess.run(["mount", "--bind", path, f"/etc/{name}"], check=True)
    for folder in ("/home", "/srv"):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", folder], check=True)
    _fill(Path("/home/user1"), HOME, owner=1000)
    # vsftpd refuses an anonymous root that its user may write to.
    _fill(Path("/srv/ftp"), PUBLIC, owner=0)


def _fill(folder, files, owner):
    folder.mkdir()
    for name, content in files.items():
        folder.joinpath(name).write_bytes(content)
        os.chown(folder / name, owner, owner)
    os.chown(folder, owner, owner)
