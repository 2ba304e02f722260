/** A PostgreSQL for tests: Debian's server in a temporary folder, reached by a socket only; else PGlite. */
import { spawnSync } from "node:child_process";
import { chownSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Client, type ClientConfig } from "pg";
import type { Engine } from "../../src/hosts/databases/engine.ts";
import { type PostgresOptions, postgresEngine } from "../../src/hosts/databases/postgres.ts";
import { runFolder } from "../support/run.ts";
import { hasPglite, startPglite } from "./pglite.ts";

const HOME = "/usr/lib/postgresql";
const OWNER = "postgres";

/** The folder of a server's socket. */
interface Server {
  readonly socket: string;
  run(program: string, ...args: string[]): void;
}

/** What reads and writes as PostgreSQL does. */
export interface Postgres {
  /** A connection of a superuser. PGlite has one session for all of them. */
  client(): Promise<Client>;
  engine(options?: Partial<PostgresOptions>): Promise<Engine>;
  stop(): Promise<void>;
}

/** Whether there is a server, or PGlite in its place. */
export const hasSomePostgres = (): boolean => hasPostgres() || hasPglite();

/** A database of the test's own; PGlite where no server can be had. */
export async function somePostgres(): Promise<Postgres> {
  if (hasPostgres()) {
    const connectionString = ownDatabase();
    return postgresAt(
      () => ({ connectionString }),
      async () => {},
    );
  }
  const { config, stop } = await startPglite();
  return postgresAt(config, stop);
}

function postgresAt(config: () => ClientConfig, stop: () => Promise<void>): Postgres {
  const plain = { url: "postgres://test", zone: "UTC", searchPath: [], timeout: null };
  return {
    client: async () => {
      const client = new Client(config());
      await client.connect();
      return client;
    },
    engine: (options) => postgresEngine({ ...plain, ...options }, () => new Client(config())),
    stop,
  };
}

/** Where initdb and pg_ctl are; installed from Debian where they aren't and may be; null where that can't be. */
function binaries(): string | null {
  const found = () =>
    existsSync(HOME)
      ? (readdirSync(HOME)
          .sort((a, b) => Number(b) - Number(a))
          .map((version) => join(HOME, version, "bin"))
          .find((bin) => existsSync(join(bin, "initdb"))) ?? null)
      : null;
  if (found() !== null || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return found();
  spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "postgresql"], {
    stdio: "ignore",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 180_000,
  });
  return found();
}

let bin: string | null | undefined;

/** Whether a server can be had here; said once where it can't. */
export function hasPostgres(): boolean {
  if (bin === undefined) {
    // ANSWERABLE_POSTGRES=pglite: as on a machine where no server can be installed.
    bin = process.env.ANSWERABLE_POSTGRES === "pglite" ? null : binaries();
    if (bin === null)
      console.log(
        "No PostgreSQL server can be had here: PGlite stands in for it. What only a server has (users, cancelling, lost connections) and hostile names are not tested in it.",
      );
  }
  return bin !== null;
}

let server: Server | null = null;
let databases = 0;

/**
 * The address, as a superuser, of an empty database that nobody else has; roles are the server's, and need names of
 * their own. The server is one for all test files of this process, and starts when first asked for.
 */
export function ownDatabase(): string {
  server ??= started();
  databases += 1;
  const name = `test_${databases}`;
  const { socket, run } = server;
  run("createdb", "-h", socket, "-U", OWNER, "-T", "template0", name);
  return `postgres://${OWNER}@/${name}?host=${encodeURIComponent(socket)}`;
}

/** It never runs as root. */
function started(): Server {
  if (!hasPostgres()) throw new Error("there is no PostgreSQL server to start");
  const isRoot = process.getuid?.() === 0;
  const folder = runFolder("pg");
  if (isRoot) {
    const [uid, gid] = ["-u", "-g"].map((of) =>
      Number(spawnSync("id", [of, OWNER], { encoding: "utf8" }).stdout),
    );
    chownSync(folder, uid!, gid!);
  }
  const run = (program: string, ...args: string[]) => {
    const command = [join(bin!, program), ...args];
    const [first, ...rest] = isRoot ? ["runuser", "-u", OWNER, "--", ...command] : command;
    const done = spawnSync(first!, rest, { encoding: "utf8", cwd: folder, timeout: 60_000 });
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr || done.stdout}`);
  };
  const data = join(folder, "data");
  run(
    "initdb",
    "-D",
    data,
    "-U",
    OWNER,
    "--auth=trust",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
  );
  const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off -c full_page_writes=off`;
  run("pg_ctl", "-D", data, "-w", "-l", join(folder, "log"), "-o", settings, "start");
  return { socket: folder, run };
}
