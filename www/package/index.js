/** The package's main entry: makes `<ftp-capture>` known where nobody else has, and hands out its class. */

import '../define.js';

export { FtpCaptureElement } from './element.js';
