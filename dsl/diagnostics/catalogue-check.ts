/** Codes KPI2xx to KPI9xx: filled below by subject. */
export const CHECKS = {} as const;
