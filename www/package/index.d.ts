import type { FtpCaptureElement } from './element.js';

export type * from './element.js';
export { FtpCaptureElement } from './element.js';

declare global {
  interface HTMLElementTagNameMap {
    'ftp-capture': FtpCaptureElement;
  }
}
