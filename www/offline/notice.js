/** What the page says about its kept copy, in the footer that the page has for it. */

/**
 * `none` – nothing; `ready` – the page is kept; `newer` – there is a newer version; `taken` – it is in use, but not
 * yet in this page.
 * @typedef {'none' | 'ready' | 'newer' | 'taken'} NoticeState
 */

/** Fills the footer; follows the language of the document. */
export class Notice {
  /** @type {NoticeState} */ #state = 'none';
  #footer;
  #deeds;

  /**
   * @param {HTMLElement} footer
   * @param {{ take: () => void, later: () => void, reload: () => void }} deeds What its buttons do.
   */
  constructor(footer, deeds) {
    this.#footer = footer;
    this.#deeds = deeds;
    new MutationObserver(() => this.#render()).observe(document.documentElement, { attributeFilter: ['lang'] });
  }

  get state() {
    return this.#state;
  }

  set state(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.#render();
  }

  /** Puts the words where they are heard when they change, and the buttons behind them. */
  #render() {
    const words = OFFLINE_WORDS[document.documentElement.lang] ?? OFFLINE_WORDS['en'];
    const status = this.#footer.querySelector('[role=status]');
    if (!status || !words) return;
    const { said, buttons } = this.#content(words);
    status.textContent = said;
    const focused = [...this.#footer.querySelectorAll('button')].findIndex((button) => button === document.activeElement);
    for (const button of this.#footer.querySelectorAll('button')) button.remove();
    this.#footer.append(...buttons);
    // The language may be changed while a button has the focus.
    if (focused >= 0) buttons[focused]?.focus();
    this.#footer.dataset['state'] = this.#state;
    // Whatever has the focus is scrolled to where the notice does not cover it.
    document.documentElement.classList.toggle('noticed', buttons.length > 0);
  }

  /**
   * @param {OfflineWords} words
   * @returns {{ said: string, buttons: HTMLButtonElement[] }}
   */
  #content(words) {
    switch (this.#state) {
      case 'ready':
        return { said: words.ready, buttons: [] };
      case 'newer':
        return { said: `${words.newer} ${words.closes}`, buttons: [buttonOf(words.take, this.#deeds.take), buttonOf(words.later, this.#deeds.later)] };
      case 'taken':
        return { said: words.taken, buttons: [buttonOf(words.reload, this.#deeds.reload)] };
      default:
        return { said: '', buttons: [] };
    }
  }
}

/**
 * @param {string} text
 * @param {() => void} act
 */
function buttonOf(text, act) {
  const button = document.createElement('button');
  button.textContent = text;
  button.addEventListener('click', act);
  return button;
}
