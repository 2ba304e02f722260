/** Figures from a database: what a run asks for is fetched, and the run made again, until nothing is missing. */
import type { Program } from "../../../dsl/ir/ir.ts";
import { figuresUnder } from "../../../dsl/ir/walk.ts";
import type { Elsewhere } from "../../evaluate/types.ts";
import type { DayRange } from "../../evaluate/windows.ts";
import type { Model } from "../../model/model.ts";
import { UserError } from "../../model/user-error.ts";
import {
  type Answer,
  type Asked,
  actualsQuery,
  matricesOf,
  measureReasons,
} from "../../sql/index.ts";
import type { Bound } from "./bind.ts";
import type { Engine } from "./engine.ts";

/** What a run has to show for itself before more can be fetched for it. */
export interface Working {
  readonly program: Program;
  readonly model: Model;
}

export interface Fetching {
  readonly engine: Engine;
  readonly bound: Bound;
  readonly say: (what: string) => void;
}

/** Goals rest on figures and figures on goals, each a period or a year further back: seldom more than three rounds. */
const MOST_ROUNDS = 24;

/**
 * Does the work as often as it takes until every figure it asked for was there: what is missing is blank at first,
 * and nothing of a round with a missing figure is kept.
 */
export async function settled<T>(
  { engine, bound, say }: Fetching,
  work: (elsewhere: Elsewhere) => { readonly made: T; readonly working: Working },
): Promise<T> {
  const known = new Map<string, Float64Array>();
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const missing = new Missing();
    const { made, working } = work((node, ranges, nodes) => {
      const found = ranges.map((range) => known.get(cellKey(node, range)));
      if (found.includes(undefined)) missing.add(node, ranges);
      const out = new Float64Array(ranges.length * nodes).fill(Number.NaN);
      found.forEach((values, p) => {
        if (values) out.set(values, p * nodes);
      });
      return out;
    });
    const asked = missing.asked();
    if (asked.length === 0) {
      if (working.model.span === null) refuseUndated(bound, working);
      return made;
    }
    say(`Asking ${engine.called} for ${asked.length} figures …`);
    await fetch({ engine, bound, working, asked, known });
  }
  throw new Error(`figures still ask for others after ${MOST_ROUNDS} rounds`);
}

type AggregateNode = Asked["node"];

const rangeKey = ({ start, end, period }: DayRange): string => `${start} ${end} ${period.end}`;
const cellKey = (node: AggregateNode, range: DayRange): string =>
  `${node.by} ${node.scope} ${node.measure} ${rangeKey(range)}`;

/** Windows by aggregate, each once, in time order: so that aggregates asked over the same windows share a pass. */
class Missing {
  private readonly byNode = new Map<
    string,
    { node: AggregateNode; ranges: Map<string, DayRange> }
  >();

  add(node: AggregateNode, ranges: readonly DayRange[]): void {
    const key = `${node.by} ${node.scope} ${node.measure}`;
    const entry = this.byNode.get(key) ?? { node, ranges: new Map<string, DayRange>() };
    this.byNode.set(key, entry);
    for (const range of ranges) entry.ranges.set(rangeKey(range), range);
  }

  asked(): readonly Asked[] {
    return [...this.byNode.values()].map(({ node, ranges }) => ({
      node,
      ranges: [...ranges.values()].sort(
        (a, b) => a.start - b.start || a.end - b.end || a.period.end - b.period.end,
      ),
    }));
  }
}

interface FetchInput {
  readonly engine: Engine;
  readonly bound: Bound;
  readonly working: Working;
  readonly asked: readonly Asked[];
  readonly known: Map<string, Float64Array>;
}

async function fetch({ engine, bound, working, asked, known }: FetchInput): Promise<void> {
  const { program, model } = working;
  const binding = bound.binding(program, model);
  const measures = asked.map(({ node }) => node.measure);
  refuse(program, measures, (measure) => measureReasons(program, binding, measure));
  const query = actualsQuery({ program, org: model.org, asOf: model.asOf, binding }, asked);
  const nodes = model.org.nodes.length;
  const answers: Answer[] = [];
  for (const { statement } of query.passes) answers.push(await engine.numbers(statement));
  matricesOf(query, model.org, asked, answers).forEach((matrix, i) => {
    const { node, ranges } = asked[i]!;
    ranges.forEach((range, p) => {
      known.set(cellKey(node, range), matrix.subarray(p * nodes, (p + 1) * nodes));
    });
  });
}

/** Without a single date there is no period to ask for, and dates that are texts would give blanks without a word. */
function refuseUndated(bound: Bound, { program, model }: Working): void {
  const binding = bound.binding(program, model);
  const kept = [...program.measures.keys()].filter((measure) =>
    bound.isKept(program, program.measures[measure]!.table),
  );
  refuse(program, kept, (measure) => measureReasons(program, binding, measure));
}

/** Stops where some figure can't be had: a wrong total would be worse than none. */
function refuse(
  program: Program,
  measures: readonly number[],
  reasonsOf: (measure: number) => readonly string[],
): void {
  const lines = new Set<string>();
  for (const measure of measures) {
    for (const reason of reasonsOf(measure)) lines.add(`${usersOf(program, measure)}: ${reason}`);
  }
  if (lines.size === 0) return;
  const [first, ...rest] = lines;
  throw new UserError(
    `The database can't work out every figure. ${first}`,
    "",
    rest.length > 0 ? rest.join("\n") : "Everything else of the rules would compile.",
  );
}

/** The KPIs that rest on a measure, by name. */
function usersOf(program: Program, measure: number): string {
  const names = program.kpis.flatMap(({ name, figure }) =>
    figuresUnder(figure, (id) => program.figures[id]!.node).some((id) => {
      const { node } = program.figures[id]!;
      return node.kind === "aggregate" && node.measure === measure;
    })
      ? [`\`${name}\``]
      : [],
  );
  return names.length > 0 ? names.join(", ") : "A goal or check";
}
