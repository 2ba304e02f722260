import { UserError } from "../../model/user-error.ts";

/** The person who asked stopped it: no fault, and no answer. */
export class Stopped extends UserError {}
