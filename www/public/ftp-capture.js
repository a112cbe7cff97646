/**
 * What pages that embed the element may rely on.
 *
 * Attributes, each with a property of the same name (`reveal-passwords` is `revealPasswords`, and so on):
 *
 * - `src` – address of a capture to open. With it the element has a border and a height of its own, and neither the
 *   head of the page nor a way to other files.
 * - `frames` – the packets that are shown, with the exchanges, transfers and steps that they belong to: `5-20,31`, counted as
 *   Wireshark does. What is left out is said; questions of the lab are about the whole capture.
 * - `session` – number of the only session that is shown, from 1.
 * - `view` – `conversation` (line by line), `story` (step by step) or `lab` (with questions).
 * - `select` – number of the packet that is opened; follows the reader.
 * - `collapsed` – only a button is seen that opens it; until then nothing of it is fetched.
 * - `lang` – `en` or `vi`; else the nearest ancestor's language, else the browser's.
 * - `theme` – `light`, `dark` or `auto` (the reader's system).
 * - `reveal-passwords` – passwords are shown from the beginning; else they are masked until asked for.
 * - `loading` – `lazy` (begins, and has DOM, when it comes near to what is seen) or `eager`.
 * - `panes` – which parts are shown, of `header choose capture talk transfers oddities packets`.
 * - `height` – a CSS length, or `auto`; else 36rem, or the custom property `--ftp-capture-height`.
 * - `questions` – address of a set of questions for `view="lab"` (`docs/lab.md`), fetched once they are looked at. The property
 *   takes the set itself instead.
 * - `worker-url`, `wasm-url` – where the worker's script and `ftpscope_bg.wasm` are, if not beside the scripts.
 *
 * Methods: `open(file, name?)`, `openUrl(url)`, `openFiles(files)`, `cancel()`, `close()`.
 *
 * Properties: `state` – `waiting`, `empty`, `reading`, `shown` or `failed`; `samples` – `[{ id, url }]`, captures offered
 * while none is open; `file` – the capture that is open, or null; `ready` – settles once nothing is left to be fetched.
 *
 * Events: `statechange` – `detail.state`; `ftp-capture-open` – `detail.name` and `detail.file`, or
 * `detail.sample`;
 * `ftp-capture-shown` – `detail.frames` and `detail.sessions`, once the conversation is on the page; `ftp-capture-place` –
 * `detail.view` and `detail.select`, when the reader looks at something else; `ftp-capture-language` – `detail.language`.
 *
 * Content: what stands in the element is shown until it comes alive, and where scripts are switched off; slot
 * `unavailable` – what to show where the words of the page cannot be loaded. `<ftp-note frame="9">` with any markup is a
 * remark on packet 9: it is shown below that packet's line or step, beside the packet once it is opened, and where none of
 * that is shown, at the end with its packet. Notes may come, change and go later. Pages style them as they like.
 *
 * Parts: `page`, `status`, `expand`, `session`, `story`, `transfers`, `packets`, `notes`.
 *
 * Everything else, the rest of the DOM in the shadow root included, changes without notice.
 */

export { FtpCaptureElement } from '../element.js';
