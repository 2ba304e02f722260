/** PNG files (RFC 2083) from bytes. */
import { deflateSync } from "node:zlib";

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A PNG of eight bits: `rows` hold a filter byte and the pixels of each row. */
export function pngOf({ width, height, colourType, palette = null, rows }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    ...(palette ? [chunk("PLTE", palette)] : []),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const MOST = 256;
const near = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

/** Colours this near to one that is kept wait until all others have a place: a green tick is rare, greys are many. */
const ALIKE = 8 ** 2;

/** The colours of a palette, the most frequent first. */
function paletteOf(colours) {
  const [kept, alike] = [[], []];
  for (const colour of colours) {
    const isAlike = kept.length < MOST && kept.some((one) => near(one, colour) <= ALIKE);
    (isAlike ? alike : kept).push(colour);
  }
  return [...kept, ...alike].slice(0, MOST);
}

/**
 * A picture of a page in a quarter of the bytes: its colours as a palette, those that find no place
 * (edges of letters) by the nearest. `data` is RGBA.
 */
export function palettePng({ width, height, data }) {
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const byCount = [...counts].sort((a, b) => b[1] - a[1]);
  const kept = paletteOf(byCount.map(([colour]) => parts(colour)));
  const at = new Map();
  for (const colour of counts.keys()) {
    const wanted = parts(colour);
    let best = 0;
    for (let k = 1; k < kept.length; k += 1) {
      if (near(kept[k], wanted) < near(kept[best], wanted)) best = k;
    }
    at.set(colour, best);
  }
  const rows = Buffer.alloc(height * (width + 1));
  for (let p = 0; p < width * height; p += 1) {
    const colour = (data[p * 4] << 16) | (data[p * 4 + 1] << 8) | data[p * 4 + 2];
    rows[Math.floor(p / width) * (width + 1) + 1 + (p % width)] = at.get(colour);
  }
  return pngOf({ width, height, colourType: 3, palette: Buffer.from(kept.flat()), rows });
}
