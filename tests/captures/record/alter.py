"""Changes in the headers of a pcap file (little-endian, microseconds, as tcpdump writes it here).

These files occur in the wild, but no program at hand writes them.
Fields: draft-ietf-opsawg-pcap, sections 4 (file header) and 5 (packet record).
"""

import collections
import struct

FILE_HEADER = struct.Struct("<IHHiIII")
RECORD_HEADER = struct.Struct("<IIII")
MAGIC_MICROSECONDS = 0xA1B2C3D4
# Where the headers of IPv4 and TCP begin.
IP, TCP = 14, 34
FTP_PORT = 21


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


def with_probes_of_one_byte(capture):
    """Asks a full receiver with the next byte, as RFC 9293 section 3.8.6.1 has it.

    Linux repeats the number of the last byte instead, without any payload. Every such frame is
    altered; frames are IPv4 over Ethernet.
    """
    frames = list(_frames(capture))
    segments = [_segment(frame) for _, frame in frames]
    payloads = {(flow, number): payload for flow, number, payload in segments if payload}
    altered = [capture[: FILE_HEADER.size]]
    after = {}
    for (header, frame), (flow, number, payload) in zip(frames, segments, strict=True):
        following = payloads.get((flow, number + 1))
        if not payload and following and after.get(flow) == number + 1:
            frame = _with_segment(frame, number + 1, following[:1])
            header = (*header[:2], len(frame), len(frame))
        after[flow] = max(after.get(flow, 0), number + len(payload))
        altered += [RECORD_HEADER.pack(*header), frame]
    return b"".join(altered)


def without_data_segments(capture, numbers):
    """Leaves out segments of the first data connection, and tells which bytes went with them.

    `numbers` counts its segments with a payload from 1; none of them is sent again. Bytes are
    counted from 0, the end of a range is not in it. Frames are IPv4 over Ethernet.
    """
    kept, missing, flow_of_file = [capture[: FILE_HEADER.size]], [], None
    for header, frame in _frames(capture):
        flow, sequence_number, payload = _segment(frame)
        is_control = FTP_PORT in struct.unpack_from(">HH", flow, len(flow) - 4)
        if payload and not is_control and flow_of_file in (None, flow):
            if flow_of_file is None:
                flow_of_file, first, count = flow, sequence_number, 0
            count += 1
            if count in numbers:
                start = sequence_number - first & 0xFFFFFFFF
                missing.append([start, start + len(payload)])
                continue
        kept += [RECORD_HEADER.pack(*header), frame]
    return b"".join(kept), missing


def without_first_copies(capture):
    """Leaves out every segment with a payload that the same bytes follow once more.

    So the capture looks on the other side of the place where the segment was lost. Frames are IPv4
    over Ethernet.
    """
    rest = collections.Counter(_segment(frame) for _, frame in _frames(capture))
    kept = [capture[: FILE_HEADER.size]]
    for header, frame in _frames(capture):
        segment = _segment(frame)
        rest[segment] -= 1
        if not (segment[2] and rest[segment]):
            kept += [RECORD_HEADER.pack(*header), frame]
    return b"".join(kept)


def _frames(capture):
    offset = FILE_HEADER.size
    while offset < len(capture):
        header = RECORD_HEADER.unpack_from(capture, offset)
        offset += RECORD_HEADER.size
        yield header, capture[offset : offset + header[2]]
        offset += header[2]


def _segment(frame):
    """Addresses and ports, sequence number, payload."""
    payload = TCP + (frame[TCP + 12] >> 4) * 4
    end = IP + int.from_bytes(frame[IP + 2 : IP + 4], "big")
    number = int.from_bytes(frame[TCP + 4 : TCP + 8], "big")
    return frame[IP + 12 : TCP + 4], number, frame[payload:end]


def _with_segment(frame, number, payload):
    """The frame with this sequence number, and with a payload where it had none."""
    frame = bytearray(frame + payload)
    struct.pack_into(">H", frame, IP + 2, len(frame) - IP)
    struct.pack_into(">I", frame, TCP + 4, number)
    struct.pack_into(">H", frame, IP + 10, 0)
    struct.pack_into(">H", frame, IP + 10, _sum(frame[IP:TCP]))
    struct.pack_into(">H", frame, TCP + 16, 0)
    pseudo_header = frame[IP + 12 : TCP] + struct.pack(">HH", 6, len(frame) - TCP)
    struct.pack_into(">H", frame, TCP + 16, _sum(pseudo_header + frame[TCP:]))
    return bytes(frame)


def _sum(content):
    """The checksum of IP and TCP (RFC 1071)."""
    total = sum(struct.unpack(f">{(len(content) + 1) // 2}H", content + b"\0" * (len(content) % 2)))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF
