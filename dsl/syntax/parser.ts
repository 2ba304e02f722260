import { RulesParser } from "./grammar/rules-parser.ts";

let parser: RulesParser | null = null;

/** Built at first use: a host that only splits numbers never pays for the grammar. */
export const rulesParser = (): RulesParser => {
  parser ??= new RulesParser();
  return parser;
};
