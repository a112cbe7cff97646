//! Every cap, with its reason. Whoever cuts something because of a cap says
//! so with an expert info: nothing is lost in silence.

/// Bytes of one pcap record or one pcapng block. Real captures stay far below
/// (tshark stops at 262,144 a packet); a greater length is a broken file, and
/// waiting for so much input would hold it in memory.
pub const RECORD_BYTES: u32 = 16 * 1024 * 1024;

/// Interfaces described in all sections of a pcapng file. Each is kept, since
/// its frames may be read again.
pub const INTERFACES: usize = 65_536;

/// Bytes that come out of a compressed file at most: more frames than can be
/// listed, and as much as a disk has room for.
pub const UNPACKED_BYTES: u64 = 64 * 1024 * 1024 * 1024;

/// Bytes that come out of each byte of a compressed file on the average.
/// Captures of ordinary traffic reach at most about eighty, and one of a speed
/// test, zeros in segments of 64 KiB, 580 in gzip and 4,200 in bzip2. gzip
/// cannot do more than 1,032.
pub const UNPACK_RATIO: u64 = 5_000;

/// Bytes that come out of a compressed file whatever its size.
pub const UNPACK_FREELY_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of the window that a compressed file asks a decoder to keep. The
/// highest levels of xz ask for 64 MiB, those of zstd for 128 MiB.
pub const UNPACK_WINDOW_BYTES: u64 = 128 * 1024 * 1024;

/// Bytes kept of the comments, resolved names and decryption secrets of a
/// capture together. Each costs at most as much again for being kept.
pub const ANNOTATION_BYTES: usize = 4 * 1024 * 1024;

/// IP packets within one another. A tunnel in a tunnel is rare.
pub const NESTED_PACKETS: usize = 4;

/// Expert infos of one code that are kept one by one; those beyond are only
/// counted, so that a capture in which every frame is odd stays readable, and
/// what is odd once is not lost among them.
pub const EXPERT_INFOS: u64 = 2_000;

/// Frames listed. Each costs 32 bytes, so that this many take 1 GiB, a quarter of what WebAssembly has.
pub const FRAMES: u32 = 1 << 25;

/// TCP connections told apart. Each costs about 500 bytes, one with a few lines
/// of FTP about 2,500; a port scan of every port of eight hosts fits.
pub const CONNECTIONS: usize = 1 << 19;

/// Frames about whose segments something odd is kept. Each costs 28 bytes.
pub const ANALYSED_FRAMES: usize = 1 << 20;

/// Separate pieces of one half stream, that is holes plus one. More than this
/// is noise, not reordering.
pub const STREAM_EXTENTS: usize = 16_384;

/// Bytes kept of a half stream that is not known yet to be FTP: enough for
/// a banner and a login, which is what tells.
pub const UNDECIDED_STREAM_BYTES: usize = 8 * 1024;

/// Bytes kept of one direction of a control connection. A long day of
/// commands is less than one megabyte.
pub const CONTROL_STREAM_BYTES: usize = 16 * 1024 * 1024;

/// Bytes kept of all control connections together.
pub const ALL_CONTROL_BYTES: usize = 256 * 1024 * 1024;

/// Bytes kept of one line. Paths have 4,096 bytes at most on the common
/// systems; certificates in ADAT (RFC 2228), the longest arguments that
/// programs send, take a few times as much.
pub const LINE_BYTES: usize = 64 * 1024;

/// Lines read of each direction of all control connections together. With its
/// exchange a line takes about 600 bytes, so that lines of a few bytes could
/// fill the memory that the bytes themselves do not.
pub const CONTROL_LINES: usize = 1 << 20;

/// Bytes of an argument that is looked for in replies, to tell which command
/// they answer; longer ones no server repeats.
pub const NAMED_ARGUMENT_BYTES: usize = 256;

/// Bytes of a reply in which a verb or an argument is looked for.
pub const NAMING_REPLY_BYTES: usize = 1_024;

/// Bytes of the current working directory; a longer one is not known any
/// more. No system has paths of more than 4,096 bytes.
pub const PATH_BYTES: usize = 4 * 1024;

/// Frames in front of one that is opened, among which the one is looked for
/// that it acknowledges.
pub const ACKNOWLEDGED_WITHIN: usize = 200;

/// Connections to an announced endpoint among which that of a transfer is looked for: of the next ones that begin
/// nearly always the first one is it.
pub const POOL_LOOKS: usize = 256;

/// Connections that begin during a transfer whose announcement is missing, among which its data connection is
/// looked for. Among more it could not be told.
pub const INFERRED_AMONG: usize = 256;

