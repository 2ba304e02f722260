/** Formulas as text: A1 and R1C1, in files, for a locale. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  area,
  between,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  letting,
  named,
  number,
  off,
  operate,
  product,
  text,
} from "../../src/formula/text/formula.ts";
import {
  EN_US,
  printed,
  type Separators,
  separatorsOf,
  sheetText,
} from "../../src/formula/text/print.ts";

const here = { row: 4, column: 6 };
const a1 = (formula: Formula) => printed(formula, { at: here });
const r1c1 = (formula: Formula) => printed(formula, { at: null });

describe("references", () => {
  const own = cell(null, off(0), off(-2));
  const head = cell("KPI Periods", fixed(1), off(0));
  test("a cell", () => {
    expect(a1(own)).toBe("=E5");
    expect(r1c1(own)).toBe("=RC[-2]");
    expect(a1(head)).toBe("='KPI Periods'!G$2");
    expect(r1c1(head)).toBe("='KPI Periods'!R2C");
  });
  test("a range, open below or not", () => {
    expect(a1(area("Deals", [fixed(1), fixed(99)], [fixed(0), fixed(2)]))).toBe(
      "=Deals!$A$2:$C$100",
    );
    expect(a1(area("Deals", [fixed(1), null], [fixed(0), fixed(0)]))).toBe("=Deals!$A$2:$A");
  });
  test("one formula for a block: R1C1 is the same in every cell", () => {
    const sum = call("SUM", area(null, [off(-3), off(-1)], [off(0), off(0)]));
    const texts = [4, 9, 200].map((row) => printed(sum, { at: { row, column: 1 } }));
    expect(texts).toEqual(["=SUM(B2:B4)", "=SUM(B7:B9)", "=SUM(B198:B200)"]);
    expect(r1c1(sum)).toBe("=SUM(R[-3]C:R[-1]C)");
  });
  test("out of the sheet is a mistake of ours, told at once", () => {
    expect(() => printed(cell(null, off(-1), off(0)), { at: { row: 0, column: 0 } })).toThrow(
      "sheet",
    );
  });
  test.each([
    ["Deals", "Deals"],
    ["AB1", "'AB1'"],
    ["RC", "'RC'"],
    ["true", "'true'"],
    ["It's", "'It''s'"],
    ["=cmd|'x'!A1", "'=cmd|''x''!A1'"],
  ])("a sheet called %s", (name, shown) => {
    expect(sheetText(name)).toBe(shown);
  });
});

describe("texts and numbers", () => {
  test("a text is only ever data", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (value) => {
        const body = a1(text(value))
          .slice(1)
          .replace(/^\((.*)\)$/s, "$1");
        const parts = body.match(/"(?:[^"]|"")*"|CHAR\(\d+\)/gs) ?? [];
        expect(parts.join("&")).toBe(body);
        const read = (part: string) =>
          part.startsWith('"')
            ? part.slice(1, -1).replaceAll('""', '"')
            : String.fromCharCode(Number(part.slice(5, -1)));
        expect(parts.map(read).join("")).toBe(value);
        for (const part of parts.filter((p) => p.startsWith('"')))
          expect(part.slice(1, -1).replaceAll('""', '"').length).toBeLessThanOrEqual(255);
      }),
      { numRuns: 40 },
    );
  });
  test("no brace stands in a text, where it would be taken for an array's", () => {
    expect(a1(text("{x}"))).toBe('=(CHAR(123)&"x"&CHAR(125))');
    expect(a1(text("{"))).toBe("=CHAR(123)");
    expect(a1(text(""))).toBe('=""');
  });
  test("a number reads back as itself", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const said = a1(number(value))
          .slice(1)
          .replace(/^\((.*)\)$/, "$1");
        expect(Number(said)).toBe(value === 0 ? 0 : value);
      }),
    );
    expect(() => a1(number(Number.NaN))).toThrow("NaN");
  });
  test("where the decimal is a comma, arguments part by semicolons", () => {
    const formula = call(
      "ROUND",
      operate(number(1.5), "*", cell(null, off(0), off(1))),
      number(-2),
    );
    const separators = separatorsOf("de-DE");
    expect(printed(formula, { at: here, separators })).toBe("=ROUND(1,5*H5;(-2))");
    expect(printed(formula, { at: here, separators: separatorsOf("ja-JP") })).toBe(
      "=ROUND(1.5*H5,(-2))",
    );
  });
});

describe("operations", () => {
  test("every one inside another stands in brackets", () => {
    const square = operate(number(-2), "^", number(2));
    expect(a1(operate(number(0), "-", square))).toBe("=0-((-2)^2)");
    expect(a1(product(number(1), number(2), number(3)))).toBe("=(1*2)*3");
  });
  test("between two that are worked out", () => {
    const column = area("Rows", [fixed(1), fixed(9)], [fixed(2), fixed(2)]);
    const slice = between(call("INDEX", column, number(3)), call("INDEX", column, number(5)));
    expect(a1(call("SUM", slice))).toBe("=SUM(INDEX(Rows!$C$2:$C$10,3):INDEX(Rows!$C$2:$C$10,5))");
  });
  test("names and newer functions are marked in files", () => {
    const formula = letting(
      [["x_", call("UNIQUE", area("Deals", [fixed(1), fixed(3)], [fixed(0), fixed(0)]))]],
      iff(call("ISERROR", named("x_")), text(""), named("x_")),
    );
    expect(a1(formula)).toBe('=LET(x_,UNIQUE(Deals!$A$2:$A$4),IF(ISERROR(x_),"",x_))');
    expect(printed(formula, { at: here, inFile: true })).toBe(
      '=_xlfn.LET(_xlpm.x_,_xlfn.UNIQUE(Deals!$A$2:$A$4),IF(ISERROR(_xlpm.x_),"",_xlpm.x_))',
    );
    expect(() => named("t1")).toThrow("t1");
  });
});

/** What a program of a locale reads: texts, numbers, separators and the rest, each as it means. */
function tokens(said: string, { argument, decimal, column }: Separators): string[] {
  const digits = `\\d+(?:[${decimal}]\\d+)?(?:E[+-]?\\d+)?`;
  const found = said.matchAll(
    new RegExp(String.raw`"(?:[^"]|"")*"|'(?:[^']|'')*'|${digits}|[A-Za-z_][\w.]*|\S`, "g"),
  );
  let depth = 0;
  return [...found].map(([token]) => {
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (/^\d/.test(token)) return `number ${Number(token.replace(decimal, "."))}`;
    if (depth > 0 && token === column) return "next column";
    return token === argument ? "next argument" : token;
  });
}

