/** The decoder of `lzma1` without its encoder; the package itself offers only both together. */

export { Decoder } from '../node_modules/lzma1/lib/decoder.js';
export { InputBuffer, OutputBuffer } from '../node_modules/lzma1/lib/streams.js';
