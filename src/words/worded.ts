export type { Worded } from "../../dsl/worded.ts";
