/** The sheet functions as the sidebar's calls take them. */
import type { FunctionDesk } from "../app/functions-serve.ts";
import { callFunction } from "./call.ts";
import { FUNCTIONS } from "./table.ts";

export const FUNCTION_DESK: FunctionDesk = { list: FUNCTIONS, call: callFunction };
