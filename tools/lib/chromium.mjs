/** Finds a Chromium for the browser tests, or installs Debian's where that can be done. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const USUAL = [
  process.env.CHROME_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

export const findChromium = () => USUAL.find((path) => path && existsSync(path)) ?? null;

/** The path of a browser, or null with a word on what to install. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const debian = existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
  if (debian) {
    console.error("Installing Chromium (once) …");
    const run = (args) =>
      spawnSync("apt-get", args, {
        stdio: ["ignore", 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    run(["update", "-qq"]);
    run(["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"]);
    const made = findChromium();
    if (made) return made;
  }
  console.error(
    "No Chromium found. Install Chrome or Chromium (Debian: apt-get install chromium), or set CHROME_PATH.",
  );
  return null;
}
