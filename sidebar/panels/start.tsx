import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty, Icon } from "../ui/parts.tsx";

const TONE = { error: "bad", warning: "watch", note: "dim" } as const;

export function Start({ state, actions }: { state: State; actions: Actions }) {
  const { workbook, rules, run } = state;
  return (
    <div>
      {!rules.exists && (
        <Empty title={texts.start.noRules.title} body={texts.start.noRules.body}>
          <button type="button" class="primary wide" onClick={actions.sample}>
            {texts.start.noRules.sample}
          </button>
          <button type="button" class="wide" onClick={() => actions.open("rules")}>
            {texts.start.noRules.own}
          </button>
        </Empty>
      )}
      <div class="grp">
        <span class="grow">
          <bdi>{workbook?.title ?? ""}</bdi>
        </span>
      </div>
      {workbook?.sheets.map((sheet) => (
        <div class="row" key={sheet.name}>
          <span class="grow">
            <bdi>{sheet.name}</bdi>
            <small>{sheet.headers.filter(Boolean).slice(0, 6).join(", ")}</small>
          </span>
          <span class="meta">{texts.common.rows(sheet.rows)}</span>
        </div>
      ))}
      {run && run.findings.length > 0 && (
        <section>
          <div class="grp">{texts.start.findings}</div>
          {run.findings.slice(0, 40).map((f) => (
            <div class="row" key={`${f.code} ${f.place} ${f.message}`}>
              <span class={TONE[f.severity]}>
                <Icon name={f.severity === "note" ? "info" : "warn"} />
              </span>
              <span class="grow">
                {f.message}
                <small>
                  {f.place} {f.fix}
                </small>
              </span>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
