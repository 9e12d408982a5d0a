/**
 * What this browser remembers for the next visit, as JSON in localStorage. Where storage is blocked or full, it lasts as
 * long as the page. Any script of the page can read and change it, so readers check what they get.
 */
const unsaved = new Map<string, unknown>();

/** The remembered value; undefined if there is none, or none that can be read. */
export function recall(key: string): unknown {
  if (unsaved.has(key)) return unsaved.get(key);
  try {
    return JSON.parse(localStorage.getItem(`rtc-call:${key}`) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a JSON value. */
export function remember(key: string, value: unknown) {
  try {
    localStorage.setItem(`rtc-call:${key}`, JSON.stringify(value));
    unsaved.delete(key);
  } catch {
    unsaved.set(key, value);
  }
}
