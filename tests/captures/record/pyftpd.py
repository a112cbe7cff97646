"""A server made with pyftpdlib: `pyftpd.py [KEY=VALUE...]`.

`address` is where to listen.
"""

import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

import accounts

# All that its documentation lists: change folder, list, retrieve, append, delete, rename, make
# folders, store, change modes and times.
PERMISSIONS = "elradfmwMT"


def main():
    options = dict(argument.split("=", 1) for argument in sys.argv[1:])
    authorizer = DummyAuthorizer()
    home = f"/home/{accounts.USER}"
    authorizer.add_user(accounts.USER, accounts.PASSWORD, home, perm=PERMISSIONS)
    FTPHandler.authorizer = authorizer
    FTPServer((options.get("address", "0.0.0.0"), 21), FTPHandler).serve_forever()


if __name__ == "__main__":
    main()
