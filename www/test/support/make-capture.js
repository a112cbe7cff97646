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
  const server = { address: [192, 0, 2, 20], port: serverPort };
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(262144, 16);
  header.writeUInt32LE(1, 20);
  const next = { client: 1000, server: 5000 };
  const records = said.map(([from, text], index) => {
    const payload = Buffer.from(text);
    const [source, destination] = from === 'client' ? [CLIENT, server] : [server, CLIENT];
    const packet = frame(source, destination, next[from], next[from === 'client' ? 'server' : 'client'], payload);
    next[from] += payload.length;
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000 + Math.floor(index / 1000), 0);
    record.writeUInt32LE((index % 1000) * 1000, 4);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return Buffer.concat([record, packet]);
  });
  return Buffer.concat([header, ...records]);
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
