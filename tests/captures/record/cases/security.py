"""Control connections under TLS."""

import ssl

import accounts
import servers
from recording import case

SERVER_NAME = "ftp.example.org"


@case(
    "tls-explicit",
    options=servers.VSFTPD_TLS,
    order=("Request: AUTH TLS", "Response: 234"),
)
def tls_explicit(recording):
    """AUTH TLS, then all that matters encrypted; the certificate is in clear."""
    recording.begin()
    client = recording.connect()
    client.expect("220")
    client.command("AUTH TLS", "234")
    client.secure(SERVER_NAME, ssl.TLSVersion.TLSv1_2)
    converse(client)


@case(
    "tls-implicit",
    options={**servers.VSFTPD_TLS, "implicit_ssl": "YES", "listen_port": "990"},
    filter="port 990",
)
def tls_implicit(recording):
    """TLS from the first byte, of the version in which the certificate is encrypted, too."""
    recording.begin()
    client = recording.connect(port=990)
    client.secure(SERVER_NAME, ssl.TLSVersion.TLSv1_3)
    client.expect("220")
    converse(client)


def converse(client):
    """What nobody can read."""
    client.command(f"USER {accounts.USER}", "331")
    client.command(f"PASS {accounts.PASSWORD}", "230")
    client.command("PBSZ 0", "200")
    client.command("PROT P", "200")
    client.command("PWD", "257")
    client.command("QUIT", "221")
