import type {Clock} from '../clock.js';
import type {Registry} from './registry.js';

/** How long the registry may take to respond, in ms. */
const ANSWER_MS = 3_000;

/** The registry took too long. The operation may still succeed. */
export class RegistryTimeout extends Error {
  constructor(method: string) {
    super(`the registry did not respond to ${method}() within ${ANSWER_MS} ms`);
    this.name = 'RegistryTimeout';
  }
}

type Asked = {
  [M in keyof Registry]: ReturnType<Registry[M]> extends Promise<unknown> ? M : never;
}[keyof Registry];

/**
 * Wraps a registry so that its asynchronous methods never throw and never hang: they reject if it throws, and reject with
 * a RegistryTimeout if it does not respond within 3 s.
 */
export function guardRegistry(registry: Registry, clock: Clock): Registry {
  const guard = <M extends Asked>(method: M): Registry[M] => {
    const ask = async (args: unknown[]): Promise<unknown> =>
      (registry[method] as (...args: unknown[]) => Promise<unknown>)(...args);
    const guarded = (...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const stop = clock.after(ANSWER_MS, () => reject(new RegistryTimeout(method)));
        void ask(args).finally(stop).then(resolve, reject);
      });
    return guarded as Registry[M];
  };
  return {
    claim: guard('claim'),
    identify: guard('identify'),
    suspend: guard('suspend'),
    leave: guard('leave'),
    release: guard('release'),
    enter: guard('enter'),
    update: guard('update'),
    exit: guard('exit'),
    exitAll: guard('exitAll'),
    forward: guard('forward'),
    close: guard('close'),
    sharesRoom: (a, b) => registry.sharesRoom(a, b),
    subscribe: listener => registry.subscribe(listener),
    counts: () => registry.counts(),
  };
}
