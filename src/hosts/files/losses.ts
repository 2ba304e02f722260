/** What would be lost if a workbook were saved: found by saving it to memory and comparing. */
import { unzipSync } from "fflate";
import { openXlsx, saveXlsx } from "hucre/xlsx";
import { keepResults } from "./xlsx-write.ts";

/** Parts of a workbook file by the words their owner would use. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^xl\/charts\/chart/, "charts"],
  [/^xl\/chartsheets\//, "chart sheets"],
  [/^xl\/pivotTables\//, "pivot tables"],
  [/^xl\/vbaProject\.bin$/, "macros"],
  [/^xl\/media\//, "images"],
  [/^xl\/slicers\//, "slicers"],
  [/^xl\/timelines\//, "timelines"],
  [/^xl\/(?:threadedComments|comments)/, "comments"],
  [/^xl\/externalLinks\//, "links to other workbooks"],
  [/^xl\/(?:connections\.xml|queryTables\/)/, "data connections"],
  [/^xl\/(?:activeX|ctrlProps)\//, "form controls"],
  [/^xl\/embeddings\//, "embedded objects"],
  [/^customXml\/item\d+\.xml$/, "custom XML of other add-ins"],
];

/** What saving can't keep, in words (`charts`, `macros` …); empty where everything stays. */
export async function lossesOfXlsx(bytes: Uint8Array): Promise<readonly string[]> {
  const before = partsInUse(bytes);
  if (![...before].some((part) => KINDS.some(([kind]) => kind.test(part)))) return [];
  const file = await openXlsx(bytes, { readStyles: true });
  keepResults(file);
  const after = partsInUse(await saveXlsx(file));
  const count = (parts: ReadonlySet<string>, kind: RegExp) =>
    [...parts].filter((part) => kind.test(part)).length;
  return KINDS.flatMap(([kind, words]) =>
    count(after, kind) < count(before, kind) ? [words] : [],
  );
}

/** Parts that a relationship leads to: a part that nothing points at is as good as gone. */
function partsInUse(bytes: Uint8Array): ReadonlySet<string> {
  const parts = unzipSync(bytes);
  const used = new Set<string>();
  for (const [path, content] of Object.entries(parts)) {
    if (!path.endsWith(".rels")) continue;
    const folder = path.replace(/_rels\/[^/]*$/, "");
    for (const [, target] of new TextDecoder().decode(content).matchAll(/Target="([^"]+)"/g)) {
      const part = resolvePart(folder, target!);
      if (parts[part]) used.add(part);
    }
  }
  return used;
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path: string[] = [];
  for (const step of `${folder}${target}`.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}
