/** Rows of what can be held against a run: findings, checks, the tie-out, every row of the data. */
import { ASIDE_WORDS } from "./account.ts";
import type { CertificateLine, CertificateRow, Results } from "./results.ts";
import { type RowFilter, type TidyCell, wanted, whoCells } from "./tidy.ts";

export function* findingRows(results: Results): Generator<readonly TidyCell[]> {
  for (const f of results.findings) yield [f.severity, f.code, f.place, f.message, f.fix];
}

export function* checkRows(results: Results): Generator<readonly TidyCell[]> {
  for (const c of results.checks) {
    yield [c.line, c.expression, c.actual, c.expected, c.passed];
  }
}

/** The certificate's lines that a filter keeps. */
export function rowsCertified(results: Results, filter: RowFilter): readonly CertificateRow[] {
  const [who, kpi, period] = [wanted(filter.who), wanted(filter.kpi), wanted(filter.period)];
  return results.certificate.filter((row) => {
    const { name, called } = results.personAt(row.node, row.period);
    const isKpi = kpi(results.program.kpis[row.kpi]!.name);
    return isKpi && period(row.period.label) && (who(name) || who(called));
  });
}

export function* tieoutRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  for (const row of rowsCertified(results, filter)) {
    yield [
      ...whoCells(results.personAt(row.node, row.period)),
      results.program.kpis[row.kpi]!.name,
      row.period.label,
      ...lineCells(row.assigned),
      ...lineCells(row.base),
      row.ties,
      row.leftOver || null,
    ];
  }
}

const lineCells = (line: CertificateLine): TidyCell[] => [
  line.goal,
  line.reserve,
  line.buffer,
  line.handedDown,
  line.held,
  line.free,
  line.odd,
  line.vacancies,
  line.open,
  line.reports,
  line.difference,
];

/** A line for the rows found, one for those used, one for each reason (and name of nobody's) of the rest. */
export function* dataRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const kpi = wanted(filter.kpi);
  for (const account of results.accounts()) {
    if (!kpi(account.kpi?.name ?? "")) continue;
    const head = [account.table, account.kpi?.name ?? null, account.figure || null];
    yield [...head, "found", null, account.found, null, null];
    yield [...head, "used", null, account.used, null, null];
    for (const { why, who, rows, amount, sheetRows } of account.aside) {
      const first = sheetRows.join(" ") + (rows > sheetRows.length ? " …" : "");
      yield [...head, ASIDE_WORDS[why], who || null, rows, amount, first];
    }
  }
}
