/** An expression in its canonical text: one blank around operators, `, ` after commas. */

import type { Argument, Expr, Selector } from "../syntax/ast.ts";
import { isReserved } from "../syntax/tokens.ts";

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u;

/** A name as it must be written: in single quotes where it has blanks, signs, or is a word of the language. */
export const name = (text: string): string =>
  PLAIN_NAME.test(text) && !isReserved(text) ? text : `'${text.replace(/'/g, "''")}'`;

export const text = (value: string): string => `"${value.replace(/"/g, '""')}"`;
export const column = (value: string): string => `[${value}]`;

const OWN_WORDS = new Set(["goal", "score", "people"]);
/** A function or `people` keeps its word even where the language reserves it. */
const word = (value: string): string =>
  OWN_WORDS.has(value.toLowerCase()) ? value.toLowerCase() : name(value);

export function expression(expr: Expr): string {
  const go = expression;
  const not = (is: boolean) => (is ? "not " : "");
  switch (expr.kind) {
    case "number":
      return expr.image.replace(/\s+/g, "");
    case "text":
      return text(expr.value);
    case "truth":
      return String(expr.value);
    case "blank":
      return "blank";
    case "period":
      return expr.label.replace(/[‐‑]/g, "-");
    case "name":
      return name(expr.name);
    case "call":
      return `${word(expr.fn.text)}(${callInside(expr)})`;
    case "column":
      return `${expr.table ? word(expr.table.text) : ""}${column(expr.column.name)}`;
    case "cell":
      return `${name(expr.sheet)}!${expr.range}`;
    case "negate":
      return `-${go(expr.of)}`;
    case "binary":
    case "compare":
      return `${go(expr.left)} ${expr.op} ${go(expr.right)}`;
    case "isBlank":
      return `${go(expr.of)} is ${not(expr.not)}blank`;
    case "isStatus":
      return `${go(expr.of)} is ${not(expr.not)}${expr.status}`;
    case "in":
      return `${go(expr.of)} ${not(expr.not)}in (${expr.values.map(go).join(", ")})`;
    case "between":
      return `${go(expr.of)} ${not(expr.not)}between ${go(expr.low)} and ${go(expr.high)}`;
    case "contains":
      return `${go(expr.of)} ${not(expr.not)}contains ${go(expr.text)}`;
    case "startsWith":
      return `${go(expr.of)} ${not(expr.not)}starts with ${go(expr.text)}`;
    case "else":
      return `${go(expr.first)} else ${go(expr.second)}`;
    case "and":
    case "or":
      return `${go(expr.left)} ${expr.kind} ${go(expr.right)}`;
    case "not":
      return `not ${go(expr.of)}`;
    case "brackets":
      return `(${go(expr.of)})`;
    case "select":
      return `${go(expr.of)} ${selector(expr.selector)}`;
    case "quantified":
      return `${expr.which} ${expr.role} kpi is ${not(expr.not)}${expr.status}`;
    case "countOf":
      return `${expr.which} ${expr.n} of (${expr.kpis.map((k) => name(k.text)).join(", ")}) are ${not(expr.not)}${expr.status}`;
  }
}

export function selector(of: Selector): string {
  switch (of.kind) {
    case "ofPerson":
      return `of ${text(of.name.value)}`;
    case "ofManager":
      return "of manager";
    case "ofTop":
      return "of top";
    case "inPeriod":
      return `in ${of.period.label}`;
    case "lastYear":
      return "last year";
    case "lastPeriod":
      return "last period";
  }
}

/** `3 months`, `1 year`: the plural where there are several. */
export const duration = (n: number, grain: string): string => {
  const plural = grain === "half" ? "halves" : `${grain}s`;
  return `${n} ${n === 1 ? grain : plural}`;
};

function callInside(expr: Extract<Expr, { kind: "call" }>): string {
  const { words } = expr;
  const grainArg = expr.fn.text.toLowerCase() === "growth";
  const arg = (a: Argument): string => {
    if (a.kind !== "duration") return expression(a);
    return grainArg && a.n === 1 ? a.grain : duration(a.n, a.grain);
  };
  const parts = [expr.args.map(arg).join(", ")];
  if (words.where) parts.push(`where ${expression(words.where)}`);
  if (words.on) parts.push(`on ${column(words.on.name)}`);
  if (words.active)
    parts.push(`active ${column(words.active.from.name)} to ${column(words.active.until.name)}`);
  if (words.anyTime) parts.push("at any time");
  return parts.join(" ");
}
