/**
 * Scratch for work that is done one piece after the other: the same list again, a larger one where it is too
 * short. What stands in it is nobody's.
 */
export const roomIn = <T extends { readonly length: number }>(
  list: T,
  size: number,
  make: new (size: number) => T,
): T => (list.length < size ? new make(2 * size) : list);
