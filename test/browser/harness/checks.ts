/** What holds in every state: axe finds nothing, nothing scrolls sideways, every target can be hit. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

const AXE = readFileSync(
  new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url),
  "utf8",
);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface AxePage {
  /** Makes `axe`. */
  readonly answerableAxe: () => void;
  readonly axe?: {
    run(options: object): Promise<{
      readonly violations: readonly {
        readonly id: string;
        readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
      }[];
    }>;
  };
}

/** Axe at hand in every page that is opened from now on: sent with each of them, its half megabyte took longer than its work. */
export const bringAxe = (page: Page): Promise<unknown> =>
  page.addInitScript({ content: `window.answerableAxe = () => {${AXE}};` });

/** What a theme can break: everything else is the same page in every theme. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * Violations of WCAG 2.2 AA and of best practice, each with its first element; `colours`: only of those rules
 * that another theme can break, for a page that was looked at whole in one. The page was opened after `bringAxe`.
 */
export async function axeFaults(page: Page, only: "all" | "colours" = "all"): Promise<string[]> {
  const runOnly =
    only === "all" ? { type: "tag", values: RULES } : { type: "rule", values: OF_COLOURS };
  return page.evaluate(async (given) => {
    const page = window as unknown as AxePage;
    if (!page.axe) page.answerableAxe();
    const { violations } = await page.axe!.run({
      runOnly: given,
      resultTypes: ["violations"],
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary}`,
    );
  }, runOnly);
}

/** Elements that reach beyond the pane's sides, or a pane that scrolls sideways. */
export const sidewaysFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    const main = document.querySelector("main");
    const faults: string[] = [];
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);
    if (main && main.scrollWidth > main.clientWidth) {
      const wide = [...main.querySelectorAll("*")]
        .filter((e) => e.getBoundingClientRect().right > main.getBoundingClientRect().right + 1)
        .at(-1);
      faults.push(
        `main is ${main.scrollWidth} wide of ${main.clientWidth}: ${wide?.outerHTML.slice(0, 120)}`,
      );
    }
    return faults;
  });

/** What is pressed or typed into, seen and smaller than 24 × 24 px (WCAG 2.2, 2.5.8). */
export const targetFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const targets = "a[href], button, input, select, textarea, summary, [role=option], [role=tab]";
    return [...document.querySelectorAll<HTMLElement>(targets)]
      .flatMap((element) => {
        // A box in its label is pressed by its label; a squiggle's own button belongs to the editor's list.
        const pressed = element.closest("label") ?? element;
        if (!element.checkVisibility({ visibilityProperty: true })) return [];
        const { width, height } = pressed.getBoundingClientRect();
        const small = Math.min(width, height) < 23.99;
        return small
          ? [`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 120)}`]
          : [];
      })
      .slice(0, 5);
  });

/** States that are told by a colour and nothing else: neither a word nor a sign. */
export const colourOnlyFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("main :is(.good, .bad, .watch)")].flatMap((state) => {
      if (!state.checkVisibility({ visibilityProperty: true })) return [];
      const told = state.textContent!.trim() !== "" || state.querySelector("svg") !== null;
      return told ? [] : [`colour only: ${state.outerHTML.slice(0, 160)}`];
    }),
  );

/** What is chosen among others and looks as they do. */
export const chosenFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seen = (e: Element) => e.checkVisibility({ visibilityProperty: true });
    const look = (e: Element) => {
      const { outlineStyle, outlineColor, borderBottom, backgroundColor } = getComputedStyle(e);
      const below = getComputedStyle(e, "::after").backgroundColor;
      return [outlineStyle, outlineColor, borderBottom, backgroundColor, below].join();
    };
    return ["aria-selected", "aria-pressed", "aria-current"].flatMap((state) =>
      [...document.querySelectorAll(`.pane [${state}="true"]`)].filter(seen).flatMap((chosen) => {
        const other = [...chosen.parentElement!.children].find(
          (e) => e.tagName === chosen.tagName && e.getAttribute(state) !== "true" && seen(e),
        );
        const alike = other !== undefined && look(chosen) === look(other);
        return alike ? [`looks like the others: ${chosen.outerHTML.slice(0, 160)}`] : [];
      }),
    );
  });

/** What takes the focus without a ring of two pixels around it, its label or its current row. */
export const ringFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const focusable = "a[href], button:not(:disabled), input, select, [tabindex='0']";
    const isRinged = (e: Element | null): boolean => {
      if (!e) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(e);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    };
    return [...document.querySelectorAll<HTMLElement>(focusable)].flatMap((element) => {
      // The editor's own parts are CodeMirror's.
      if (element.closest(".cm")) return [];
      element.focus({ focusVisible: true } as FocusOptions);
      if (document.activeElement !== element) return [];
      const row = document.getElementById(element.getAttribute("aria-activedescendant") ?? "");
      const ringed = [element, row, element.closest("label")].some(isRinged);
      return ringed ? [] : [`no ring: ${element.outerHTML.slice(0, 160)}`];
    });
  });
