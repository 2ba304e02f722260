const WIDTH = 100;
const STATEMENT_WORD = /^(?:calendar|people|table|kpi|goal|cascade|score|flag|check|test|reset)\b/i;

/**
 * Breaks a line longer than 100 characters after an operator, a comma or an opening bracket, or before
 * `where on active at and or else`: no line begins with a sign a spreadsheet reads as a formula, nor
 * with a word that starts a statement.
 */
export function wrap(line: string, indent: number): string[] {
  const out: string[] = [];
  for (const part of line.split("\n")) out.push(...wrapOne(part, indent));
  return out;
}

function wrapOne(line: string, indent: number): string[] {
  if (line.length <= WIDTH) return [line];
  const at = breakPoint(line);
  if (at < 0) return [line];
  const rest = " ".repeat(indent + 2) + line.slice(at).trimStart();
  return [
    line.slice(0, at).trimEnd(),
    ...(rest.length < line.length ? wrapOne(rest, indent) : [rest]),
  ];
}

/** The last place before the limit where a line may break; outside texts and columns. */
function breakPoint(line: string): number {
  const start = line.length - line.trimStart().length;
  let best = -1;
  let quote = "";
  let depth = 0;
  for (let i = start + 1; i < Math.min(line.length, WIDTH); i += 1) {
    const sign = line[i]!;
    if (quote !== "") {
      if (sign === quote) quote = "";
      continue;
    }
    if (sign === '"' || sign === "'") quote = sign;
    if (sign === "[") depth += 1;
    if (sign === "]") depth -= 1;
    if (depth > 0 || sign !== " ") continue;
    const before = line.slice(start, i);
    const after = line.slice(i + 1);
    const operator = /(?:^|\s)(?:[-+*/^=<>]|<=|>=|<>|and|or|else)$|[,(]$/.test(before);
    const word = /^(?:where|on|active|at any)\b/.test(after);
    if ((operator || word) && !/^[-=+@']/.test(after) && !STATEMENT_WORD.test(after)) best = i;
  }
  return best > start ? best : -1;
}
