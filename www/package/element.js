/** The class of the element, for those who give it a name of their own. Nothing happens when this is loaded. */

import { FtpCaptureElement as Element } from '../public/ftp-capture.js';

/**
 * What is told in the package's types is what the class has.
 * @type {typeof import('./element-types.js').FtpCaptureElement}
 */
export const FtpCaptureElement = Element;
