/** An element that begins when it comes near to what is seen, and may be moved about in its page. */

import { AttributesElement } from './attributes.js';
import darkCss from './styles/dark.css';

/** How near to what is seen an element begins. */
const NEAR = '400px';

/** Has no DOM before it begins. */
export class LazyElement extends AttributesElement {
  #isAwake = false;
  #nearness = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.wake();
  }, { rootMargin: NEAR });
  /**
   * What depends on attributes.
   * @type {CSSStyleSheet | null}
   */
  #dressing = null;

  /** Whether it has begun. */
  get isAwake() {
    return this.#isAwake;
  }

  /** @override */
  get dormant() {
    return !this.#isAwake;
  }

  connectedCallback() {
    if (this.#isAwake) this.returned();
    else if (this.loading === 'eager') this.wake();
    else this.#nearness.observe(this);
  }

  disconnectedCallback() {
    this.#nearness.disconnect();
    // Whoever moves an element takes it out and puts it back at once.
    queueMicrotask(() => { if (!this.isConnected) this.left(); });
  }

  /**
   * @param {string} name
   * @param {string | null} old
   * @param {string | null} value
   */
  attributeChangedCallback(name, old, value) {
    if (value !== old && this.#isAwake) this.settingChanged(name);
  }

  /**
   * An attribute was changed after the element had begun.
   * @override
   * @param {string} name
   */
  settingChanged(name) {
    this.requestUpdate();
    if (name === 'theme' || name === 'height') this.#dress();
  }

  /** Begins. From here on there is DOM. */
  wake() {
    if (this.#isAwake) return;
    this.#isAwake = true;
    this.#nearness.disconnect();
    this.requestUpdate();
    this.#dress();
    this.began();
  }

  /** Called once, when the element begins. */
  began() {}

  /** Called when it was taken out of its page. */
  left() {}

  /** Called when it is put into a page again, or was moved. */
  returned() {}

  /** Takes on what the attributes say of colours and height. */
  #dress() {
    const { theme, height } = this;
    const dark = { dark: darkCss, light: '', auto: `@media (prefers-color-scheme: dark) { ${darkCss} }` }[theme];
    this.#dressing ??= this.addStyles('');
    this.#dressing.replaceSync(`:host {} ${dark}`);
    const rule = /** @type {CSSStyleRule} */ (this.#dressing.cssRules[0]);
    // The browser leaves out what is no length. It goes before the height that is reserved where none is told.
    rule.style.setProperty('block-size', height, 'important');
    if (rule.style.blockSize !== '' && height !== 'auto') rule.style.overflow = 'auto';
  }
}
