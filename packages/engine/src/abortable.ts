/**
 * Settles like `promise`, or rejects with the signal's reason if that is aborted first. If `promise` resolves after that,
 * `release` gets the value, so that it does not stay open without an owner.
 *
 * @internal Shared with `<rtc-call>`; not part of the public API.
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
