/** The task pane's script: functions at once, the sidebar's host as soon as Office is ready. */

import { sampleRules, sampleWorkbook } from "../../../examples/generate.ts";
import type { HostEvent, RpcReply, RpcRequest } from "../../app/contract.ts";
import { keptEngines } from "../../app/kept.ts";
import { reply } from "../../app/service.ts";
import { runLater } from "../../app/steps.ts";
import { FUNCTION_DESK } from "../../functions/desk.ts";
import { wordsFor } from "../../words/index.ts";
import { minuteHere } from "../port/clock.ts";
import { stoppable } from "../port/watch.ts";
import { associateFunctions } from "./functions.ts";
import { isDark } from "./theme.ts";
import { excelWorkbook } from "./workbook.ts";

const READY_MS = 15_000;
const OPTIONS = {
  clock: () => performance.now(),
  kept: keptEngines(),
  sample: () => ({ workbook: sampleWorkbook(), rules: sampleRules }),
  functions: FUNCTION_DESK,
};

associateFunctions();

/** Office that never answers is a blank pane to a user: said after a while instead. */
const ready = new Promise<boolean>((resolve) => {
  const watchdog = setTimeout(() => resolve(false), READY_MS);
  void Office.onReady(() => {
    clearTimeout(watchdog);
    resolve(true);
  });
});

const listeners: ((event: HostEvent) => void)[] = [];
const tell = (event: HostEvent): void => {
  for (const listener of listeners) listener(event);
};
/** Ends what is being read and takes back what is being written. */
const { watch, stop } = stoppable((progress) => tell({ event: "progress", ...progress }));

const workbook = () =>
  excelWorkbook({
    locale: Office.context.contentLanguage || "en-US",
    now: minuteHere,
    watch: watch(),
  });

async function call(request: RpcRequest): Promise<RpcReply> {
  if (!(await ready)) {
    const { excelSilent: message, safe, reopenPane: todo } = wordsFor(request).calls;
    const error = { message, safe, todo };
    return { id: request.id, ok: false, error };
  }
  return runLater(reply(workbook(), request, OPTIONS));
}

function subscribe(listener: (event: HostEvent) => void): void {
  listeners.push(listener);
  void ready.then((answered) => {
    if (!answered) return;
    workbook().subscribe?.(({ sheet }) => listener({ event: "changed", sheet }));
    void Excel.run(async (context) => {
      context.workbook.worksheets.onSelectionChanged.add(async () =>
        listener({ event: "selected" }),
      );
      await context.sync();
    });
    const dark = isDark(Office.context.officeTheme?.bodyBackgroundColor);
    if (dark !== null) listener({ event: "theme", dark });
  });
}

Object.assign(window, { answerableHost: { call, subscribe, stop } });
