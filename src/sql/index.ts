export { type ActualsQuery, type Answer, actualsQuery, matricesOf } from "./actuals.ts";
export type { Binding, BoundColumn, BoundTable, KnownTexts, Owners } from "./binding.ts";
export { capabilities, measureReasons } from "./capabilities.ts";
export type { ColumnType, Dialect, DialectName } from "./dialect.ts";
export { DIALECTS } from "./dialects/index.ts";
export { type FiguresQuery, figuresQuery } from "./figures.ts";
export { ownersAt, type QueryInput, stepsOf } from "./groups.ts";
export { type Asked, planOf } from "./plan.ts";
export { withLiterals, withParameters } from "./text.ts";
