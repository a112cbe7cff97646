/** What a first look at a login does without. It comes with the rest, in one file. */

import { FtpReplyListingElement } from './files/reply-listing.js';
import { FtpTreeElement } from './files/server-tree.js';
import { FtpTransferElement } from './files/transfer.js';
import { FtpTransfersElement } from './files/transfers.js';
import { definePart } from './part-tags.js';
import { FtpPacketsElement } from './packets/packets.js';
import { FtpStoryElement } from './story/story.js';
import { FtpWhyElement } from './story/why.js';
import laterCss from './styles/later.css';
import notesCss from './styles/notes.css';

/**
 * @import {UpdatingElement} from './updating-element.js'
 */

export { Annex } from './annex.js';
export { copyText } from './files/copy.js';
export { progressView } from './views/progress.js';

/** @type {[name: string, element: typeof UpdatingElement][]} */
const ELEMENTS = [
  ['ftp-capture-packets', FtpPacketsElement], ['ftp-capture-transfers', FtpTransfersElement],
  ['ftp-capture-transfer', FtpTransferElement], ['ftp-capture-tree', FtpTreeElement],
  ['ftp-capture-story', FtpStoryElement], ['ftp-capture-why', FtpWhyElement],
  ['ftp-capture-reply-listing', FtpReplyListingElement],
];

/** What is added to the styles of a first look. */
export const laterStyles = laterCss + notesCss;

/** Makes the elements known that stand inside of `<ftp-capture>`. */
export function defineElements() {
  for (const [name, element] of ELEMENTS) definePart(name, element);
}
