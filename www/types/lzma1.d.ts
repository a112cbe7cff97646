/** The package's own types are its sources, which are not written for checks as strict as ours. */

/**
 * LZMA "alone": properties, dictionary size, size, data.
 * @param mode 1 to 9, the highest level.
 */
export function compress(data: Uint8Array, mode: number): Uint8Array<ArrayBuffer>;
