/** What every rule is written with: the token vocabulary, places, and the values of tokens. */
import { EmbeddedActionsParser, type IToken } from "chevrotain";
import type { Span } from "../../span.ts";
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";

const MULTIPLIER: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

const isPercent = (image: string): boolean => /[%％]$/.test(image);

/** The value of a number, percentage or grouped number as written. */
function numberValue(image: string): number {
  const plain = image.replace(/[%％\s,]/g, "");
  const factor = MULTIPLIER[plain.slice(-1).toLowerCase()];
  if (isPercent(image)) return Number((Number(plain) / 100).toPrecision(15));
  return factor === undefined
    ? Number(plain)
    : Number((Number(plain.slice(0, -1)) * factor).toPrecision(15));
}

interface Placed {
  readonly span: Span;
}
/** A node before its place is known. */
export type Bare<N extends Placed> = N extends unknown ? Omit<N, "span"> : never;

/**
 * chevrotain wants rules as properties of one class: each file of this folder adds its own to the one before,
 * and what a rule reads in steps stands below it as methods.
 */
export abstract class BaseParser extends EmbeddedActionsParser {
  constructor(skipValidations: boolean) {
    super([...T.tokenVocabulary], { maxLookahead: 2, skipValidations, recoveryEnabled: false });
  }

  /** From a token to the last one consumed. */
  protected from(first: IToken | Span): Span {
    const start = "startOffset" in first ? first.startOffset : first.start;
    return { start, end: T.endOf(this.LA(0)) };
  }

  /** A node with its place: from a token to the last one consumed. */
  protected spanned<N extends Placed>(first: IToken, node: Bare<N>): N {
    return this.ACTION(() => ({ ...node, span: this.from(first) }) as unknown as N);
  }

  /** `not`, once in a rule at most. */
  protected optionalNot(): boolean {
    let not = false;
    this.OPTION(() => {
      this.CONSUME(kw("not"));
      not = true;
    });
    return not;
  }

  protected nameOf(at: IToken): A.Name {
    return { text: T.nameText(at.image ?? ""), span: T.spanOf(at) };
  }
  protected textOf(at: IToken): A.Text {
    return { value: T.textValue(at.image ?? ""), span: T.spanOf(at) };
  }
  protected numberOf(at: IToken): A.NumberLiteral {
    const image = at.image ?? "";
    return {
      kind: "number",
      value: numberValue(image),
      image,
      percent: isPercent(image),
      span: T.spanOf(at),
    };
  }
}
