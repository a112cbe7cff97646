/**
 * From the place of a scroll bar to the row at the top, and back, for lists longer than an element can be
 * high.
 */

/**
 * Height of the tallest element that every browser keeps: Firefox drops one of 18 million pixels to none,
 * Chromium cuts at 33 million.
 */
export const TALLEST_PX = 15_000_000;

/** A list of rows of the same height in a box that scrolls. */
export class ScrollMap {
  /**
   * @param {number} count Rows.
   * @param {number} rowPx Height of a row.
   * @param {number} boxPx Height of the box.
   */
  constructor(count, rowPx, boxPx) {
    this.count = count;
    this.rowPx = rowPx;
    this.boxPx = boxPx;
    /** Height of the element that makes the scroll bar. */
    this.spacerPx = Math.min(count * rowPx, TALLEST_PX);
    /** Whether a pixel of the scroll bar stands for more than a pixel of rows. */
    this.compressed = count * rowPx > TALLEST_PX;
    /** The greatest row that can stand at the top. */
    this.lastTop = Math.max(0, Math.ceil(count - boxPx / rowPx));
  }

  /**
   * The row at the top of the box.
   * @param {number} scrollTop
   */
  rowAt(scrollTop) {
    if (!this.compressed) {
      // At the end the last row is seen whole.
      return scrollTop >= this.spacerPx - this.boxPx - 1 ? this.lastTop : Math.floor(scrollTop / this.rowPx);
    }
    const ratio = scrollTop / (this.spacerPx - this.boxPx);
    return Math.min(Math.round(ratio * this.lastTop), this.lastTop);
  }

  /**
   * Where the scroll bar stands when this row is at the top.
   * @param {number} row
   */
  scrollTopOf(row) {
    const top = Math.max(0, Math.min(row, this.lastTop));
    if (!this.compressed) return top * this.rowPx;
    return (top / this.lastTop) * (this.spacerPx - this.boxPx);
  }

  /**
   * Where the scroll bar has to go so that a row is seen; where it is when it is seen already.
   * @param {number} row
   * @param {number} scrollTop
   */
  reveal(row, scrollTop) {
    const top = this.rowAt(scrollTop);
    const seen = Math.max(1, Math.floor(this.boxPx / this.rowPx));
    if (row < top) return this.scrollTopOf(row);
    if (row >= top + seen) return this.scrollTopOf(row - seen + 1);
    return scrollTop;
  }
}
