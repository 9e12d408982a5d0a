import {CreateError} from './errors.js';

/** The oldest Node that the broker runs on (docs/decisions/006). */
const OLDEST: readonly [major: number, minor: number] = [20, 19];

/**
 * Refuses a Node that is too old, before anything is imported that would only fail on it with a syntax error.
 *
 * @param version as in `process.versions.node`, without the v
 * @throws CreateError `node-too-old`
 */
export function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new CreateError(
    'node-too-old',
    `This is Node ${version}; rtc-call needs ${OLDEST.join('.')} or later.`,
    {
      hint: 'Install a newer one from https://nodejs.org, then run the same command again.',
    },
  );
}
