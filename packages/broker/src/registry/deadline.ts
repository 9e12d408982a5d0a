import type {Clock} from '../clock.js';

/** How long the registry may take to respond, in ms. */
export const ANSWER_MS = 3_000;

/** The registry took too long. The operation may still succeed. */
export class RegistryTimeout extends Error {
  constructor(method: string, ms: number) {
    super(`the registry did not respond to ${method}() within ${Math.round(ms)} ms`);
    this.name = 'RegistryTimeout';
  }
}

/** Rejects with a RegistryTimeout if `ask` does not settle in time, and also if it throws. Calls it at once. */
export function withDeadline<T>(
  clock: Clock,
  method: string,
  ask: () => Promise<T>,
  ms = ANSWER_MS,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(ms, () => reject(new RegistryTimeout(method, ms)));
    void call(ask).finally(stop).then(resolve, reject);
  });
}

/** Turns what it throws into a rejection. */
const call = async <T>(ask: () => Promise<T>): Promise<T> => ask();
