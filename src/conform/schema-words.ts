/** Short words for the JSON Schema of the case files. */

export type Schema = { readonly [keyword: string]: unknown } | false;

export const text = (description: string): Schema => ({ type: "string", description });
export const number = (description: string): Schema => ({ type: "number", description });
export const truth = (description: string): Schema => ({ type: "boolean", description });
/** A number, or null for a blank. */
export const blankable = (description: string): Schema => ({
  type: ["number", "null"],
  description,
});
export const list = (items: Schema, description?: string): Schema => ({
  type: "array",
  items,
  ...(description !== undefined && { description }),
});
export const NUMBERS: Schema = list({ type: "number" });
export const BLANKABLES: Schema = list({ type: ["number", "null"] });
export const POSITIONS: Schema = list({ type: "integer", minimum: 0 });
export const POSITION: Schema = { type: "integer", minimum: 0 };
export const DAY: Schema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };

/** An object with these properties and no others; required: all, unless said. */
export const object = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
): { readonly [keyword: string]: unknown } => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** A refusal: a code, and whatever of its figures the case wants to hear. */
export const refusal = (codes: readonly string[]): Schema => ({
  type: "object",
  properties: { code: { enum: codes } },
  required: ["code"],
  additionalProperties: { type: ["number", "string", "array"] },
});
