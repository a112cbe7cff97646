/**
 * Which words a first look needs: the page until the rows of a login are on it. The build puts them into a
 * file of their own; all others come in a second one. A path stands for everything below it.
 */

/** Words of a first look. */
const FIRST = [
  'page.name', 'page.expand', 'page.tagline', 'page.private', 'page.language', 'page.choose', 'page.sample',
  'page.problem', 'page.status', 'page.capture', 'page.session', 'page.talk', 'page.view',
  'command.USER', 'command.PASS', 'command.OPTS', 'command.SYST', 'command.QUIT',
  'reply.200', 'reply.215', 'reply.220', 'reply.221', 'reply.230', 'reply.331', 'reply.530',
  'value.format', 'value.byte_order', 'value.end', 'value.ended_by', 'value.result',
];

/** Words that are in none of the two files: those of the command line, of what is still to come, or in the script that says them. */
const NOT_SHOWN = [
  'page.offline', 'page.learn', 'value.kind', 'value.listener', 'value.directions', 'value.recognised_by', 'value.roles_by',
];

/**
 * @typedef {import('./words.js').Tree} Tree
 * @typedef {{ [key: string]: Tree }} Branch
 */

/**
 * The words of a language in two trees, without those that no page shows.
 * @param {Branch} words
 * @returns {{ first: Branch, rest: Branch }}
 */
export function splitWords(words) {
  const shown = without(words, NOT_SHOWN);
  // Of a command the page shows the meaning; its name is for explanations.
  for (const [verb, { meaning }] of Object.entries(/** @type {Record<string, Record<string, Tree>>} */ (shown['command'] ?? {}))) {
    /** @type {Branch} */ (shown['command'])[verb] = { meaning: meaning ?? '' };
  }
  /** @type {Branch} */
  const first = {};
  for (const path of FIRST) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    /** @type {Branch} */ let from = shown;
    /** @type {Branch} */ let to = first;
    for (const name of names) {
      from = /** @type {Branch} */ (from[name]);
      to = /** @type {Branch} */ (to[name] ??= {});
    }
    const found = from[last];
    if (found === undefined) throw new Error(`there are no words at ${path}`);
    to[last] = found;
  }
  return { first, rest: without(shown, FIRST) };
}

/**
 * A copy of the words without those at some paths.
 * @param {Branch} words
 * @param {string[]} paths
 * @param {string} [prefix]
 * @returns {Branch}
 */
function without(words, paths, prefix = '') {
  return Object.fromEntries(Object.entries(words).flatMap(([name, below]) => {
    const path = `${prefix}${name}`;
    if (paths.includes(path)) return [];
    return [[name, typeof below === 'string' ? below : without(below, paths, `${path}.`)]];
  }));
}
