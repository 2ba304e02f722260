/**
 * SQL as a list of parts that keeps data and text apart until the last step. A template takes other SQL only,
 * never a string: a user's text gets in as a constant (a parameter, or a literal that the dialect quotes) and a
 * name only as an identifier, so no value can end up as code.
 */
export type Constant =
  | { readonly of: "text"; readonly value: string }
  | { readonly of: "number"; readonly value: number }
  | { readonly of: "whole list"; readonly value: readonly number[] }
  | { readonly of: "text list"; readonly value: readonly (string | null)[] };

export interface Identifier {
  readonly of: "identifier";
  readonly names: readonly string[];
}

type Part = string | Constant | Identifier;

export class Sql {
  readonly parts: readonly Part[];
  constructor(parts: readonly Part[]) {
    this.parts = parts;
  }
}

/** SQL text with other SQL put in. */
export function sql(strings: TemplateStringsArray, ...inserts: readonly Sql[]): Sql {
  return new Sql(
    strings.flatMap((text, i): Part[] => [
      ...(text === "" ? [] : [text]),
      ...(inserts[i]?.parts ?? []),
    ]),
  );
}

export const text = (value: string): Sql => new Sql([{ of: "text", value }]);
export const number = (value: number): Sql => new Sql([{ of: "number", value }]);
export const wholeList = (value: readonly number[]): Sql => new Sql([{ of: "whole list", value }]);
export const textList = (value: readonly (string | null)[]): Sql =>
  new Sql([{ of: "text list", value }]);
/** A table, a column, an alias: quoted by the dialect, a part each. */
export const name = (...names: readonly string[]): Sql => new Sql([{ of: "identifier", names }]);

/** A whole number of our own making (a day, a position): no user's constant. */
export function whole(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`);
  return new Sql([String(value)]);
}

export const listed = (list: readonly Sql[], between: string): Sql =>
  new Sql(list.flatMap((one, i) => (i === 0 ? one.parts : [between, ...one.parts])));

/** How a dialect writes what is not text of ours. */
export interface Spelling {
  identifier(names: readonly string[]): string;
  /** The place of a parameter, numbered from 1, of a constant's kind. */
  parameter(at: number, constant: Constant): string;
  /** The constant itself, quoted so that it stays one. */
  literal(constant: Constant): string;
}

export interface Printed {
  readonly text: string;
  /** In the order of their numbers. */
  readonly parameters: readonly Constant["value"][];
}

/** Constants as parameters: equal ones share a number. */
export function withParameters({ parts }: Sql, spelling: Spelling): Printed {
  const parameters: Constant["value"][] = [];
  const known = new Map<string, number>();
  const place = (constant: Constant): string => {
    const key = JSON.stringify([
      constant.of,
      Object.is(constant.value, -0) ? "-0" : constant.value,
    ]);
    const at = known.get(key) ?? parameters.push(constant.value);
    known.set(key, at);
    return spelling.parameter(at, constant);
  };
  return { text: spelt(parts, spelling, place), parameters };
}

/** Constants in the text: a statement that can be pasted. */
export const withLiterals = ({ parts }: Sql, spelling: Spelling): string =>
  spelt(parts, spelling, spelling.literal);

const spelt = (
  parts: readonly Part[],
  spelling: Spelling,
  constant: (constant: Constant) => string,
): string =>
  parts
    .map((part) => {
      if (typeof part === "string") return part;
      return part.of === "identifier" ? spelling.identifier(part.names) : constant(part);
    })
    .join("");
