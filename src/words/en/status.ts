/** How a standing reads: the words that cells hold too. */
export const status = {
  met: "met",
  missed: "missed",
  ahead: "ahead",
  "on pace": "on pace",
  behind: "behind",
  "at risk": "at risk",
  "no goal": "no goal",
  "no data": "no data",
};
