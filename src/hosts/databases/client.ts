/** The databases' own clients, loaded when one is asked for: a clone that needs none installs none. */
import { UserError } from "../../model/user-error.ts";

/** A client's module; a `UserError` that says how to install it where it isn't there. */
export async function client<T>(module: string, database: string): Promise<T> {
  try {
    return (await import(module)) as T;
  } catch (fault) {
    if (!isMissing(fault)) throw fault;
    throw new UserError(
      `${database} needs its client, which is not installed here.`,
      module,
      `Install it: npm install ${module}`,
    );
  }
}

const isMissing = (fault: unknown): boolean =>
  fault instanceof Error &&
  "code" in fault &&
  (fault.code === "ERR_MODULE_NOT_FOUND" || fault.code === "MODULE_NOT_FOUND");
