/** Builders of charts and of conditional formats as Apps Script has them. */

export interface FakeChart {
  readonly set: Readonly<Record<string, readonly unknown[]>>;
  getContainerInfo(): { getAnchorRow(): number; getAnchorColumn(): number };
}

/** Knows the setters of its kind only once the kind is chosen, and forgets none. */
export function chartBuilder() {
  const set: Record<string, readonly unknown[]> = {};
  const setter =
    (name: string) =>
    (...given: unknown[]) => {
      set[name === "setOption" ? String(given[0]) : name] = given;
      return builder;
    };
  const names = ["addRange", "setNumHeaders", "setPosition", "setOption"];
  const builder: Record<string, (...given: unknown[]) => unknown> = {
    ...Object.fromEntries(names.map((name) => [name, setter(name)])),
    asBarChart: () => {
      for (const name of ["setTitle", "setColors", "reverseCategories"])
        builder[name] = setter(name);
      return builder;
    },
    build: (): FakeChart => ({
      set,
      getContainerInfo: () => ({
        getAnchorRow: () => Number(set.setPosition![0]),
        getAnchorColumn: () => Number(set.setPosition![1]),
      }),
    }),
  };
  return builder;
}

/** A rule's builder answers every setter with itself and tells at the end what was set. */
export function ruleBuilder() {
  const set: Record<string, unknown> = {};
  const builder: Record<string, (value?: unknown) => unknown> = { build: () => set };
  const setters = ["whenTextEqualTo", "whenNumberLessThan"];
  for (const name of [...setters, "setBold", "setFontColor", "setBackground", "setRanges"]) {
    builder[name] = (value) => {
      set[name] = value;
      return builder;
    };
  }
  return builder;
}
