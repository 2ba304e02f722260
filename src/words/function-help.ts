/** What a language says of a sheet function: one sentence, and one for each parameter. */
export interface FunctionHelp {
  readonly summary: string;
  readonly params: Readonly<Record<string, string>>;
}
