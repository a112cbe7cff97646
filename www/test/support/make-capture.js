/** Captures made of a script of lines, for what no recorded capture is large or odd enough. */

/** Ethernet, IPv4 and TCP headers in front of a payload. */
const HEADERS_BYTES = 14 + 20 + 20;

const CLIENT = { address: [192, 0, 2, 10], port: 40000 };
const PSH_ACK = 0x18;

/**
 * A pcap file in which client and server say these texts in turn, a packet each.
 * @param {[from: 'client' | 'server', text: string][]} said
 * @param {number} [serverPort]
 */
export function makeCapture(said, serverPort = 21) {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(262144, 16);
  header.writeUInt32LE(1, 20);
  const records = frames(said, serverPort).map((packet, index) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000 + Math.floor(index / 1000), 0);
    record.writeUInt32LE((index % 1000) * 1000, 4);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return Buffer.concat([record, packet]);
  });
  return Buffer.concat([header, ...records]);
}

/** Codes of options, of any block and of those that describe an interface. */
const OPTIONS = { comment: 1, name: 2, description: 3, filter: 11, os: 12 };

/**
 * @typedef {Partial<Record<keyof typeof OPTIONS, string>>} Options
 */

/**
 * A pcapng file of the same, with what else such a file says.
 * @param {[from: 'client' | 'server', text: string][]} said
 * @param {{ comment?: string, interfaces: Options[], packetComment: (number: number) => string | null }} more Its
 *   packets are of the first interface.
 */
export function makePcapng(said, { comment, interfaces, packetComment }) {
  const section = Buffer.alloc(16);
  section.writeUInt32LE(0x1a2b3c4d, 0);
  section.writeUInt16LE(1, 4);
  section.writeBigInt64LE(-1n, 8);
  const described = Buffer.alloc(8);
  described.writeUInt16LE(1, 0);
  described.writeUInt32LE(262144, 4);
  return Buffer.concat([
    block(0x0a0d0d0a, section, comment === undefined ? {} : { comment }),
    ...interfaces.map((options) => block(1, described, options)),
    ...frames(said, 21).map((packet, index) => {
      const time = 1_700_000_000_000_000n + BigInt(index) * 1000n;
      const head = Buffer.alloc(20);
      head.writeUInt32LE(Number(time >> 32n), 4);
      head.writeUInt32LE(Number(time & 0xffff_ffffn), 8);
      head.writeUInt32LE(packet.length, 12);
      head.writeUInt32LE(packet.length, 16);
      const text = packetComment(index + 1);
      return block(6, Buffer.concat([head, padded(packet)]), text === null ? {} : { comment: text });
    }),
  ]);
}

/**
 * A block of pcapng.
 * @param {number} type
 * @param {Buffer} body
 * @param {Options} options
 */
function block(type, body, options) {
  const list = Object.entries(options).map(([name, text]) => {
    // A filter begins with what it is: the words of one.
    const value = Buffer.from(name === 'filter' ? `\0${text}` : text);
    const head = Buffer.alloc(4);
    head.writeUInt16LE(OPTIONS[/** @type {keyof Options} */ (name)], 0);
    head.writeUInt16LE(value.length, 2);
    return Buffer.concat([head, padded(value)]);
  });
  const end = Buffer.alloc(list.length === 0 ? 0 : 4);
  const length = 12 + body.length + Buffer.concat(list).length + end.length;
  const [head, tail] = [Buffer.alloc(8), Buffer.alloc(4)];
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(length, 4);
  tail.writeUInt32LE(length, 0);
  return Buffer.concat([head, body, ...list, end, tail]);
}

/** @param {Buffer} bytes */
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

/**
 * A packet for each text.
 * @param {[from: 'client' | 'server', text: string][]} said
 * @param {number} serverPort
 */
function frames(said, serverPort) {
  const server = { address: [192, 0, 2, 20], port: serverPort };
  const next = { client: 1000, server: 5000 };
  return said.map(([from, text]) => {
    const payload = Buffer.from(text);
    const [source, destination] = from === 'client' ? [CLIENT, server] : [server, CLIENT];
    const packet = frame(source, destination, next[from], next[from === 'client' ? 'server' : 'client'], payload);
    next[from] += payload.length;
    return packet;
  });
}

/**
 * @param {{ address: number[], port: number }} source
 * @param {{ address: number[], port: number }} destination
 * @param {number} sequence
 * @param {number} acknowledgement
 * @param {Buffer} payload
 */
function frame(source, destination, sequence, acknowledgement, payload) {
  const headers = Buffer.alloc(HEADERS_BYTES);
  headers.set([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00], 0);
  headers.set([0x45, 0, 0, 0, 0, 0, 0, 0, 64, 6, 0, 0, ...source.address, ...destination.address], 14);
  headers.writeUInt16BE(40 + payload.length, 16);
  headers.writeUInt16BE(source.port, 34);
  headers.writeUInt16BE(destination.port, 36);
  headers.writeUInt32BE(sequence, 38);
  headers.writeUInt32BE(acknowledgement, 42);
  headers.set([0x50, PSH_ACK, 0xff, 0xff], 46);
  return Buffer.concat([headers, payload]);
}
