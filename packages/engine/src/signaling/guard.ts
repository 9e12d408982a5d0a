/**
 * Composable type guards for data from the network. A schema library does more, but is ten times larger (decision 007).
 */
export type Guard<T> = (value: unknown) => value is T;
export type Guarded<G> = G extends Guard<infer T> ? T : never;

/** A string of `min` to `max` characters. */
export const text =
  (max: number, min = 0, pattern?: RegExp): Guard<string> =>
  (value): value is string =>
    typeof value === 'string' &&
    value.length >= min &&
    value.length <= max &&
    (!pattern || pattern.test(value));

/** A finite number from `min` to `max`. */
export const number =
  (min = -Infinity, max = Infinity): Guard<number> =>
  (value): value is number =>
    Number.isFinite(value) && (value as number) >= min && (value as number) <= max;

/** A whole number from 0 to `max`. */
export const count =
  (max = Number.MAX_SAFE_INTEGER): Guard<number> =>
  (value): value is number =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max;

export const boolean: Guard<boolean> = value => typeof value === 'boolean';
export const anything: Guard<unknown> = (_): _ is unknown => true;

/** One of these strings. */
export const literal =
  <const T extends string>(...values: readonly T[]): Guard<T> =>
  (value): value is T =>
    values.includes(value as T);

export const optional =
  <T>(guard: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || guard(value);

export const nullable =
  <T>(guard: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || guard(value);

/** An array of at most `max` elements. */
export const list =
  <T>(guard: Guard<T>, max: number): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.length <= max && value.every(guard);

type Optional<S> = {[K in keyof S]: undefined extends Guarded<S[K]> ? K : never}[keyof S];
type Shape<S> = {[K in Exclude<keyof S, Optional<S>>]: Guarded<S[K]>} & {[K in Optional<S>]?: Guarded<S[K]>};
type Flat<T> = {[K in keyof T]: T[K]};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields; other fields are ignored. */
export const shape = <const S extends Readonly<Record<string, Guard<unknown>>>>(
  fields: S,
): Guard<Flat<Shape<S>>> => {
  const entries = Object.entries(fields);
  return (value): value is Flat<Shape<S>> =>
    isRecord(value) && entries.every(([key, guard]) => guard(value[key]));
};

/** An object whose keys and values all pass these guards. */
export const record =
  <T>(key: Guard<string>, guard: Guard<T>): Guard<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isRecord(value) && Object.entries(value).every(([k, v]) => key(k) && guard(v));

/** A value that passes at least one of the guards. */
export const either =
  <const G extends readonly Guard<unknown>[]>(...guards: G): Guard<Guarded<G[number]>> =>
  (value): value is Guarded<G[number]> =>
    guards.some(guard => guard(value));
