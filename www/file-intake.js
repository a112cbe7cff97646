/** Files dropped on an element or pasted into it. */

/**
 * @import {ReactiveController, ReactiveControllerHost} from 'lit'
 */

/**
 * Hears the drops and pastes of its host while that is in the document.
 * @implements {ReactiveController}
 */
export class FileIntake {
  /** @type {HTMLElement & ReactiveControllerHost} */ #host;
  /** @type {(files: FileList | undefined) => void} */ #take;

  /**
   * @param {HTMLElement & ReactiveControllerHost} host
   * @param {(files: FileList | undefined) => void} take Given what was dropped, be there a file in it or
   *   not, or pasted.
   */
  constructor(host, take) {
    this.#host = host;
    this.#take = take;
    /** Whether something is held over the host. */
    this.dragging = false;
    host.addController(this);
  }

  hostConnected() {
    this.#host.addEventListener('dragover', this.#dragged);
    this.#host.addEventListener('dragleave', this.#left);
    this.#host.addEventListener('drop', this.#dropped);
    this.#host.addEventListener('paste', this.#pasted);
  }

  hostDisconnected() {
    this.#host.removeEventListener('dragover', this.#dragged);
    this.#host.removeEventListener('dragleave', this.#left);
    this.#host.removeEventListener('drop', this.#dropped);
    this.#host.removeEventListener('paste', this.#pasted);
  }

  /** @param {boolean} dragging */
  #show(dragging) {
    if (this.dragging === dragging) return;
    this.dragging = dragging;
    this.#host.requestUpdate();
  }

  /** @param {DragEvent} event */
  #dragged = (event) => {
    event.preventDefault();
    this.#show(true);
  };

  /** @param {DragEvent} event */
  #left = ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !this.#host.contains(relatedTarget)) this.#show(false);
  };

  /** @param {DragEvent} event */
  #dropped = (event) => {
    event.preventDefault();
    this.#show(false);
    this.#take(event.dataTransfer?.files);
  };

  /** @param {ClipboardEvent} event */
  #pasted = (event) => {
    const files = event.clipboardData?.files;
    if (files === undefined || files.length === 0) return;
    event.preventDefault();
    this.#take(files);
  };
}
