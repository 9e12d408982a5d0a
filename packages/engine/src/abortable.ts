/**
 * The outcome of `promise`, or the signal's reason when that is aborted first. What then comes all the same goes to
 * `release`, so that nothing stays open that nobody waits for.
 *
 * @internal Shared with `<rtc-call>`; no part of what is promised to others.
 */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  release: (late: T) => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, {once: true});
    promise.then(
      value => {
        signal.removeEventListener('abort', onAbort);
        if (signal.aborted) release(value);
        else resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
      },
    );
  });
}
