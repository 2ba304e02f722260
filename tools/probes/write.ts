import { formulaSteps } from "../../src/app/publish-formulas.ts";
import { probeSheets } from "../../src/formula/probes.ts";
import { DIALECTS, type DialectId } from "../../src/formula/text/dialect.ts";
import { saveNewXlsx } from "../../src/hosts/files/index.ts";

/** Writes the probes as an .xlsx file in the words of a program. */
export async function writeProbes(path: string, dialect: DialectId): Promise<void> {
  const empty = { sheets: [], names: [], locale: "en-US", dateSystem: 1900 } as const;
  const steps = formulaSteps(probeSheets(), empty, DIALECTS[dialect], true);
  await saveNewXlsx(path, { title: "Probes", steps });
}
