/** Returns the previous snapshot if the new one is equal, so that comparing objects shows no change. */
export function keepIfSame<T extends object>(before: T | null, after: T): T {
  if (!before) return after;
  return (Object.keys(after) as (keyof T)[]).every(key => before[key] === after[key]) ? before : after;
}

/** The entries of `given` that differ from those of `before`. Plain data with the same content is the same. */
export function changesOf<T extends object>(before: T, given: T): Partial<T> {
  const entries = Object.entries(given).filter(([key, value]) => !isSame(before[key as keyof T], value));
  return Object.fromEntries(entries) as Partial<T>;
}

const isData = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
};

/** Plain data with the same content is the same. */
export const isSame = (a: unknown, b: unknown) =>
  a === b || (isData(a) && isData(b) && JSON.stringify(a) === JSON.stringify(b));
