import type { Kpi, LevelId, Program } from "../../../dsl/ir/ir.ts";

/** Whether a KPI is owed at a level below people: by its own `at`, by a goal for the level, or by a cascade to it. */
export const reaches = (program: Program, kpi: Kpi, level: LevelId): boolean =>
  (kpi.level.of === "level" && kpi.level.level === level) ||
  program.goals.some((g) => g.kpi === kpi.id && g.who.of === "level" && g.who.level === level) ||
  program.cascades.some((c) => c.kpi === kpi.id && c.to.includes(level));
