/** The icon, drawn: three bars of a cascade on the accent colour, as PNG of any size. */
import { pngOf } from "../lib/png.mjs";

export const ICON_SIZES = [16, 32, 64, 80, 128];
const ACCENT = [58, 69, 196, 255];
const WHITE = [255, 255, 255, 255];
const CLEAR = [0, 0, 0, 0];
/** Bars in sixteenths: left, top, right, bottom. */
const BARS = [
  [3, 3, 13, 6],
  [5, 7, 13, 10],
  [8, 11, 13, 13.5],
];
/** Radius of the corners, in sixteenths. */
const CORNER = 3;
/** Each pixel is looked at in so many places each way. */
const SAMPLES = 4;

function colourAt(x, y) {
  const edge = (v) => Math.max(CORNER - v, v - (16 - CORNER), 0);
  if (Math.hypot(edge(x), edge(y)) > CORNER) return CLEAR;
  const inBar = BARS.some(([l, t, r, b]) => x >= l && x < r && y >= t && y < b);
  return inBar ? WHITE : ACCENT;
}

function pixel(size, column, row) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const x = ((column + ((i % SAMPLES) + 0.5) / SAMPLES) * 16) / size;
    const y = ((row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * 16) / size;
    const [r, g, b, a] = colourAt(x, y);
    sum[0] += r * a;
    sum[1] += g * a;
    sum[2] += b * a;
    sum[3] += a;
  }
  const alpha = sum[3] || 1;
  return [sum[0] / alpha, sum[1] / alpha, sum[2] / alpha, sum[3] / SAMPLES ** 2].map(Math.round);
}

/** The icon as a PNG. */
export function iconPng(size) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      rows.set(pixel(size, column, row), row * (size * 4 + 1) + 1 + column * 4);
    }
  }
  return pngOf({ width: size, height: size, colourType: 6, rows });
}
