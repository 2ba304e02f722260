#!/usr/bin/env node
/** Paired timings against hand-written loops, databases and a spreadsheet's engine. `--json` prints rows only; else a table, and docs/performance.md is written. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { ensure, ROOT } from "./lib/ensure.mjs";
import { sectionOf } from "./lib/section.mjs";

ensure();
const outfile = join(ROOT, "dist", "bench", "main.mjs");
await build({
  absWorkingDir: ROOT,
  entryPoints: ["bench/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "error",
});
const json = process.argv.includes("--json");
installPeers();
/** Each part in a process of its own, so that none finds the other's garbage. */
const memory = part("memory()", ["--expose-gc"]);
const rows = part("figures((text) => console.error(text))");
rows.push(part("editedCells((text) => console.error(text))", ["--expose-gc"]));
rows.push(...part("trees()"));
rows.push(...part("language()"));
rows.push(...part("againstSpreadsheet((text) => console.error(text))"));
rows.push(...part("publishedFormulas((text) => console.error(text))"));
rows.push(part("ingesting()"));
rows.push(...part("databases((text) => console.error(text))"));
rows.push(...part("tenMillion()"));
rows.push(...part("goalCalls()"));
const growth = part("growth()");
const most = 100;
rows.push({
  name: "memory beyond the cells at 1 M rows, MB",
  ours_ms: Math.round(memory.kept),
  peer: "100 MB",
  peer_ms: most,
  ratio: Number((memory.kept / most).toFixed(2)),
  goal: 1,
  met: memory.kept <= most,
});
if (json) {
  console.log(JSON.stringify(rows, null, 2));
} else {
  const head = ["what", "ours, ms", "peer", "peer, ms", "ratio", "goal", "met"];
  const cells = rows.map((r) => [
    r.name,
    r.ours_ms,
    r.peer,
    r.peer_ms,
    r.ratio,
    `≤ ${r.goal}`,
    r.met ? "yes" : "no",
  ]);
  const table = [head, head.map(() => "---"), ...cells]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
  console.log(table);
  const [cpu] = cpus();
  const page = `# Performance

Made by \`npm run bench\`. Both sides of a row are timed in one run, by turns, and the ratio is the median of the rounds' own ratios: what else the machine does falls on both. Every cell of both sides is compared in the same run; a difference ends it.

${table}

Measured on ${cpus().length} × ${cpu?.model.trim() ?? "an unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.

Memory is what stays beside the cells after a collection, in a fresh process: columns, placements, conditions and figures, ready for the next question.

## How it grows

Medians in ms of a scorecard of 250,000 rows, 5,000 people, 24 months and 6 KPIs, with one of the sizes stepped.

${curves(growth)}

## What is measured

**Scorecard.** A generated organisation of 10,000 people in five levels and a million deals over two years. Six KPIs as rules: a sum with a condition, a sum with two, a count with a condition, a count by another date, a ratio of counts, and distinct accounts over whole subtrees. The result is every KPI for every person and month, rolled up: 1.4 million figures. Our side is the engine itself: rules compiled beforehand, a fresh evaluator each round, any rules would do. The loop is written by hand for exactly these six KPIs. DuckDB gets the same columns as integers and the tree as a closure table; its result is fetched. Reading the cells into columns is not part of any side. SQLite (libsql, which comes prebuilt) and arquero are installed by the bench under \`.cache/bench-peers\`, no part of a clone's packages; where that fails they are left out and it says so.

**Against a spreadsheet.** Univer's formula engine (Apache-2.0, the one the local workbook has), with the table in a sheet, its months in columns of their own, and a formula for every person, month and KPI: SUMIFS and COUNTIFS over the whole table, and the reports' cells added. Small, because its time grows with rows × formulas: 2,400 formulas over 2,000 rows take it seconds, the 12,000 of 100 people over 10,000 rows minutes. Distinct accounts have no formula there and are left out of its side only.

**Native formulas.** The same workbook twice, opened in LibreOffice: with our sheets of formulas, and with a formula in every cell as a person would write it, own rows by SUMIFS and COUNTIFS over the whole table and the reports' cells added. The time is that of working everything out anew inside the program; what both sides come to in the first round, which isn't counted, is compared figure by figure. Opening, and the time after a single edit, are not measured. The file is weighed with our sheets in it and with the data alone; nobody owes a goal there. Left out where LibreOffice 24.8 or later isn't there.

**SQL.** The six KPIs asked of DuckDB and PostgreSQL as a run asks them, from the statement to matrices of figures, against a query that somebody who knows SQL would write for these six and no others (docs/sql.md); both results are read by the same client code. A round takes seconds, so that each side's shortest of three counts. Ten million rows lie in a file of DuckDB's own; the memory is that of the whole process.

**Ingest.** The same cells, column by column as hosts give them, made into typed columns and owners: with every check of dirt on our side, trusted by a plain loop on the other.

**Edits.** 20,000 random edits (after 10,000 to warm up) of amounts, stages, owners, accounts and dates, each from cell to figures, the six KPIs of the row's owner read anew among them. Afterwards every figure equals a run from nothing to the last bit.

**Cascade.** One goal in cents down a million people, 5 to 11 a manager, largest remainder, products exact beyond 2^53. Our side is the kernel that \`SPLIT\` and every cascade without bounds run on; the other is the same arithmetic in one function.

**Months that tie both ways.** Beside the timing every figure is compared with an exact reference: the definition itself in whole numbers of any size (largest remainders; the nearest table by the best of all rows below), which shares no code with the kernel.

**Goals.** The sidebar's calls over 10,000 people and 50,000 rows, from the cells read to the answer, as the local workbook and Excel serve them: with the engine kept from the call before, and from nothing. Both answers are compared first. A hold moves the goals beside it and no others; a question to the top's goal moves all of them.

## Why it is as fast as that

- A condition on texts is decided once per distinct text, then looked up by code.
- Sums are made of parts that add without loss (whole multiples of powers of two), so order, tree and edits leave no trace; the end is rounded once.
- Edits take a row out of the figures above it and put it back: sums by parts, distinct by counts a node, month and text.
- Windows of all periods cut the calendar into atoms: one pass over the rows fills them, one pass over the tree adds them up.
- Distinct over a subtree needs no sets: rows are chained by value, and each chain walks up only until it meets its own stamp.
- Rows are put in the order of their days by counting, because days lie close together.
- Figures that are arithmetic of others are worked out a matrix at a time.
- What a cascade stands on is kept between calls; a hold works out the managers it touches, and the rest are the very same objects.
- A cell seen before is known by a map of the cells themselves; what is new is found by a hash of its matching form, so that each form is folded once.
`;
  const path = join(ROOT, "docs", "performance.md");
  // `npm run budgets` writes that one.
  writeFileSync(path, `${page}\n${sectionOf(path, "The sidebar")}\n`);
  console.log("\nWrote docs/performance.md.");
}
/** A part's result, from a process of its own. */
function part(call, flags = []) {
  const script = `import(${JSON.stringify(outfile)}).then(async (bench) => {
  console.log(JSON.stringify(await bench.${call}));
})`;
  const run = spawnSync(
    process.execPath,
    ["--max-old-space-size=8192", ...flags, "--input-type=module", "-e", script],
    { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8", maxBuffer: 1e8 },
  );
  if (run.status !== 0) process.exit(run.status ?? 1);
  return JSON.parse(run.stdout);
}

/** Peers that nothing else needs: kept out of package.json, so that a clone's install stays small and unbuilt. */
function installPeers() {
  const folder = join(ROOT, ".cache", "bench-peers");
  if (existsSync(join(folder, "node_modules", "arquero"))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const peers = ["libsql@0.5.29", "arquero@8.0.0"];
  const args = ["install", "--save-exact", "--no-audit", "--no-fund", "--prefix", folder, ...peers];
  const done = spawnSync("npm", args, { stdio: "ignore", shell: process.platform === "win32" });
  if (done.status !== 0) console.error("The bench's own peers could not be installed.");
}

function curves(all) {
  const lines = all.map(
    ({ of, points }) =>
      `| ${of} | ${points.map(({ at, ms }) => `${at.toLocaleString("en-US")}: ${ms.toFixed(1)}`).join(" · ")} |`,
  );
  return ["| stepped | size: ms |", "| --- | --- |", ...lines].join("\n");
}

// A goal that is missed stands on the page as missed; only sides that differ end a run with 1, in their part.
const missed = rows.filter((r) => !r.met).length;
if (missed > 0) console.error(`${missed} of ${rows.length} goals are missed.`);
