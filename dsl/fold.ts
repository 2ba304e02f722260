/**
 * The one matching form of a text: what names, headers and compared texts are folded to, everywhere.
 * Unicode NFKC, lower case code point by code point (no context: final sigma is a sigma), outer blanks
 * dropped, inner runs of blanks and line breaks as one, marks that only steer direction or width ignored.
 */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const spaced = text.normalize("NFKC").replace(INVISIBLE, "").replace(BLANKS, " ").trim();
  let out = "";
  for (const sign of spaced) out += SPECIAL[sign] ?? sign.toLowerCase();
  return out.normalize("NFKC");
}

/** ASCII without doubled, leading or trailing blanks: nothing but the case to fold. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const BLANKS = /[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const SPECIAL: Readonly<Record<string, string>> = { ς: "σ", İ: "i" };

export const sameText = (a: string, b: string): boolean => foldText(a) === foldText(b);
