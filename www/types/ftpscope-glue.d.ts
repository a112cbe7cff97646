/**
 * The glue that wasm-bindgen writes, wrapped by the build into a function: each call gives a glue of
 * its own, because the glue keeps one instance for ever and one instance holds one capture.
 */
declare module 'ftpscope-glue' {
  /** What it makes and reads files with; else the browser's own. */
  interface Files {
    Blob: unknown;
    FileReaderSync: unknown;
  }

  export function createGlue(files?: Files): typeof import('ftpscope-bindings');
}
