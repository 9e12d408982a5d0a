/** Error codes of the scaffolder. Branch on these, never on a message. */
export type CreateErrorCode =
  | 'bad-option'
  | 'bad-name'
  | 'cannot-read'
  | 'cannot-write'
  | 'contradicting-flags'
  | 'directory-not-empty'
  | 'disk-full'
  | 'forgotten-separator'
  | 'incomplete-project'
  | 'install-failed'
  | 'no-network'
  | 'no-permission'
  | 'node-too-old'
  | 'not-a-directory'
  | 'not-installed'
  | 'outside-directory'
  | 'port-forbidden'
  | 'port-in-use'
  | 'read-only'
  | 'symbolic-link'
  | 'unknown-template';

/** Exit codes other than 1: invalid command lines, as in POSIX shells. */
const EXIT_CODES: Partial<Record<CreateErrorCode, number>> = {
  'bad-option': 2,
  'contradicting-flags': 2,
  'forgotten-separator': 2,
};

/** An error that the user can fix. Every other error is a bug. */
export class CreateError extends Error {
  readonly code: CreateErrorCode;
  /** How to fix it, in one or two sentences. */
  readonly hint: string;

  constructor(code: CreateErrorCode, message: string, {hint, cause}: {hint: string; cause?: unknown}) {
    super(message, {cause});
    this.name = 'CreateError';
    this.code = code;
    this.hint = hint;
  }

  get exitCode(): number {
    return EXIT_CODES[this.code] ?? 1;
  }
}

/** The user pressed Ctrl-C or Escape at a prompt. That is an answer, not an error: the exit code is 0. */
export class Cancelled extends Error {}
