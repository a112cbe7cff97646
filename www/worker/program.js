/** Loads and compiles the WebAssembly modules. */

/**
 * A compiled module.
 * @typedef {object} Program
 * @property {WebAssembly.Module} module
 * @property {boolean} full Whether it is the full one: what the small one does not do, no one does.
 */

/**
 * @param {string} url
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileProgram(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  // Compiling while it downloads works only with this type, which not every static host sends.
  const streams = response.headers.get('content-type')?.split(';')[0]?.trim() === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
