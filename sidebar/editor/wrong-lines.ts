/** Numbers of lines with a mistake look so: no column of marks takes their place from the text. */
import { setDiagnosticsEffect } from "@codemirror/lint";
import { RangeSet, StateField, type Text } from "@codemirror/state";
import { GutterMarker, gutterLineClass } from "@codemirror/view";

class Marked extends GutterMarker {
  override readonly elementClass: string;
  constructor(severity: "error" | "warning") {
    super();
    this.elementClass = `cm-line-${severity}`;
  }
}
const MARKED = { error: new Marked("error"), warning: new Marked("warning") };

interface Found {
  readonly from: number;
  readonly severity: string;
}

/** A line with both is wrong. */
function markedIn(found: readonly Found[], doc: Text): RangeSet<GutterMarker> {
  const lines = new Map<number, "error" | "warning">();
  for (const { from, severity } of found) {
    const line = doc.lineAt(Math.min(from, doc.length)).from;
    if (severity === "error") lines.set(line, "error");
    else if (severity === "warning" && !lines.has(line)) lines.set(line, "warning");
  }
  const ranges = [...lines].map(([line, severity]) => MARKED[severity].range(line));
  return RangeSet.of(ranges, true);
}

export const wrongLines = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (before, { docChanged, changes, effects, newDoc }) => {
    const told = effects.find((effect) => effect.is(setDiagnosticsEffect));
    if (told) return markedIn(told.value as readonly Found[], newDoc);
    return docChanged ? before.map(changes) : before;
  },
  provide: (field) => gutterLineClass.from(field),
});
