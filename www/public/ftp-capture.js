/** What pages that embed the element may rely on. `docs/element.md` is made of this, and of what the properties say. */

/**
 * Shows the FTP conversation in a packet capture. Everything else than is told here, the rest of the DOM in the shadow
 * root included, changes without notice.
 *
 * With `src` the element has a border and a height of its own, and neither the head of the page nor a way to other
 * files. All elements of a page share one worker and one compiled module. In two versions on one page, the one that is
 * loaded first is `<ftp-capture>`.
 * @typedef {import('../element.js').FtpCaptureElement} FtpCapture
 * @tag ftp-capture
 * @attr lang - `en` or `vi`; else the language of the nearest ancestor that has one, else the browser's.
 * @attr questions - Address of a set of questions for `view="lab"` (`docs/lab.md`), fetched once they are looked at; without
 *   it there are built-in ones. The property takes the set itself, which goes before the address.
 * @emits-event statechange - `state` is another one; `detail.state` is the same.
 * @emits-event ftp-capture-open - The reader gave a file (`detail.name`, `detail.file`) or chose a sample (`detail.sample`).
 * @emits-event ftp-capture-shown - The conversation is on the page, with so many packets and sessions.
 * @emits-event ftp-capture-place - The reader looks at something else: another view, another packet.
 * @emits-event ftp-capture-language - The reader chose another language.
 * @slot - Shown until the element comes alive, and where scripts are switched off. `<ftp-note frame="9">` in it, with any
 *   markup, is a remark on packet 9: shown below that packet's line or step, beside the packet once it is opened, and where
 *   none of that is shown, at the end with its packet. Notes may come, change and go later; the page styles them.
 * @slot unavailable - Shown where the words of the page cannot be loaded.
 * @csspart page - Everything.
 * @csspart status - What is said to those who listen rather than look.
 * @csspart expand - The button of a collapsed element.
 * @csspart session - A session with its conversation.
 * @csspart story - The story.
 * @csspart lab - The questions.
 * @csspart transfers - The transfers.
 * @csspart packets - The list of packets, and the one that is opened.
 * @csspart notes - Notes that have no place elsewhere.
 * @cssproperty --ftp-capture-height - Height of an element with `src`; 36rem where it is not given.
 * @cssproperty --page - Background.
 * @cssproperty --surface - Background of what is set off from it.
 * @cssproperty --text - Text.
 * @cssproperty --muted - Text that is less important.
 * @cssproperty --edge - Lines between parts.
 * @cssproperty --control-edge - Edges of buttons and fields.
 * @cssproperty --accent - What can be chosen, and what is.
 * @cssproperty --on-accent - Text on `--accent`.
 * @cssproperty --client - Background of lines of the client.
 * @cssproperty --client-edge - Edge of lines of the client.
 * @cssproperty --server - Background of lines of the server.
 * @cssproperty --server-edge - Edge of lines of the server, and what went well.
 * @cssproperty --warn - Background of what is to be noticed.
 * @cssproperty --warn-edge - Edge of what is to be noticed, and marks of what is chosen.
 * @cssproperty --error - Background of what went wrong.
 * @cssproperty --error-edge - Edge of what went wrong, and its text.
 * @cssproperty --ftp - Background of packets of control connections in the list.
 * @cssproperty --ftp-data - Background of packets of data connections in the list.
 * @cssproperty --mono - Font of what was sent.
 */

export { FtpCaptureElement } from '../element.js';
