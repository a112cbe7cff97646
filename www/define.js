/** Makes `<ftp-capture>` known. What pages that embed it load; it touches nothing else of theirs. */

import { FtpCaptureElement } from './public/ftp-capture.js';

/** What the page needs and the oldest browsers it is made for have. */
const CAPABLE = 'adoptedStyleSheets' in Document.prototype && 'hasOwn' in Object && 'container' in document.documentElement.style;

// Where a page loads it twice, or in two versions, the first one stays.
if (CAPABLE && !customElements.get('ftp-capture')) customElements.define('ftp-capture', FtpCaptureElement);
