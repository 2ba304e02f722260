/** The policy of a page that holds the sidebar: its own script by its hash, nothing else inline. */
import { createHash } from "node:crypto";

const hashOf = (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** Puts the policy first into the head. `scripts` and `connect` are sources beside the page's own. */
export function withPolicy(html, { scripts = [], connect = [] } = {}) {
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((m) => hashOf(m[1]));
  const policy = [
    "default-src 'none'",
    `script-src ${["'self'", ...inline, ...scripts].join(" ")}`,
    // The editor makes its styles while it runs.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src ${connect.length > 0 ? connect.join(" ") : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return html.replace('<meta charset="utf-8">', () => `<meta charset="utf-8">\n${meta}`);
}
