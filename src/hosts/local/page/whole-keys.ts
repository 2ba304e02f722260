/** Univer keeps parsed formulas by the whole text of them. */
import { FORMULA_REF_TO_ARRAY_CACHE } from "@univerjs/preset-sheets-core";

/**
 * Univer (0.25 and 1.0 alike) keeps a parsed formula of more than 64 characters under 32 bits of its text, and takes what
 * it finds there for the same formula: the second is then worked out before what it reads, or gives the first one's
 * result. Of the 159,000 formulas of a published sample three pairs meet. The caches are of one class, which the package
 * exports only by its instances; under the text itself nothing meets. Called before a workbook is made; again does
 * nothing more.
 * @throws where the caches of a later version are made otherwise: this file is then to be read again, or to go.
 */
export function keepWholeKeys(): void {
  const cache: object = Object.getPrototypeOf(FORMULA_REF_TO_ARRAY_CACHE);
  if (!("_hash" in cache)) throw new Error("Univer's caches have no key of their own any more.");
  cache._hash = (text: string): string => text;
}
