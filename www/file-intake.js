/** Files dropped on an element or pasted into it. */

/** Hears the drops and pastes of its host. */
export class FileIntake {
  /** @type {HTMLElement & { requestUpdate(): void }} */ #host;
  /** @type {(files: FileList | undefined) => void} */ #take;

  /**
   * @param {HTMLElement & { requestUpdate(): void }} host
   * @param {(files: FileList | undefined) => void} take Given what was dropped, be there a file in it or
   *   not, or pasted.
   */
  constructor(host, take) {
    this.#host = host;
    this.#take = take;
    /** Whether something is held over the host. */
    this.dragging = false;
    // They stay as long as the host, and are gone with it.
    host.addEventListener('dragover', this.#dragged);
    host.addEventListener('dragleave', this.#left);
    host.addEventListener('drop', this.#dropped);
    host.addEventListener('paste', this.#pasted);
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
