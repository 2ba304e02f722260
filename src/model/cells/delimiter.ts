/** What stands most often between the first row's fields; a comma where nothing does. */
export function delimiterOf(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const count = (sign: string) => header.split(sign).length;
  return [",", ";", "\t", "|"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** The line with which a file says its delimiter to Excel. */
export const SAID_DELIMITER = /^sep=(.)\r?\n/i;
