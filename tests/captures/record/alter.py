"""Changes in the headers of a pcap file (little-endian, microseconds, as tcpdump writes it here).

These files occur in the wild, but no program at hand writes them.
Fields: draft-ietf-opsawg-pcap, sections 4 (file header) and 5 (packet record).
"""

import struct

FILE_HEADER = struct.Struct("<IHHiIII")
RECORD_HEADER = struct.Struct("<IIII")
MAGIC_MICROSECONDS = 0xA1B2C3D4


def with_snaplen(capture, snaplen):
    """The same file with another snapshot length in its header; no frame is cut."""
    magic, major, minor, zone, accuracy, _, link = FILE_HEADER.unpack_from(capture)
    if magic != MAGIC_MICROSECONDS:
        raise ValueError("not a little-endian pcap file with microseconds")
    header = FILE_HEADER.pack(magic, major, minor, zone, accuracy, snaplen, link)
    return header + capture[FILE_HEADER.size :]


def with_microseconds_over_a_million(capture, number):
    """Writes the time of frame `number` with one second less and a million microseconds more."""
    altered = bytearray(capture)
    offset = FILE_HEADER.size
    for _ in range(number - 1):
        offset += RECORD_HEADER.size + RECORD_HEADER.unpack_from(capture, offset)[2]
    seconds, microseconds, captured, original = RECORD_HEADER.unpack_from(capture, offset)
    RECORD_HEADER.pack_into(
        altered, offset, seconds - 1, microseconds + 1_000_000, captured, original
    )
    return bytes(altered)
