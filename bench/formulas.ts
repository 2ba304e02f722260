/**
 * The published workbook against a formula for every cell as a person would write it, both worked out by LibreOffice:
 * the time of a hard recalculation inside the opened program, and what the sheets add to the file.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CellValue } from "../dsl/cell.ts";
import type { Engine } from "../src/app/engine.ts";
import { formulaPublication } from "../src/app/publish-formulas.ts";
import { run } from "../src/app/run.ts";
import { FIRST_PERIOD } from "../src/formula/periods-sheet.ts";
import { SHEETS } from "../src/formula/sheet.ts";
import { DIALECTS } from "../src/formula/text/dialect.ts";
import { readWorkbook, saveNewXlsx } from "../src/hosts/files/index.ts";
import type { WriteCell, WriteStep } from "../src/hosts/port/index.ts";
import { columnLetter } from "../src/model/address.ts";
import type { WorkbookData } from "../src/model/workbook.ts";
import { sheetsOf } from "../test/formula/drawn.ts";
import { libreOfficeVersion } from "../test/formula/libreoffice.ts";
import { agree, type Row, row } from "./row.ts";
import { RULES, workload } from "./workload.ts";

const SIZE = { people: 100, rows: 10_000, accounts: 1_000, months: 24 } as const;
/** The longest that an engine is waited for. */
const PATIENCE_MS = 1_200_000;
const ROUNDS = 5;

/** Where the figures are saved that a file came to. */
const workedOut = (path: string): string => path.replace(/\.xlsx$/, " worked out.xlsx");

/**
 * Opens each file and works it out anew, by turns; the milliseconds of each, a line a round. What the first round,
 * which doesn't count, came to is saved, so that both sides can be compared.
 */