/// Protocol names kept of one TLS hello. Clients of FTP offer two or three.
pub const TLS_PROTOCOLS: usize = 16;

/// Parts read of the subject of a certificate; certificates have up to ten.
pub const SUBJECT_PARTS: usize = 32;

/// Bytes read of each of them: X.520 allows 64 or 128 characters.
pub const SUBJECT_PART_BYTES: usize = 256;

/// Bytes of handshake messages kept of one stretch of TLS: a hello, and
/// certificates of a few thousand bytes each.
pub const HANDSHAKE_BYTES: usize = 32 * 1024;

/// Bytes read at once when frames are read again; a greater frame is read
/// alone.
pub const REPLAY_BYTES: u64 = 1024 * 1024;

/// Bytes of one stretch of a stream that is mapped to be read again. Each costs about 100 bytes while the map is
/// made, so that a file of 5 GB takes 8 MB; to read some bytes the frames of their stretch are taken apart.
pub const STRETCH_BYTES: i64 = 64 * 1024;

/// Frames from the first to the last one of such a stretch, those of others between them included: to compare one
/// byte that comes again, as many are looked at. A stretch of segments of the usual size has about 45.
pub const STRETCH_FRAMES: usize = 256;

/// Bytes that are kept while a stream is mapped, to be compared with what comes again: a window of a fast
/// connection. What comes again later is compared with what is read again.
pub const RECENT_BYTES: usize = 1024 * 1024;

/// Pieces in which those bytes are kept. Each costs about 100 bytes more.
pub const RECENT_PIECES: usize = 16_384;

/// Bytes that the maps of streams take which are made in one pass over the frames.
pub const MAPPING_BYTES: usize = 16 * 1024 * 1024;

/// Maps of streams that are kept after they were asked for.
pub const KEPT_MAPS: usize = 64;

/// Bytes of those maps. That of a file of 5 GB has 4 MB.
pub const KEPT_MAP_BYTES: usize = 8 * 1024 * 1024;

/// Bytes of one hole that zeros stand for; longer ones are left out. No file is longer in practice, but an offset
/// that a client asks for may be.
pub const FILLED_BYTES: u64 = 64 * 1024 * 1024 * 1024;

/// Pieces of one stream that were captured again and are listed; those beyond are only counted.
pub const STREAM_COPIES: usize = 16_384;

/// Bytes of a file that are read at a time.
pub const READ_BYTES: usize = 1024 * 1024;

/// Ranges in the map of one data connection; a screen has fewer points side by side.
pub const SPANS: usize = 4_096;

/// Bytes of one listing that are read. Each entry has about 60 bytes.
pub const LISTING_BYTES: usize = 4 * 1024 * 1024;

/// Listings whose sizes are compared with files when a capture is opened: reading each takes a moment.
pub const LISTINGS_COMPARED: usize = 256;

/// Files of one session whose listed sizes are kept for that.
pub const LISTED_FILES: usize = 4_096;

/// Entries of the tree of the servers.
pub const TREE_NODES: usize = 65_536;

/// Files listed. Each costs its path, of 4 KiB at most, and about 200 bytes.
pub const FILES: usize = 65_536;

/// Pieces of one file that are joined; the next one begins another file. Clients fetch some ten pieces at once, or
/// resume a few times.
pub const FILE_PIECES: usize = 1_024;

/// Missing ranges of one transfer that are listed. How many bytes are missing is known nonetheless.
pub const MISSING_RANGES: usize = 1_000;

/// Lines of one reply. HELP and STAT with a long listing stay below.
pub const REPLY_LINES: usize = 10_000;

/// Commands that wait for their reply at the same time. Clients pipeline
/// a handful; what is beyond was never answered.
pub const PENDING_COMMANDS: usize = 64;

/// Headers of one frame, tags and tunnels included. A tunnel over MPLS over
/// tagged Ethernet has about twelve.
pub const HEADERS: usize = 32;

/// Pieces of IP packets that are held until the rest comes. Fragments of a
/// packet are sent one behind the other, so few packets are under way at the
/// same time; the longest one has 45 pieces on Ethernet.
pub const FRAGMENTS: usize = 1_024;

/// Bytes of those pieces. This is what Linux holds, too.
pub const FRAGMENT_BYTES: usize = 4 * 1024 * 1024;

/// Frames after which the rest of an IP packet is not waited for any more.
/// Far fewer than the 65,536 packets after which IPv4 uses an identification
/// again.
pub const FRAGMENT_AGE: u32 = 4_096;
