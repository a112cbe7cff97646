/**
 * What pages that embed the element may rely on.
 *
 * - Attributes: `src` – address of a capture to open; `lang` – `en` or `vi`, else the nearest ancestor's
 *   language, else the browser's; `view` – `conversation` (line by line) or `story` (step by step).
 * - Methods: `open(file, name?)`, `openUrl(url)`, `openFiles(files)`, `cancel()`.
 * - Property: `samples` – `[{ id, url }]`, captures offered while none is open; `view` – as the attribute; `ready` – settles once
 *   nothing is left to be fetched.
 * - Events: `ftp-capture-open` – `detail.name` of a file or `detail.sample`; `ftp-capture-shown` –
 *   `detail.frames` and `detail.sessions`, once the conversation is on the page; `ftp-capture-language` –
 *   `detail.language`.
 * - Slot: `unavailable` – what to show where the words of the page cannot be loaded.
 *
 * Everything else, the DOM in the shadow root included, changes without notice.
 */

export { FtpCaptureElement } from '../element.js';
