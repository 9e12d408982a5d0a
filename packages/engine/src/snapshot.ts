/** Returns the previous snapshot if the new one is equal, so that comparing objects shows no change. */
export function keepIfSame<T extends object>(before: T | null, after: T): T {
  if (!before) return after;
  return (Object.keys(after) as (keyof T)[]).every(key => before[key] === after[key]) ? before : after;
}
