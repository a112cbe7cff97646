/** In place of `offline/begin.js`: a page that is one file is kept by having it. */

/** Does nothing. */
export function beginOffline() {}
