/** What DuckDB says of a fault, without its hints for programmers, and what a person can do. */

/** The first paragraph in one line; of a file's line only the number. */
export function saidBy(fault: unknown): string {
  const message = fault instanceof Error ? fault.message : String(fault);
  const lines = message.split("\n");
  const end = lines.findIndex((line) => line === "" || /^The search space used/.test(line));
  return lines
    .slice(0, end < 0 ? 1 : end)
    .filter((line) => !/^(?:Original Line|Possible [Ss]olution|LINE \d)/.test(line))
    .map((line) => line.trim().replace(/\.$/, ""))
    .join(". ")
    .concat(".");
}

const TODO: readonly (readonly [RegExp, string])[] = [
  [/not utf-8 encoded|unicode/i, "Save the file as UTF-8."],
  [/detect the CSV parsing dialect/, "Give every row as many cells as the first has."],
  [/CSV Error/, "Mend that line of the file."],
  [
    /file system operations are disabled|external access/i,
    "A view of the database reads other files: name their folder instead, or keep their rows in the database.",
  ],
  [/out of memory/i, "Ask for fewer periods, or run it where there is more memory."],
  [/No space left|write.*disk/i, "Make room on the disk: what memory can't hold goes there."],
  [/parquet/i, "Write the file again: it is no whole Parquet file."],
  [/Conflicting lock|Could not set lock/i, "Close the program that has it open for writing."],
];

export function todoOf(fault: unknown): string {
  const message = fault instanceof Error ? fault.message : String(fault);
  return (
    TODO.find(([words]) => words.test(message))?.[1] ??
    "Look at the table or view that it names in DuckDB itself."
  );
}
