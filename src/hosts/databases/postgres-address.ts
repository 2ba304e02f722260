/** Where a PostgreSQL is: its address as it may be shown, and as the client takes it. */
import { createConnection } from "node:net";

/** The address without what must not be shown. */
export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = "";
    parsed.search = "";
    return parsed.href;
  } catch {
    // `postgres://me:secret@/sales?host=/run/postgresql`: a socket's, which is no URL.
    const bare = url.split("?")[0]!;
    const at = bare.lastIndexOf("@");
    return at < 0 ? "postgres" : `postgres://${bare.slice(at + 1)}`;
  }
}

/** The client checks the certificate at each of these words, and says at length that it may not one day. */
const CHECKED = /([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/;

/** The address with what the client means by it; `uselibpqcompat=true` leaves it as PostgreSQL's own programs do. */
export const checkedAddress = (url: string): string =>
  /[?&]uselibpqcompat=true/.test(url) ? url : url.replace(CHECKED, "$1verify-full");

/** How long a server may take to be reached. */
export const CONNECT_SECONDS = 15;

const CANCEL_REQUEST = 80_877_102;

interface Backend {
  readonly host: string;
  readonly port: number;
  readonly processID: number | null;
  readonly secretKey: number | null;
}

/** The protocol's own way to stop a statement, which needs no second sign-in and no function of the server. */
export function sendCancel(
  { host, port, processID, secretKey }: Backend,
  seconds = CONNECT_SECONDS,
): Promise<void> {
  if (processID === null || secretKey === null)
    return Promise.reject(new Error("the server gave no key to stop a statement with"));
  const message = Buffer.alloc(16);
  message.writeInt32BE(message.length, 0);
  message.writeInt32BE(CANCEL_REQUEST, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  return new Promise((resolve, reject) => {
    const socket = host.startsWith("/")
      ? createConnection(`${host}/.s.PGSQL.${port}`)
      : createConnection(port, host);
    // A firewall may drop what is sent without a word.
    const silent = () => socket.destroy(new Error(`the server said nothing for ${seconds} s`));
    socket.setTimeout(seconds * 1000, silent);
    socket.once("error", reject);
    socket.once("close", () => resolve());
    socket.once("connect", () => socket.end(message));
  });
}
