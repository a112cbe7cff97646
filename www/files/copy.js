/** Copies a text. */

/**
 * Where the browser does not allow it, the text is selected instead.
 * @param {string} text
 * @param {HTMLElement} block Where it stands.
 * @returns {Promise<'status.copied' | 'status.select'>} Where the words stand for what was done.
 */
export async function copyText(text, block) {
  try {
    await navigator.clipboard.writeText(text);
    return 'status.copied';
  } catch {
    getSelection()?.selectAllChildren(block);
    return 'status.select';
  }
}
