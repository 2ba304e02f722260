import type { ComponentChildren } from "preact";
import { percent } from "../format.ts";
import { texts } from "../texts/index.ts";

const PATHS: Readonly<Record<string, string>> = {
  start: "M2.5 8L8 3l5.5 5M4 7v6h8V7",
  rules:
    "M6 3c-2 0-2 1.5-2 2.5S4 8 2.5 8C4 8 4 9.5 4 10.5S4 13 6 13M10 3c2 0 2 1.5 2 2.5S12 8 13.5 8C12 8 12 9.5 12 10.5S12 13 10 13",
  goals: "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 1 0 0-4.8",
  scorecard: "M2 12.5h12M4 12.5V8M8 12.5V4M12 12.5V6.5",
  answers: "M3 3h10v7H8l-3 3v-3H3z",
  publish: "M8 10V3M5 6l3-3 3 3M3 10v3h10v-3",
  check: "M3 8.5l3.3 3.3L13 5",
  cross: "M4 4l8 8m0-8l-8 8",
  warn: "M8 2.5l6 10.5H2zM8 6.5v3M8 11.2v.1",
  back: "M10 3L5 8l5 5",
  down: "M4 6l4 4 4-4",
  next: "M6.5 4.5L10 8l-3.5 3.5",
  up: "M8 13V3M4 7l4-4 4 4",
  lock: "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  unlock: "M3.5 7h9v6.5h-9zM5.500 7V5a2.500 2.500 0 0 1 4.700-1.200",
  sheet: "M2.5 3h11v10h-11zM2.5 6.3h11M6 6.3V13",
  drift: "M2.5 6h9l-2.2-2.2M13.5 10h-9l2.2 2.2",
  turn: "M13 8a5 5 0 0 1-9 3M3 8a5 5 0 0 1 9-3M12 2.5V5H9.5M4 13.5V11h2.5",
  wrong: "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 5v3.5M8 11v.1",
  target: "M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9",
  table: "M2 3h12v10H2zM2 6.3h12M6 6.3V13",
  file: "M4 2h5l3.5 3.5V14H4zM9 2v3.5h3.5",
  people:
    "M6 3a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 1 0 6 3M2 13c0-2.5 1.7-4 4-4s4 1.500 4 4M10.500 3.300a2 2 0 0 1 0 3.900M12 9.300c1.300.6 2 1.900 2 3.700",
  day: "M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v3M10.500 2v3",
  function:
    "M9.500 3.200c-2-1-2.700.3-3 2L5.300 12c-.3 1.700-1.300 2-2.800 1.300M4 7h4.500M9.500 8l4 5m0-5l-4 5",
  lines: "M3 3.500h10M6 6.500h7M3 9.500h10M6 12.500h7",
  find: "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 1 0 0-9M10.300 10.300L14 14",
  more: "M2.6 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M7.4 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M12.2 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0",
  info: "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 7.2V11M8 5v.1",
};
export const Icon = ({ name }: { name: string }) => (
  <svg
    class={`i ${name === "back" || name === "next" ? "flip" : ""}`}
    viewBox="0 0 16 16"
    aria-hidden="true"
  >
    <path d={PATHS[name] ?? ""} />
  </svg>
);

const SHAPES: Readonly<Record<string, readonly [string, boolean]>> = {
  met: ["M5 8.2l2.1 2.1L11 6.2", true],
  missed: ["M5.5 5.5l5 5m0-5l-5 5", true],
  ahead: ["M4 8l4-4 4 4M4 12l4-4 4 4", false],
  "on pace": ["M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M5 8.2l2.1 2.1L11 6.2", false],
  behind: ["M8 3v10M4 9l4 4 4-4", false],
  "at risk": ["M8 2.5l6 10.5H2zM8 6.5v3M8 11.2v.1", false],
  "no goal": ["M3 8h2M7 8h2M11 8h2", false],
  "no data": ["M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2", false],
};

