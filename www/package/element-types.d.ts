/** What pages that embed the element may rely on; `public/ftp-capture.js` tells what each means. */

/** A part of what is shown. */
export type Pane = 'header' | 'choose' | 'capture' | 'talk' | 'transfers' | 'oddities' | 'packets' | 'lesson';

/** What of a capture is shown. */
export type View = 'conversation' | 'story' | 'lab';

export type CaptureState = 'waiting' | 'empty' | 'reading' | 'shown' | 'failed';

/** A capture that is offered while none is open. */
export interface Sample {
  /** Key of its name among the words, at `page.sample`. */
  id: string;
  url: string;
}

export interface FtpCaptureEventMap {
  /** The state is another one. */
  statechange: CustomEvent<{ state: CaptureState }>;
  /** The reader gave a capture, or chose a sample. */
  'ftp-capture-open': CustomEvent<{ name: string; file: Blob } | { sample: string }>;
  /** The conversation is on the page. */
  'ftp-capture-shown': CustomEvent<{ frames: number; sessions: number }>;
  /** The reader looks at something else. */
  'ftp-capture-place': CustomEvent<{ view: View; select: number | null }>;
  /** The reader chose a language. */
  'ftp-capture-language': CustomEvent<{ language: 'en' | 'vi' }>;
}

export declare class FtpCaptureElement extends HTMLElement {
  src: string | null;
  frames: string | null;
  session: number | null;
  get view(): View;
  set view(view: View);
  select: number | null;
  collapsed: boolean;
  get theme(): 'light' | 'dark' | 'auto';
  set theme(theme: 'light' | 'dark' | 'auto');
  revealPasswords: boolean;
  get loading(): 'lazy' | 'eager';
  set loading(loading: 'lazy' | 'eager');
  get panes(): readonly Pane[];
  set panes(panes: readonly Pane[] | string);
  height: string | null;
  questions: unknown;
  workerUrl: string | null;
  wasmUrl: string | null;
  samples: readonly Sample[];
  get state(): CaptureState;
  get file(): File | null;
  /** Settles once nothing is left to be fetched. */
  get ready(): Promise<unknown>;
  open(file: Blob, name?: string): Promise<void>;
  openUrl(url: string): Promise<void>;
  openFiles(files: FileList | undefined): void;
  cancel(): void;
  close(): void;
  addEventListener<K extends keyof FtpCaptureEventMap>(
    type: K, listener: (this: FtpCaptureElement, event: FtpCaptureEventMap[K]) => void, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
}
