/** What went wrong with a PostgreSQL, for a person: by the server's own code (SQLSTATE) or the network's. */
import { UserError } from "../../model/user-error.ts";
import { Stopped } from "./stopped.ts";

/** Once stopped, nothing more is asked. */
export const STOPPED = Object.assign(new Error("stopped"), { code: "57014" });

export interface Circumstances {
  readonly called: string;
  /** Seconds that were asked for; null: the server's own limit. */
  readonly timeout: number | null;
  readonly cancelled: boolean;
  /** Whether the server had taken us in. */
  readonly connected: boolean;
}

type Told = readonly [what: (said: string) => string, todo: string];

const GRANT = "Ask its owner for GRANT SELECT.";
const AGAIN = "Run it again; nothing was changed.";
const SIGN_IN =
  "Check user and password; where the server only takes encrypted connections, add ?sslmode=verify-full to the address.";
const NO_TABLE: Told = [
  (said) => `The database has no such table: ${said}.`,
  "Check --map and its search path.",
];
const REFUSED: Told = [(said) => `The database refused the sign-in: ${said}.`, SIGN_IN];
const NEWER = "It takes PostgreSQL 13 or newer; what differs in others is in docs/sql.md.";
const LOST: Told = [() => "The connection was lost.", AGAIN];

const BY_CODE: Readonly<Record<string, Told>> = {
  "42501": [(said) => `There is no right to read it: ${said}.`, GRANT],
  "42P01": NO_TABLE,
  "3F000": NO_TABLE,
  "28P01": REFUSED,
  "28000": REFUSED,
  "3D000": [(said) => `${said}.`, "Check the name after the last / of the address."],
  "22023": [(said) => `${said}.`, "Name a time zone as Europe/Berlin."],
  "22003": [
    (said) => `A number left the range the database can hold: ${said}.`,
    "Look for amounts beyond 1e300.",
  ],
  "42883": [(said) => `The server lacks what a statement needs: ${said}.`, NEWER],
  "0A000": [(said) => `The server can't do what a statement needs: ${said}.`, NEWER],
  "25P03": LOST,
  "57P03": [(said) => `The server isn't ready: ${said}.`, "Try again in a moment."],
  "55P03": [(said) => `A table is locked: ${said}.`, "Try again when the other work is done."],
};

/** By the first two signs of the code. */
const BY_CLASS: Readonly<Record<string, Told>> = {
  "08": LOST,
  "57": LOST,
  "22": [
    (said) => `A value in the database can't be read: ${said}.`,
    "Look at the view that makes it.",
  ],
  "40": [(said) => `The server gave the run up for other work: ${said}.`, AGAIN],
  "53": [
    (said) => `The server has no room for more: ${said}.`,
    "Try again later, ask for fewer periods, or ask whoever runs the server.",
  ],
};

const REACHED: Told = [
  (said) => `The database can't be reached: ${said}.`,
  "Check host, port and network.",
];

/** What the client says without a code. */
const BY_WORDS: readonly (readonly [RegExp, Told])[] = [
  [
    /client password must be a (?:non-empty )?string|no password/i,
    [
      () => "The server asks for a password, and none was given.",
      "Set PGPASSWORD, or write it into ~/.pgpass.",
    ],
  ],
  [
    /does not support SSL/i,
    [
      () => "The server takes no encrypted connections.",
      "Take sslmode out of the address where the network can be trusted.",
    ],
  ],
  [/timeout expired/, REACHED],
];

const UNTRUSTED: Told = [
  (said) => `The server's certificate can't be trusted: ${said}.`,
  "Name the authority that signed it: ?sslmode=verify-full&sslrootcert=FILE.",
];
const MISNAMED: Told = [
  (said) => `The server's certificate is another server's: ${said}.`,
  "Write the host as the certificate names it.",
];
const isCertificate = (code: string): boolean =>
  /^(?:CERT_|ERR_TLS_|UNABLE_TO_|(?:DEPTH_ZERO_)?SELF_SIGNED_)/.test(code);

export function faultOf(fault: unknown, circumstances: Circumstances): UserError {
  const { called, timeout, cancelled } = circumstances;
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  const said = (fault instanceof Error ? fault.message : String(fault)) || code;
  if (code === "57014") {
    if (cancelled) return new Stopped("Stopped on the server.", called, "Nothing was changed.");
    const what =
      timeout === null
        ? `The server stopped the statement: ${said}.`
        : `The database did not answer within ${timeout} s.`;
    return new UserError(what, called, "Give it longer with --timeout, or ask for fewer periods.");
  }
  const [what, todo] = toldOf(code, said, circumstances);
  return new UserError(what(said), called, todo);
}

function toldOf(code: string, said: string, { connected }: Circumstances): Told {
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return MISNAMED;
  if (isCertificate(code)) return UNTRUSTED;
  const known =
    BY_CODE[code] ??
    BY_WORDS.find(([words]) => words.test(said))?.[1] ??
    (/^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? BY_CLASS[code.slice(0, 2)] : undefined);
  if (known) return known;
  if (/^E[A-Z_]+$/.test(code) || /connection (?:terminated|ended|error)/i.test(said))
    return connected ? LOST : REACHED;
  return [(what) => `The database refused: ${what}.`, "Ask whoever runs the database."];
}

/** An address that no client can be made from. */
export function addressFault(fault: unknown, called: string): UserError {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  const said = fault instanceof Error ? fault.message : String(fault);
  return code === "ENOENT" || code === "EACCES"
    ? new UserError(
        `A file that the address names can't be read: ${said}.`,
        called,
        "Check its sslrootcert, sslcert and sslkey.",
      )
    : new UserError(
        `It is no address of a database: ${said}.`,
        called,
        "Write it as postgres://user@host:5432/database.",
      );
}
