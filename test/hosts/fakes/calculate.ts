/** Plain arithmetic over cells of the same sheet, as a spreadsheet would work it out: `=(ABS(N4)*10<1)*(A2+B2)`. */
export function calculate(
  formula: string,
  cellAt: (row: number, column: number) => unknown,
): number | null {
  const body = formula.replace(/^=/, "");
  const tokens = body.match(/ABS|[A-Z]+\d+|\d+|[()+\-*<]/g);
  if (!tokens || tokens.join("") !== body) return null;
  let at = 0;
  const take = (wanted: string): boolean => {
    const is = tokens[at] === wanted;
    if (is) at += 1;
    return is;
  };
  const atom = (): number => {
    if (take("-")) return -atom();
    if (take("ABS")) return Math.abs(atom());
    if (take("(")) {
      const value = comparison();
      take(")");
      return value;
    }
    const token = tokens[at]!;
    at += 1;
    const cell = /^([A-Z]+)(\d+)$/.exec(token);
    if (!cell) return Number(token);
    const column = [...cell[1]!].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
    const value = cellAt(Number(cell[2]) - 1, column - 1);
    return typeof value === "number" ? value : 0;
  };
  const product = (): number => {
    let value = atom();
    while (take("*")) value *= atom();
    return value;
  };
  const sum = (): number => {
    let value = product();
    for (;;) {
      if (take("+")) value += product();
      else if (take("-")) value -= product();
      else return value;
    }
  };
  const comparison = (): number => {
    const left = sum();
    return take("<") ? Number(left < sum()) : left;
  };
  return comparison();
}
