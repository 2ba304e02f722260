/** Something in the data, the org or the cascade that a person should know. Findings never stop the rest. */
export interface Finding {
  /** `DATA01` …; see the catalogue in `findings.ts`. */
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  /** `Sheet!A5`, `Sheet!C`, a person's name or a manager and period; empty where there is none. */
  readonly place: string;
  readonly message: string;
  /** What to do about it; empty where nothing needs doing. */
  readonly fix: string;
  /** What the wording was filled with, so that it can be said in another language. */
  readonly params?: object;
}
