/** LibreOffice as a spreadsheet that works our formulas out: opens an .xlsx file, recalculates all, saves it again. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Without this a file from another program is shown with the results that it came with. */
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/** `24.8` as 24.8; 0 where there is none. LET and its kin came with 24.8. */
export function libreOfficeVersion(): number {
  try {
    const said = execFileSync("soffice", ["--version"], { encoding: "utf8", timeout: 60_000 });
    return Number(/(\d+\.\d+)/.exec(said)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The recalculated files' paths. One profile folder a call: a shared one waits for ever. */
export function recalculated(paths: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "recalculated-"));
  const profile = join(folder, "profile");
  mkdirSync(join(profile, "user"), { recursive: true });
  writeFileSync(join(profile, "user", "registrymodifications.xcu"), RECALCULATE);
  execFileSync(
    "soffice",
    [
      `-env:UserInstallation=file://${profile}`,
      "--headless",
      ...["--convert-to", "xlsx", "--outdir", folder, ...paths],
    ],
    { stdio: "ignore", timeout: 600_000 },
  );
  return paths.map((path) => join(folder, basename(path)));
}