const anyFormula = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4 },
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map(number),
    fc.string({ unit: "grapheme", maxLength: 12 }).map(text),
    fc.constant<Formula>({ kind: "row", values: [1, 2, 3] }),
    fc.constant(cell("It's; a, sheet", fixed(3), off(1))),
    fc
      .tuple(tie("formula"), fc.constantFrom("+", "-", "*", "/", "&", "=", "<="), tie("formula"))
      .map(([left, by, right]) => operate(left, by as "+", right)),
    fc
      .tuple(
        fc.constantFrom("IF", "SUM", "SUMIFS", "XLOOKUP"),
        fc.array(tie("formula"), { minLength: 1, maxLength: 4 }),
      )
      .map(([fn, args]) => call(fn as "IF", ...args)),
    fc
      .tuple(tie("formula"), tie("formula"))
      .map(([is, give]) => letting([["x_", is]], operate(give, "+", named("x_")))),
  ),
}));

describe("in another locale", () => {
  test.each(["de-DE", "fr-FR", "pt-BR"])(
    "%s: the same formula, read with its separators",
    (locale) => {
      const separators = separatorsOf(locale);
      expect(separators).toEqual({ argument: ";", decimal: ",", column: "\\" });
      fc.assert(
        fc.property(anyFormula.formula, (formula) => {
          const local = printed(formula, { at: here, separators });
          const plain = printed(formula, { at: here });
          expect(tokens(local, separators)).toEqual(tokens(plain, EN_US));
        }),
        { numRuns: 300 },
      );
    },
  );
  test.each(["en-US", "ja-JP", "en-GB"])("%s is written as files have it", (locale) => {
    expect(separatorsOf(locale)).toEqual(EN_US);
  });
});
