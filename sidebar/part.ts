/** Brings the page's second script into it: a file beside the page, or in Google a text, as there are no files. */
import type { RulesPart } from "./editor/part.ts";
import type { ScriptText } from "./rpc.ts";
import { texts } from "./texts/index.ts";
import { RpcFault } from "./wire/faults.ts";

/** Of the part that was built with this page, set by the build. */
declare const PART_ID: string;
/** Longer than any line takes that still works. */
const GIVEN_UP_MS = 30_000;

/** What the script leaves behind; `id` tells one build from another. */
interface PartWindow extends Window {
  readonly answerablePart?: { readonly id: string; readonly part: RulesPart };
}

/** The part, from the page where an earlier try left it there after all. Fails with an `RpcFault`. */
export async function bringPart(page: PartWindow, text: ScriptText): Promise<RulesPart> {
  if (!page.answerablePart)
    await inTime(page, text ? text().then((script) => inline(page, script)) : beside(page));
  const found = page.answerablePart;
  if (!found) throw failed(texts.faults.part);
  if (found.id !== PART_ID) throw failed(texts.faults.updated);
  return found.part;
}

const failed = (said: { readonly message: string; readonly todo: string }): RpcFault =>
  new RpcFault({ ...said, safe: texts.faults.nothingLost });

function beside(page: Window): Promise<void> {
  const script = page.document.createElement("script");
  const loaded = new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(failed(texts.faults.part));
    };
  });
  script.src = `rules.js?${PART_ID}`;
  page.document.head.append(script);
  return loaded;
}

/** Runs at once. Where the page's own script has a nonce, this one needs it too. */
function inline(page: Window, text: string): void {
  const script = page.document.createElement("script");
  script.nonce = page.document.querySelector("script")?.nonce ?? "";
  script.textContent = text;
  page.document.head.append(script);
  script.remove();
}

const inTime = (page: Window, loaded: Promise<void>): Promise<void> =>
  Promise.race([
    loaded,
    new Promise<never>((_, reject) => {
      page.setTimeout(() => reject(failed(texts.faults.part)), GIVEN_UP_MS);
    }),
  ]);
