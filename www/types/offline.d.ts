/** What the build of the site puts into the scripts that keep it for use without a network. */

/** A version of the site. */
interface KeptSite {
  /** Another one for any other content. */
  version: string;
  /** Its files: path beside the service worker, as it stands in an address, and hash as `integrity` takes it. */
  files: Record<string, string>;
}

/** Words of `page.offline`. */
interface OfflineWords {
  ready: string;
  newer: string;
  closes: string;
  take: string;
  later: string;
  taken: string;
  reload: string;
}

/** The version that a service worker brings. */
declare const KEPT_SITE: KeptSite;

/** By language, so that nothing has to be fetched to say that the network is not needed. */
declare const OFFLINE_WORDS: Record<string, OfflineWords>;

/**
 * What pages ask of the service worker: whether there is a newer version than the one in use (answered with
 * `{ isNewer }` on the port); or to use it, `waits` being whether this worker still waits to become the active one.
 */
type AskedOfKeeper = { kind: 'state' } | { kind: 'take', waits: boolean };
