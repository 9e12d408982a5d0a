/** Resolves when `condition` is true; rejects after `ms` with an error that says what did not happen. */
export async function until(condition: () => unknown, what: string, ms = 15_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms in vain until ${what}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** Lets everything that is under way in this page run: timers of 0 ms, messages, microtasks. */
export const aTurn = () => new Promise<void>(resolve => setTimeout(resolve));
