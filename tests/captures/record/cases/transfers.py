"""Transfers recorded with their data connections."""

import client
import frames
import network
import servers
from conversation import begin_and_log_in, leave, retrieve, three_transfers
from recording import case


@case(
    "passive-with-data",
    filter="tcp",
    order=(
        "PASV",
        "227",
        "RETR table.csv",
        "226",
        "PASV",
        "STOR upload.ftp",
        "226",
        "PASV",
        "LIST",
        "226",
    ),
)
def passive_with_data(recording):
    three_transfers(begin_and_log_in(recording), client.Client.passive)


@case(
    "active-with-data",
    filter="tcp",
    order=(
        "PORT",
        "200",
        "RETR table.csv",
        "20 → ",
        "226",
        "PORT",
        "STOR",
        "226",
        "PORT",
        "LIST",
        "226",
    ),
)
def active_with_data(recording):
    three_transfers(begin_and_log_in(recording), client.Client.active)


@case(
    "resume-download",
    filter="tcp",
    order=("SIZE u1", "213", "MDTM u1", "213", "PASV", "227", "REST 100", "350", "RETR u1", "226"),
)
def resume_download(recording):
    ftp = begin_and_log_in(recording)
    ftp.command("TYPE I", "200")
    ftp.command("SIZE u1", "213")
    ftp.command("MDTM u1", "213")
    data = ftp.passive()
    ftp.command("REST 100", "350")
    retrieve(ftp, "RETR u1", data)
    leave(ftp)


@case(
    "epsv-ipv6",
    options=servers.VSFTPD_IPV6,
    filter="tcp",
    order=(
        "EPSV",
        "229",
        "RETR table.csv",
        "226",
        "EPSV",
        "STOR upload.ftp",
        "226",
        "EPSV",
        "LIST",
        "226",
    ),
)
def epsv_ipv6(recording):
    ftp = begin_and_log_in(recording, server=network.SERVER_6)
    three_transfers(ftp, client.Client.extended_passive)


@case(
    "eprt-ipv6",
    options=servers.VSFTPD_IPV6,
    filter="tcp",
    order=(
        "EPRT |2|2001:db8::10|",
        "200",
        "RETR table.csv",
        "226",
        "EPRT",
        "STOR",
        "226",
        "EPRT",
        "LIST",
    ),
)
def eprt_ipv6(recording):
    ftp = begin_and_log_in(recording, server=network.SERVER_6)
    three_transfers(ftp, client.Client.extended_active)


@case(
    "snaplen-96",
    filter="tcp",
    sniffer=("-s", "96"),
    order=("RETR table.csv", frames.CUT, "226", frames.CUT),
)
def snaplen_96(recording):
    ftp = begin_and_log_in(recording)
    ftp.command("FEAT", "211")
    ftp.command("STAT", "211")
    three_transfers(ftp, client.Client.passive)
