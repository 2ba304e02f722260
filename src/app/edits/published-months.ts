/** The months of the goals last published, from the record that Publish keeps: what was typed over since is not in it. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { type Day, parseIso } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { KpiId, Program } from "../../../dsl/ir/ir.ts";
import type { Model } from "../../model/model.ts";
import type { WorkbookData } from "../../model/workbook.ts";
import type { Change } from "../goals/resets.ts";
import { GOALS_SHEET } from "../published.ts";
import { type RecordedSheet, readRecord } from "../record.ts";

export interface PublishedMonths {
  /** As of which day it was worked out; null: nothing was published that a run of this day knows. */
  readonly asOf: Day | null;
  /** A goal as the cascade had it, before resets and overrides; null where no row is on record. */
  find(kpi: KpiId, node: number, month: Period): number | null;
}

/** The goals on record, read when first asked for. */
export interface GoalRecord {
  /** ISO day as of which they were worked out; empty: none are. */
  readonly asOf: string;
  find(key: string): number | undefined;
}

export function goalRecord(workbook: WorkbookData): GoalRecord {
  let sheet: RecordedSheet | null | undefined;
  let goals: ReadonlyMap<string, number> | null = null;
  const read = (): RecordedSheet | null => {
    if (sheet === undefined)
      sheet = readRecord(workbook, (name) => name === GOALS_SHEET)[0] ?? null;
    return sheet;
  };
  return {
    get asOf() {
      return read()?.asOf ?? "";
    },
    find: (key) => {
      const found = read();
      if (!found) return undefined;
      goals ??= goalsOf(found);
      return goals.get(key);
    },
  };
}

export interface PublishedInput {
  readonly program: Program;
  readonly model: Model;
  readonly record: GoalRecord;
  /** Resets and overrides that changed goals after the cascade of a day. */
  readonly changes: (kpi: KpiId, node: number, day: Day) => readonly Change[];
}

/** A run as of a day before the published one knows nothing of it. */
export function publishedMonths({
  program,
  model,
  record,
  changes,
}: PublishedInput): PublishedMonths {
  const read = parseIso(record.asOf);
  const day = read !== null && read <= model.asOf ? read : null;
  const known = new Map<KpiId, boolean>();
  const onRecord = (kpi: KpiId, node: number, label: string): number | undefined =>
    record.find(
      `${foldText(program.kpis[kpi]!.name)}\n${foldText(label)}\n${calledOf(model, node)}`,
    );
  /** Of the changes of the very day of publishing those made before it: the last of them is what is on record. */
  const published = (kpi: KpiId, node: number, on: Day): readonly Change[] => {
    const list = changes(kpi, node, on);
    const isIn = ({ on: made, period, to }: Change): boolean => {
      if (made < on) return true;
      const goal = onRecord(kpi, node, model.calendar.parse(period)?.label ?? period);
      return goal === undefined || Math.abs(goal - to) <= 1e-6 * Math.max(1, Math.abs(to));
    };
    let count = list.length;
    while (count > 0 && !isIn(list[count - 1]!)) count -= 1;
    return count === list.length ? list : list.slice(0, count);
  };
  /** A change to 0 can't be told back: then the KPI's months are worked out anew. */
  const isTold = (kpi: KpiId, on: Day): boolean => {
    const made =
      known.get(kpi) ??
      model.org.nodes.every(({ id }) =>
        published(kpi, id, on).every((c) => c.to !== 0 && Number.isFinite(c.from)),
      );
    known.set(kpi, made);
    return made;
  };
  return {
    asOf: day,
    find: (kpi, node, month) => {
      if (day === null || !isTold(kpi, day)) return null;
      const value = onRecord(kpi, node, month.label);
      if (value === undefined) return null;
      return published(kpi, node, day).reduceRight((goal, change) => {
        const span = model.calendar.parse(change.period);
        const isIn = span && month.start >= span.start && month.end <= span.end;
        return isIn ? goal * (change.from / change.to) : goal;
      }, value);
    },
  };
}

/** By KPI, period and name; of nodes below people, whose names repeat, also by their owners. */
function goalsOf(sheet: RecordedSheet): ReadonlyMap<string, number> {
  const header = sheet.rows[sheet.headerRow] ?? [];
  const at = (name: string) => header.indexOf(name);
  const [path, kpi, period, goal] = [at("path"), at("kpi"), at("period"), at("goal")];
  const goals = new Map<string, number>();
  for (const row of sheet.rows.slice(sheet.headerRow + 1)) {
    const value = row?.[goal!];
    if (!row || typeof value !== "number") continue;
    const text = (column: number) => foldText(String(row[column] ?? ""));
    const names = text(path!).split(" / ");
    const key = `${text(kpi!)}\n${text(period!)}\n`;
    names.forEach((_, from) => {
      const tail = key + names.slice(from).join(" / ");
      if (!goals.has(tail)) goals.set(tail, value);
    });
  }
  return goals;
}

function calledOf(model: Model, node: number): string {
  const { folded, above, level } = model.org.nodes[node]!;
  return level === null ? folded : `${calledOf(model, above)} / ${folded}`;
}
