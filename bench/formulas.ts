/**
 * The published workbook against a formula for every cell as a person would write it, both worked out by LibreOffice:
 * the time of a hard recalculation inside the opened program, and what the sheets add to the file.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formulaPublication } from "../src/app/publish-formulas.ts";
import { run } from "../src/app/run.ts";
import { DIALECTS } from "../src/formula/text/dialect.ts";
import { saveNewXlsx } from "../src/hosts/files/index.ts";
import type { WriteCell, WriteStep } from "../src/hosts/port/index.ts";
import { columnLetter } from "../src/model/address.ts";
import type { WorkbookData } from "../src/model/workbook.ts";
import { sheetsOf } from "../test/formula/drawn.ts";
import { libreOfficeVersion } from "../test/formula/libreoffice.ts";
import { type Row, row } from "./row.ts";
import { RULES, workload } from "./workload.ts";

const SIZE = { people: 100, rows: 10_000, accounts: 1_000, months: 24 } as const;
/** The longest that an engine is waited for. */
const PATIENCE_MS = 1_200_000;
const ROUNDS = 3;

/** Opens each file and works it out anew, by turns; the milliseconds of each, a line a round. */
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
  Dim books(${paths.length - 1}) As Object
${paths.map((path, i) => `  books(${i}) = StarDesktop.loadComponentFromURL(&quot;${pathToFileURL(path).href}&quot;, &quot;_blank&quot;, 0, hidden())`).join("\n")}
  Open &quot;${told}&quot; For Output As #1
  For turn = 0 To ${ROUNDS}
    For i = 0 To ${paths.length - 1}
      start = GetSystemTicks()
      books(i).calculateAll()
      Print #1, CStr(GetSystemTicks() - start)
    Next i
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
  const closed = 'Deals!$G$2:$G$@,">="&X$1,Deals!$G$2:$G$@,"<"&Y$1'.replaceAll(
    "@",
    String(SIZE.rows + 1),
  );
  const created = closed.replaceAll("$G", "$F");
  const own = `${rows("A")},$A#`;
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
  return Object.entries(kpis).flatMap(([name, formula]): WriteStep[] => {
    const cells = people.map((person, i): WriteCell[] => [
      person,
      ...Array.from({ length: SIZE.months }, (_, m) => {
        const [here, next] = [columnLetter(1 + m), columnLetter(2 + m)];
        const said = formula
          .replaceAll("X$", `${here}$`)
          .replaceAll("Y$", `${next}$`)
          .replaceAll("#", String(i + 2));
        const below = (reports.get(person) ?? []).map((at) => `+${here}${at + 2}`).join("");
        return { formula: `=${said}${below}`, result: null };
      }),
    ]);
    return [
      { kind: "addSheet", sheet: name, tabColour: null },
      {
        kind: "write",
        sheet: name,
        top: 0,
        left: 0,
        old: null,
        cells: [[null, ...firsts], ...cells],
        why: "",
      },
    ];
  });
}

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
