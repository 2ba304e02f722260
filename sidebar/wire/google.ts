/** Apps Script: JSON text both ways, each call an execution of its own without memory. What takes long is written part by part. */
import type {
  PartFault,
  PartReply,
  PartRequest,
  RpcReply,
  RpcRequest,
  WritePart,
  WritePlan,
} from "../../src/app/contract.ts";
import { spoken, texts } from "../texts/index.ts";
import { RpcFault, Stopped } from "./faults.ts";
import { type Tell, type Wire, WRITES } from "./wire.ts";

export interface GoogleRun {
  withSuccessHandler(done: (reply: string) => void): GoogleRun;
  withFailureHandler(failed: (fault: Error) => void): GoogleRun;
  answerableCall(request: string): void;
  answerableWrite(part: string): void;
  answerablePart(): void;
}

/** What ended a write before its end; null: it is whole. */
type Ended = PartFault | "stopped" | null;

/** One call of a function of the script's; a fault of Google's own in words that help. */
export const askGoogle = (run: GoogleRun, ask: (run: GoogleRun) => void): Promise<string> =>
  new Promise((resolve, reject) => {
    ask(
      run.withSuccessHandler(resolve).withFailureHandler((fault) => {
        const said = /PERMISSION_DENIED/.test(fault.message)
          ? texts.faults.severalAccounts
          : { message: fault.message, todo: texts.common.tryAgain };
        reject(new RpcFault({ ...said, safe: texts.faults.nothingLost }));
      }),
    );
  });

export function googleWire(run: GoogleRun, tell: Tell): Wire {
  let stops = 0;
  /** Dates, undefined and instances of classes don't cross: text does. */
  const call = async (request: RpcRequest): Promise<RpcReply> =>
    JSON.parse(
      await askGoogle(run, (script) => script.answerableCall(JSON.stringify(request))),
    ) as RpcReply;
  const part = async (asked: Omit<PartRequest, "language">): Promise<PartReply> => {
    const text = JSON.stringify({ language: spoken(), ...asked } satisfies PartRequest);
    return JSON.parse(await askGoogle(run, (script) => script.answerableWrite(text))) as PartReply;
  };

  /** All parts in their order; where one fails or the user gives up, those begun are taken back, the last first. */
  const write = async (
    parts: readonly WritePart[],
    inverse: WritePlan,
    hasStopped: () => boolean,
  ): Promise<Ended> => {
    const of = parts.reduce((sum, { steps }) => sum + rowsIn(steps), 0);
    let done = 0;
    for (const [at, { steps, seen }] of parts.entries()) {
      const begun = parts.slice(0, at);
      if (hasStopped()) return takeBack(begun, inverse, "stopped");
      const sheet = steps.find((step) => step.kind === "write")?.sheet ?? steps[0]?.sheet ?? "";
      tell({ event: "progress", doing: "writing", sheet, done, of });
      const { fault } = await part({ write: steps, seen }).catch(faultOf);
      // What somebody else wrote where a part wasn't begun stays.
      if (fault) return takeBack(fault.untouched ? begun : parts.slice(0, at + 1), inverse, fault);
      done += rowsIn(steps);
    }
    return hasStopped() ? takeBack(parts, inverse, "stopped") : null;
  };
  /** `why` it is taken back: told with what others typed over it meanwhile, which stays. */
  const takeBack = async (
    begun: readonly WritePart[],
    inverse: WritePlan,
    why: NonNullable<Ended>,
  ): Promise<Ended> => {
    const steps = inverse.steps.slice(
      inverse.steps.length - begun.reduce((sum, { undone }) => sum + undone, 0),
    );
    let kept: PartReply["kept"] = null;
    let from = 0;
    for (const { undone, steps: written } of [...begun].reverse()) {
      const write = steps.slice(from, from + undone);
      const back = { write, back: written, kept: kept?.places ?? [] };
      const first: PartReply = await part(back).catch(faultOf);
      // Once more where the line broke: what is taken back twice is as it was too.
      const reply: PartReply = first.fault ? await part(back).catch(faultOf) : first;
      if (reply.fault) {
        return { ...withKept(reply.fault, kept), safe: texts.faults.halfWritten };
      }
      kept = reply.kept;
      from += undone;
    }
    if (!kept) return why;
    // Nothing is said of nothing written: a sheet that others wrote on stays.
    return why === "stopped"
      ? { message: kept.stopped, safe: "", todo: texts.common.tryAgain }
      : { ...withKept(why, kept), safe: "" };
  };

  return {
    stop: () => {
      stops += 1;
    },
    send: async (request) => {
      const before = stops;
      const hasStopped = () => stops !== before;
      const reply = await call(request);
      if (!reply.ok || !WRITES.has(request.method)) return reply;
      const { undo } = reply.output as { readonly undo?: WritePlan | null };
      const back = reply.back ?? undo;
      if (!back) return reply;
      if (reply.parts) {
        const ended = await write(reply.parts, back, hasStopped);
        if (ended === "stopped") throw new Stopped();
        if (ended !== null) throw new RpcFault(ended);
        return reply;
      }
      // Written in one go while the user gave up: taken back in one go, but for what takes back itself.
      if (!hasStopped() || request.method === "undo") return reply;
      const undone = await call({ ...request, method: "undo", input: { plan: back } });
      const isBack = undone.ok && (undone.output as { applied?: boolean }).applied === true;
      if (isBack) throw new Stopped();
      return reply;
    },
  };
}

const withKept = (fault: PartFault, kept: PartReply["kept"]): PartFault =>
  kept ? { ...fault, message: `${fault.message} ${kept.said}` } : fault;

const rowsIn = (steps: WritePart["steps"]): number =>
  steps.reduce((sum, step) => sum + (step.kind === "write" ? step.cells.length : 0), 0);

function faultOf(fault: unknown): PartReply {
  const message = fault instanceof Error ? fault.message : String(fault);
  const detail =
    fault instanceof RpcFault
      ? fault.detail
      : { message, safe: texts.faults.nothingLost, todo: texts.common.tryAgain };
  return { fault: detail, kept: null };
}
