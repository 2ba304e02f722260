/** Pictures compared with those of `docs/images`, pixel by pixel. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** How far two colours may lie apart: edges of letters differ between builds of Chromium. */
const COLOUR = 0.2;
/** Pixels that may differ beyond that, of a thousand. */
const MOST = 4;

/** Null where both are the same picture; else what differs, with a picture of it beside the other. */
export function difference(made: Buffer, path: string, to: string): string | null {
  if (!existsSync(path)) return `${path} is missing: npm run shots makes it`;
  const [now, before] = [PNG.sync.read(made), PNG.sync.read(readFileSync(path))];
  const { width, height } = before;
  if (now.width !== width || now.height !== height) {
    return `${path} is ${width} × ${height}, now ${now.width} × ${now.height}`;
  }
  const apart = new PNG({ width, height });
  const count = pixelmatch(now.data, before.data, apart.data, width, height, { threshold: COLOUR });
  if (count * 1000 <= MOST * width * height) return null;
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, PNG.sync.write(apart));
  writeFileSync(to.replace(/\.png$/, ".now.png"), made);
  return `${count} pixels of ${path} differ: see ${to}`;
}
