"""Two hosts joined by one cable, inside the namespaces that record.py has entered.

The namespace we are in is the client. The server is a named network namespace whose
interface is called ens33. Addresses are those set aside for documentation:
RFC 5737 (IPv4), RFC 3849 (IPv6), RFC 7042 section 2.1.2 (MAC).
"""

import subprocess

CLIENT, SERVER = "192.0.2.10", "192.0.2.20"
CLIENT_6, SERVER_6 = "2001:db8::10", "2001:db8::20"
INTERFACE = "ens33"

CABLE = f"""
ip netns add server
ip link add eth0 type veth peer name {INTERFACE} netns server
ip link set eth0 address 00:00:5e:00:53:10
ip -n server link set {INTERFACE} address 00:00:5e:00:53:20
ip address add {CLIENT}/24 dev eth0
ip -6 address add {CLIENT_6}/64 dev eth0 nodad
ip -n server address add {SERVER}/24 dev {INTERFACE}
ip -n server -6 address add {SERVER_6}/64 dev {INTERFACE} nodad
ip link set eth0 up
ip -n server link set lo up
ip -n server link set {INTERFACE} up
"""

# A veth pair hands over segments of up to 64 KB with unfinished checksums; real cables do not.
OFFLOADS = ["tx", "off", "rx", "off", "gso", "off", "gro", "off", "tso", "off"]


def on_server(*command):
    """The command line that runs `command` on the server host (the same process after exec)."""
    return ["ip", "netns", "exec", "server", *command]


def set_kernel(host, name, value):
    """Sets a parameter of the network of a host, `client` or `server`."""
    command = ["sysctl", "-qw", f"net.ipv4.{name}={value}"]
    subprocess.run(command if host == "client" else on_server(*command), check=True)


def connect_hosts():
    """Makes both hosts and the cable. They vanish with the namespaces that hold them."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    for line in CABLE.split("\n"):
        if line:
            subprocess.run(line.split(), check=True)
    for command in (["ethtool", "-K", "eth0"], on_server("ethtool", "-K", INTERFACE)):
        subprocess.run([*command, *OFFLOADS], check=True, stdout=subprocess.DEVNULL)
