/** Which KPIs' goals are worked out from other KPIs' goals, and whether only from the same person's. */
import type { FigureId, KpiId, Program } from "../../../dsl/ir/ir.ts";
import { figuresUnder } from "../../../dsl/ir/walk.ts";

export interface Followers {
  readonly kpis: ReadonlySet<KpiId>;
  /** Only a person's own figures are asked for: whoever has none that changed keeps his goal. */
  readonly own: boolean;
}

/** KPIs whose goals may change with those of `changed`, itself left out: by goal statements, weights and bounds. */
export function followers(program: Program, changed: ReadonlySet<KpiId>): Followers {
  const found = new Set(changed);
  let own = true;
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const kpi of program.kpis) {
      const asks = figuresOf(program, kpi.id).flatMap((id) => asked(program, id));
      const hits = asks.filter((ask) => found.has(ask.kpi));
      if (hits.length === 0) continue;
      found.add(kpi.id);
      if (hits.some((hit) => !hit.self)) own = false;
    }
  }
  for (const kpi of changed) found.delete(kpi);
  return { kpis: found, own };
}

/** Whether what a KPI's goals are said and shared by asks for anybody's goals or standing. */
export const restsOnGoals = (program: Program, kpi: KpiId): boolean =>
  figuresOf(program, kpi).some((id) => asked(program, id).length > 0);

function figuresOf(program: Program, kpi: KpiId): FigureId[] {
  const goals = program.goals.filter((g) => g.kpi === kpi).map((g) => g.value.figure);
  const cascades = program.cascades.filter((c) => c.kpi === kpi);
  const weights = cascades.flatMap((c) => [
    ...c.by,
    ...(c.spread !== null && "shares" in c.spread ? [] : (c.spread ?? [])),
  ]);
  return [
    ...goals,
    ...weights.flatMap((w) =>
      w.of === "figure" ? [w.figure] : w.of === "blend" ? w.parts.map((p) => p.figure) : [],
    ),
    ...cascades.flatMap((c) => [...c.atLeast, ...c.atMost].map((b) => b.figure)),
  ];
}

/** Goals, standing and status of KPIs that a figure asks for. */
function asked(program: Program, root: FigureId): { kpi: KpiId; self: boolean }[] {
  return figuresUnder(root, (f) => program.figures[f]!.node).flatMap((id) => {
    const { node } = program.figures[id]!;
    switch (node.kind) {
      case "standing":
        return [{ kpi: node.kpi, self: node.node.who === "self" }];
      case "status":
        return [{ kpi: node.kpi, self: node.node.who === "self" }];
      case "score":
        return program.scores[node.score]!.parts.map(({ kpi }) => ({ kpi, self: false }));
      case "countOfStatus":
        return node.kpis.map((kpi) => ({ kpi, self: node.node.who === "self" }));
      case "quantified":
        return program.kpis
          .filter((k) => k.role === node.role)
          .map(({ id }) => ({ kpi: id, self: node.node.who === "self" }));
      case "reports":
        return program.kpis.map(({ id }) => ({ kpi: id, self: false }));
      default:
        return [];
    }
  });
}
