import type { Diagnostic } from "../../../dsl/diagnostics/diagnostic.ts";
import { LineMap } from "../../../dsl/span.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";
import { Said } from "../../ui/said.tsx";

/** More than anybody reads at once. */
const MOST = 50;

/** What is wrong, what to write, and a button that writes it; by line. */
export function Problems(props: {
  text: string;
  diagnostics: readonly Diagnostic[];
  onFix: (text: string) => void;
  onJump: (at: number) => void;
}) {
  const { text, diagnostics } = props;
  const lines = new LineMap(text);
  if (diagnostics.length === 0) return <p class="sec dim">{texts.rules.noProblem}</p>;
  return (
    <>
      {diagnostics.slice(0, MOST).map((d) => (
        <div class="prob" key={`${d.code} ${d.span.start}`}>
          <span class={d.severity === "error" ? "bad" : d.severity === "warning" ? "watch" : "dim"}>
            <Icon name={d.severity === "error" ? "wrong" : "warn"} />
          </span>
          <span>
            <Said text={d.message} />
          </span>
          {d.hint && (
            <span class="dim">
              <Said text={d.hint} />
            </span>
          )}
          <span class="line">
            {d.fix && (
              <button
                type="button"
                class="mini"
                onClick={() =>
                  props.onFix(
                    text.slice(0, d.fix!.span.start) + d.fix!.text + text.slice(d.fix!.span.end),
                  )
                }
              >
                {texts.rules.fix(d.fix.text)}
              </button>
            )}
            <button type="button" class="why" onClick={() => props.onJump(d.span.start)}>
              {texts.rules.line(lines.lineOf(d.span.start), d.code)}
            </button>
          </span>
        </div>
      ))}
    </>
  );
}
