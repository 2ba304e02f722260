/** Words beside figures. */
export const show = {
  blank: "no data",
  days: (n: string) => `${n} days`,
  truth: (holds: boolean) => (holds ? "true" : "false"),
};
