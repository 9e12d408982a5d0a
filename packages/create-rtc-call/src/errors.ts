/** What can stop the scaffolder. Branch on these, never on a message. */
export type CreateErrorCode =
  | 'bad-option'
  | 'bad-name'
  | 'cancelled'
  | 'cannot-write'
  | 'directory-not-empty'
  | 'install-failed'
  | 'node-too-old'
  | 'not-a-directory'
  | 'port-forbidden'
  | 'port-in-use'
  | 'unknown-template';

/** Exit codes other than 1: a wrong command line (as in POSIX shells), and stopped by the person (128 + SIGINT). */
const EXIT_CODES: Partial<Record<CreateErrorCode, number>> = {'bad-option': 2, cancelled: 130};

/** A mistake or a circumstance that the person at the keyboard can mend, and how. Everything else is a bug. */
export class CreateError extends Error {
  readonly code: CreateErrorCode;
  /** What to do about it, in a sentence or two. */
  readonly hint: string | undefined;

  constructor(code: CreateErrorCode, message: string, {hint, cause}: {hint?: string; cause?: unknown} = {}) {
    super(message, {cause});
    this.name = 'CreateError';
    this.code = code;
    this.hint = hint;
  }

  get exitCode(): number {
    return EXIT_CODES[this.code] ?? 1;
  }
}
