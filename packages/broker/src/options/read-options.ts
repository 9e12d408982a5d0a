/** Validates options against the schema and describes each mistake. */
import * as v from 'valibot';
import {BrokerOptions, type Config} from './options.js';

/** Options that can't be used; `mistakes` names each wrong option and what is allowed. */
export class OptionsError extends Error {
  readonly code = 'bad-options';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`The broker's options can't be used:\n${mistakes.map(mistake => `  ${mistake}`).join('\n')}`);
    this.name = 'OptionsError';
    this.mistakes = mistakes;
  }
}

/** Checks options and fills in defaults. Throws an OptionsError. `nameOf` returns the name under which the user set an option. */
export function readOptions(options: unknown, nameOf = (path: string): string => path): Config {
  const result = v.safeParse(BrokerOptions, options);
  if (result.success) return result.output;
  throw new OptionsError(
    result.issues.map(issue => {
      const path = v.getDotPath(issue) ?? '';
      return `${nameOf(path)}: ${describeIssue(issue, isSecretPath(path))}`;
    }),
  );
}

/** What must not be repeated on a terminal or in a log. */
const isSecretPath = (path: string): boolean => /secret|token|password|^redis$/i.test(path);

function describeIssue({type, expected, message, received}: v.BaseIssue<unknown>, isSecret: boolean): string {
  if (type === 'strict_object') return expected === 'never' ? 'no such option' : 'missing';
  const isShort = received !== 'Object' && received !== 'Array';
  return isShort && !isSecret && message.startsWith('expected') ? `${message}, got ${received}` : message;
}
