/** Starts the worker. */

/** Pages with Trusted Types allow a worker's address only from a policy of a name that they list. */
const POLICY = 'ftpscope';

/**
 * @typedef {{ createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }} PolicyFactory
 */

/** @type {{ createScriptURL(url: string): string } | null} */
let policy = null;

/**
 * @param {string} url Address of the worker's script, of this origin or another one.
 * @returns {Promise<Worker>}
 * @throws {Error} Where it cannot be loaded, or the page's policy does not allow it.
 */
export async function startWorker(url) {
  // No browser starts a worker from another origin, and a sandboxed frame has an origin of its own.
  const address = new URL(url).origin === globalThis.origin || url.startsWith('blob:') ? url : await copyOf(url);
  const factory = /** @type {{ trustedTypes?: PolicyFactory }} */ (globalThis).trustedTypes;
  // Only ever asked for the address of a worker's script.
  if (factory) policy ??= factory.createPolicy(POLICY, { createScriptURL: (script) => script });
  return new Worker(policy?.createScriptURL(address) ?? address);
}

/**
 * Address of a copy within the page. It is kept as long as the page, since the worker may be started again.
 * @param {string} url
 */
async function copyOf(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
}
