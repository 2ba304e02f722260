export * from "./day.ts";
export * from "./calendar.ts";
