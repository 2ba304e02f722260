/** What a view shows when it has nothing else: empty, loading, wrong. Each says what is so, then what to do. */
import type { ComponentChildren } from "preact";
import type { RpcError } from "../../src/app/contract.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "./parts.tsx";

/** What happened, what is safe, the next step. The view below it stays. */
export function Fault({
  error,
  onClose,
  children,
}: {
  error: RpcError;
  /** Without it the fault stays as long as it is so. */
  onClose?: () => void;
  /** Buttons that do the next step. */
  children?: ComponentChildren;
}) {
  return (
    <div class="sec">
      <div class="note bad" role="alert">
        <Icon name="wrong" />
        <div class="grow">
          <b>{error.message}</b>
          <p>
            {error.safe} {error.todo}
          </p>
          <div class="line">
            {children}
            {onClose && (
              <button type="button" class="mini" onClick={onClose}>
                {texts.common.close}
              </button>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

const WIDTHS = [88, 62, 74, 54, 80];

/** Bars where rows will be; the status line and the progress say what is being read. */
export const Skeleton = () => (
  <div class="sec" aria-hidden="true">
    {WIDTHS.map((width) => (
      <div key={width} class="skel" style={{ inlineSize: `${width}%` }} />
    ))}
  </div>
);

/** Where what a view shows could not be read: the fault stands above, this is the way on. */
export const Again = ({ onClick }: { onClick: () => Promise<void> }) => (
  <div class="sec">
    <button type="button" onClick={() => void onClick()}>
      {texts.common.tryAgain}
    </button>
  </div>
);