const MACRO = (
  paths: readonly string[],
  told: string,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Bench" script:language="StarBasic">
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  Dim xlsx(0) As New com.sun.star.beans.PropertyValue
  xlsx(0).Name = &quot;FilterName&quot;
  xlsx(0).Value = &quot;Calc MS Excel 2007 XML&quot;
  Dim books(${paths.length - 1}) As Object
${paths.map((path, i) => `  books(${i}) = StarDesktop.loadComponentFromURL(&quot;${pathToFileURL(path).href}&quot;, &quot;_blank&quot;, 0, hidden())`).join("\n")}
  Open &quot;${told}&quot; For Output As #1
  For turn = 0 To ${ROUNDS}
    For i = 0 To ${paths.length - 1}
      start = GetSystemTicks()
      books(i).calculateAll()
      Print #1, CStr(GetSystemTicks() - start)
    Next i
    If turn = 0 Then
${paths.map((path, i) => `      books(${i}).storeToURL(&quot;${pathToFileURL(workedOut(path)).href}&quot;, xlsx())`).join("\n")}
    End If
  Next turn
  Close #1
  For i = 0 To ${paths.length - 1}
    books(i).close(True)
  Next i
  StarDesktop.terminate()
End Sub
</script:module>
`;

const LIBRARY = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Bench"/>
</library:library>
`;

/** `[file][round]` in ms; the first round is the program's own warming and is left out. */
function timed(paths: readonly string[], folder: string): number[][] {
  const profile = join(folder, "profile");
  const flags = [
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    "--headless",
    "--norestore",
  ];
  const start = (...args: readonly string[]) =>
    execFileSync("soffice", [...flags, ...args], { stdio: "ignore", timeout: PATIENCE_MS });
  // A new profile's first start writes its own library of macros over any other.
  start("--terminate_after_init");
  const basic = join(profile, "user", "basic", "Standard");
  mkdirSync(basic, { recursive: true });
  const told = join(folder, "times.txt");
  writeFileSync(join(basic, "script.xlb"), LIBRARY);
  writeFileSync(join(basic, "Bench.xba"), MACRO(paths, told));
  start("macro:///Standard.Bench.Main");
  const lines = readFileSync(told, "utf8").trim().split(/\s+/).map(Number);
  return paths.map((_, i) => lines.filter((_, n) => n % paths.length === i).slice(1));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** The same KPIs without `distinct`, which has no formula of one cell that ends. */
const rulesOf = (): string => RULES.replace(/\nkpi accounts.*/, "");

/** Figures of the workbook by hand: those of rows, and the rate that is made of two of them. */
const BY_HAND = {
  won: "won",
  won_new: "won new",
  wins: "wins",
  new_deals: "created",
  win_rate: "rate",
};

/** A cell for each person, KPI and month: the own rows by SUMIFS and COUNTIFS, and the reports' cells added. */
function byHand(workbook: WorkbookData): WriteStep[] {
  const [team] = workbook.sheets as [WorkbookData["sheets"][number]];
  const [names, managers] = team.columns as [readonly WriteCell[], readonly WriteCell[]];
  const people = names.slice(1);
  const reports = new Map<WriteCell, number[]>();
  managers.slice(1).forEach((manager, i) => {
    reports.set(manager, [...(reports.get(manager) ?? []), i]);
  });
  const rows = (column: string) => `Deals!$${column}$2:$${column}$${SIZE.rows + 1}`;
  const closed = 'Deals!$G$2:$G$@,">="&{from},Deals!$G$2:$G$@,"<"&{until}'.replaceAll(
    "@",
    String(SIZE.rows + 1),
  );
  const created = closed.replaceAll("$G", "$F");
  const own = `${rows("A")},$A{row}`;
  const kpis: Readonly<Record<string, string>> = {
    won: `SUMIFS(${rows("E")},${own},${rows("C")},"Won",${closed})`,
    "won new": `SUMIFS(${rows("E")},${own},${rows("C")},"Won",${rows("D")},"New",${closed})`,
    wins: `COUNTIFS(${own},${rows("C")},"Won",${closed})`,
    created: `COUNTIFS(${own},${created})`,
    decided: `COUNTIFS(${own},${rows("C")},"Won",${closed})+COUNTIFS(${own},${rows("C")},"Lost",${closed})`,
  };
  const firsts = Array.from({ length: SIZE.months + 1 }, (_, m) => {
    const [year, month] = [2025 + Math.floor(m / 12), (m % 12) + 1];
    return { formula: `=DATE(${year},${month},1)`, result: null };
  });
  const sheets = Object.entries(kpis).flatMap(([name, formula]) =>
    handSheet(name, firsts, people, (i, m) => {
      const [here, next] = [columnLetter(1 + m), columnLetter(2 + m)];
      const said = formula
        .replaceAll("{from}", `${here}$1`)
        .replaceAll("{until}", `${next}$1`)
        .replaceAll("{row}", String(i + 2));
      const below = (reports.get(people[i]!) ?? []).map((at) => `+${here}${at + 2}`).join("");
      return `=${said}${below}`;
    }),
  );
  const rate = handSheet("rate", firsts, people, (i, m) => {
    const at = `${columnLetter(1 + m)}${i + 2}`;
    return `=IF(decided!${at}=0,"",wins!${at}/decided!${at})`;
  });
  return [...sheets, ...rate];
}

/** A row a person, a column a month. */
function handSheet(
  sheet: string,
  firsts: readonly WriteCell[],
  people: readonly WriteCell[],
  formula: (person: number, month: number) => string,
): WriteStep[] {
  const rows = people.map((person, i): WriteCell[] => [
    person,
    ...Array.from({ length: SIZE.months }, (_, m) => ({ formula: formula(i, m), result: null })),
  ]);
  const cells = [[null, ...firsts], ...rows];
  return [
    { kind: "addSheet", sheet, tabColour: null },
    { kind: "write", sheet, top: 0, left: 0, old: null, cells, why: "" },
  ];
}

/** How many figures of the published workbook aren't those by hand, or aren't there. */
function figuresApart(
  { program }: Engine,
  ours: WorkbookData,
  hand: WorkbookData,
): { readonly compared: number; readonly apart: number } {
  const sheet = ({ sheets }: WorkbookData, name: string) =>
    sheets.find((each) => each.name === name)!;
  const live = sheet(ours, SHEETS.live);
  const at = (column: number, row: number): CellValue => live.columns[column]?.[row] ?? null;
  const rowOf = new Map(
    Array.from({ length: live.rows }, (_, r) => [
      JSON.stringify([0, 1, 2].map((c) => at(c, r))),
      r,
    ]),
  );
  let [compared, apart] = [0, 0];
  for (const [name, by] of Object.entries(BY_HAND)) {
    const { label } = program.kpis.find((kpi) => kpi.name === name)!;
    const { columns, rows } = sheet(hand, by);
    for (let r = 1; r < rows; r += 1) {
      const row = rowOf.get(JSON.stringify([columns[0]![r], label, "actual"])) ?? -1;
      for (let m = 0; m < SIZE.months; m += 1) {
        compared += 1;
        if (!isAlike(at(FIRST_PERIOD + m, row), columns[1 + m]![r] ?? null)) apart += 1;
      }
    }
  }
  return { compared, apart };
}

const isAlike = (a: CellValue, b: CellValue): boolean =>
  typeof a === "number" && typeof b === "number"
    ? Math.abs(a - b) <= 1e-12 * Math.abs(b)
    : (a ?? "") === (b ?? "");

/** No rows where LibreOffice can't be had. */
export async function publishedFormulas(say: (text: string) => void): Promise<Row[]> {
  if (libreOfficeVersion() < 24.8) {
    say("No LibreOffice 24.8 or later can be had here: published formulas are not timed");
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), "answerable-bench-"));
  try {
    const workbook = workload(SIZE);
    const rules = rulesOf();
    const results = run({ rules, workbook, asOf: null, today: null });
    const { plan } = formulaPublication(results, workbook, DIALECTS.libreoffice, true);
    const [data, ours, hand] = ["data", "ours", "hand"].map((name) =>
      join(folder, `${name}.xlsx`),
    ) as [string, string, string];
    const source = sheetsOf(workbook);
    await saveNewXlsx(data, { title: "", steps: source });
    await saveNewXlsx(ours, { title: "", steps: [...source, ...plan.steps] });
    await saveNewXlsx(hand, { title: "", steps: [...source, ...byHand(workbook)] });
    const [own, beside] = [data, ours].map((path) => statSync(path).size) as [number, number];
    const [mine, theirs] = timed([ours, hand], folder) as [number[], number[]];
    const [worked, expected] = await Promise.all(
      [ours, hand].map((path) => readWorkbook(workedOut(path))),
    );
    const { compared, apart } = figuresApart(results.engine, worked!, expected!);
    agree(`native formulas: of ${compared}`, apart);
    say(`native formulas: ${compared} figures compared`);
    const ratio = median(mine.map((ms, i) => ms / theirs[i]!));
    const file = { ours: beside / 1000, peer: own / 1000, ratio: beside / own };
    return [
      row(
        "native formulas, 100 people × 10,000 rows × 24 months × 5 KPIs: recalculation in LibreOffice",
        "SUMIFS and COUNTIFS in every cell, the same program",
        0.25,
        { ours: median(mine), peer: median(theirs), ratio },
      ),
      row("the published file, KB", "the file with the data alone, KB", 1.5, file),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
