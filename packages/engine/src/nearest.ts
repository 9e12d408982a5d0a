/**
 * Finds the name that somebody probably meant, for the element's attributes and the broker's options. This file imports
 * nothing and runs in browsers and in Node.
 */

/** How many letters to add, leave out or change to turn one text into the other (Levenshtein distance). */
export function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, index) => index);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The one of `names` with the smallest distance to `name`; the first one of several. `names` must not be empty. */
export function nearest(name: string, names: readonly string[]): string {
  return names.reduce((best, other) => (distance(name, other) < distance(name, best) ? other : best));
}
