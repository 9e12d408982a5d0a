import {CreateError} from './errors.js';

/** The oldest Node that the broker runs on (docs/decisions/006). */
const OLDEST: readonly [major: number, minor: number] = [20, 19];

/**
 * Rejects a Node that is too old, before importing code that would fail on it with a syntax error.
 *
 * @param version as in `process.versions.node`, without the v
 * @throws CreateError `node-too-old`
 */
export function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new CreateError(
    'node-too-old',
    `Node ${version} is too old: rtc-call needs ${OLDEST.join('.')} or later.`,
    {
      hint: 'Install a newer version from https://nodejs.org, then run the same command again.',
    },
  );
}
