/** Sentences that quote rules, and rules in their colours, outside the editor. */
import type { RulesPart } from "../editor/part.ts";
import { daysIn } from "../format.ts";

interface SaidProps {
  readonly text: string;
  /** The workbook's, for days; left out, they stay as rules write them. */
  readonly locale?: string | undefined;
}

/** A sentence of the language or the engine: what it quotes in backticks stands as code. */
export function Said({ text, locale }: SaidProps) {
  const pieces = text.split("`");
  return (
    <>
      {pieces.map((piece, at) =>
        // Odd pieces stand between two backticks; a last one without its partner is plain text.
        at % 2 === 1 && at < pieces.length - 1 ? (
          <code key={at}>{piece}</code>
        ) : (
          (locale && daysIn(piece, locale)) || piece
        ),
      )}
    </>
  );
}

/** Rules as the editor paints them; plain where the language isn't here. */
export function Painted({ text, part }: { text: string; part: RulesPart | null }) {
  if (!part) return <>{text}</>;
  let from = 0;
  const pieces = part.highlight(text, true).map(({ paint, start, end }) => {
    const before = text.slice(from, start);
    from = end;
    return (
      <>
        {before}
        <span class={`paint-${paint}`}>{text.slice(start, end)}</span>
      </>
    );
  });
  return (
    <>
      {pieces}
      {text.slice(from)}
    </>
  );
}