export function StatusIcon({ word }: { word: keyof typeof texts.status }) {
  const [path, filled] = SHAPES[word] ?? ["", false];
  return (
    <span class={`st ${word.replace(" ", "")}`}>
      <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
        {filled &&
          (word === "met" ? (
            <circle class="f" cx="8" cy="8" r="6.5" />
          ) : (
            <rect class="f" x="2" y="2" width="12" height="12" rx="2" />
          ))}
        <path class={filled ? "c" : ""} d={path} />
      </svg>
    </span>
  );
}

/** A status: icon and word say it first, colour last. `iconOnly` still says the word to who listens. */
export function Status({
  word,
  children,
  iconOnly = false,
}: {
  word: keyof typeof texts.status;
  children?: ComponentChildren;
  iconOnly?: boolean;
}) {
  return (
    <span class={`st ${word.replace(" ", "")}`}>
      <StatusIcon word={word} />
      <b class={iconOnly ? "vh" : ""}>{texts.status[word]}</b> {children}
    </span>
  );
}

/**
 * Scale 0 to 150 % of goal for every KPI: what ends left of the tick is short. `due` is the share of the
 * goal due by the as-of day, `riskBelow` where the first band ends.
 */
export function Bullet({
  attainment,
  status,
  label,
  riskBelow = 0.8,
  due = null,
  locale = "en-US",
}: {
  attainment: number | null;
  status: string | null;
  label: string;
  riskBelow?: number;
  due?: number | null;
  locale?: string;
}) {
  const tone =
    status === "missed" || status === "at risk" ? "low" : status === "behind" ? "mid" : "";
  const share = attainment === null ? null : percent(attainment, locale);
  const name = [
    texts.scorecard.ofGoal(label, share),
    ...(due === null || share === null ? [] : [texts.scorecard.dueByNow(percent(due, locale))]),
  ].join(", ");
  return (
    <span
      class={`bullet ${attainment === null ? "none" : tone}`}
      role="img"
      aria-label={name}
      style={{
        "--v": attainment === null ? 0 : Math.max(0, attainment * 100),
        "--e": due === null ? 0 : due * 100,
        "--risk": `${(riskBelow / 1.5) * 100}%`,
      }}
    >
      {attainment !== null && <i />}
      {attainment !== null && due !== null && <u />}
    </span>
  );
}

/** Across the result missed | met, down leading met | missed. */
export function Quadrant({ leading, lagging }: { leading: boolean; lagging: boolean }) {
  const at = (leading ? 0 : 2) + (lagging ? 1 : 0);
  return (
    <span class="quad" role="img" aria-label={texts.scorecard.quadrant(leading, lagging)}>
      {[0, 1, 2, 3].map((i) => (
        <i key={i} class={i === at ? "on" : ""} />
      ))}
    </span>
  );
}

/** The last figures of a series; a blank one breaks the line. */
export function Spark({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const known = values.filter((v): v is number => v !== null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (i: number) => 1 + (i * 54) / Math.max(1, values.length - 1);
  const y = (v: number) => (high === low ? 8 : 14 - ((v - low) * 12) / (high - low));
  let pen = "M";
  const path = values
    .map((v, i) => {
      if (v === null) {
        pen = "M";
        return "";
      }
      const point = `${pen}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      pen = "L";
      return point;
    })
    .join("");
  const last = values[values.length - 1];
  return (
    <svg class="spark" viewBox="0 0 56 16" role="img" aria-label={label}>
      <path d={path} />
      {last !== null && last !== undefined && (
        <circle cx={x(values.length - 1)} cy={y(last)} r="2" />
      )}
    </svg>
  );
}

export function Empty({
  title,
  body,
  children,
}: {
  title: string;
  body: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{body}</p>
      {children}
    </div>
  );
}

export function Note({
  tone,
  icon,
  act,
  children,
}: {
  tone: "watch" | "bad" | "good" | "";
  icon?: string;
  /** What is done about it, at the line's end. */
  act?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <div class={`note ${tone}`}>
      <Icon name={icon ?? (tone === "good" ? "check" : tone === "" ? "info" : "warn")} />
      <span class="grow">{children}</span>
      {act}
    </div>
  );
}
