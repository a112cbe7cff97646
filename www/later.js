/** What a first look at a login does without. It comes with the rest, in one file. */

export { FtpPacketsElement } from './packets/packets.js';
export { default as laterCss } from './styles/later.css';
export { aboutView } from './views/about.js';
export { nothingView } from './views/nothing.js';
export { odditiesView } from './views/oddities.js';
export { progressView } from './views/progress.js';
export { transfersView } from './views/transfers.js';
