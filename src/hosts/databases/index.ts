export { type Bound, bind, SMALL_ROWS } from "./bind.ts";
export type { Engine } from "./engine.ts";
export { settled } from "./fetch.ts";
export {
  EMPTY_MAP,
  MAP_SCHEMA,
  mapped,
  mappedColumn,
  pathOf,
  readMap,
  type SqlMap,
} from "./map.ts";
export { type DatabaseAddress, databaseIn, openDatabase } from "./open.ts";
export { Stopped } from "./stopped.ts";
