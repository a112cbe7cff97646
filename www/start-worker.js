/** Starts the worker from its own address beside this script. */

/** Pages with Trusted Types allow a worker's address only from a policy of a name that they list. */
const POLICY = 'ftpscope';

/**
 * @typedef {{ createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }} PolicyFactory
 */

/** @type {{ createScriptURL(url: string): string } | null} */
let policy = null;

/** @returns {Worker} */
export function startWorker() {
  const url = new URL('./ftpscope.worker.js', import.meta.url).href;
  const factory = /** @type {{ trustedTypes?: PolicyFactory }} */ (globalThis).trustedTypes;
  // Only ever asked for the one address above.
  if (factory) policy ??= factory.createPolicy(POLICY, { createScriptURL: (address) => address });
  return new Worker(policy?.createScriptURL(url) ?? url);
}
