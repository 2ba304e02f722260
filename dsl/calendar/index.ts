export * from "./calendar.ts";
export * from "./day.ts";
