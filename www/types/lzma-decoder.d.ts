/** What the loader of the page that is one file needs of `lzma1`; the package tells its types only of the whole. */
declare module 'lzma-decoder' {
  export class InputBuffer {
    constructor(data: Uint8Array);
  }
  export class OutputBuffer {
    constructor(capacity: number);
    toArray(): Uint8Array<ArrayBuffer>;
  }
  export class Decoder {
    /** Throws where the data are cut or damaged, as far as that shows. */
    decompress(input: InputBuffer, output: OutputBuffer): void;
  }
}
