"""A server made with pyftpdlib: `pyftpd.py [KEY=VALUE...]`.

`read_limit` and `write_limit` are bytes a second, what the client sends and what it gets;
`address` is where to listen.
"""

import sys

import accounts
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler, ThrottledDTPHandler
from pyftpdlib.servers import FTPServer

# All that its documentation lists: change folder, list, retrieve, append, delete, rename, make
# folders, store, change modes and times.
PERMISSIONS = "elradfmwMT"


def main():
    options = dict(argument.split("=", 1) for argument in sys.argv[1:])
    authorizer = DummyAuthorizer()
    home = f"/home/{accounts.USER}"
    authorizer.add_user(accounts.USER, accounts.PASSWORD, home, perm=PERMISSIONS)
    FTPHandler.authorizer = authorizer
    FTPHandler.dtp_handler = ThrottledDTPHandler
    for key in ("read_limit", "write_limit"):
        setattr(ThrottledDTPHandler, key, int(options.get(key, 0)))
    FTPServer((options.get("address", "0.0.0.0"), 21), FTPHandler).serve_forever()


if __name__ == "__main__":
    main()
