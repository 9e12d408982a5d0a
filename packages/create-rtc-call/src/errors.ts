/** Error codes of the scaffolder. Branch on these, never on a message. */
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

/** Exit codes other than 1: invalid command line (as in POSIX shells), and cancelled by the user (128 + SIGINT). */
const EXIT_CODES: Partial<Record<CreateErrorCode, number>> = {'bad-option': 2, cancelled: 130};

/** An error that the user can fix. Every other error is a bug. */
export class CreateError extends Error {
  readonly code: CreateErrorCode;
  /** How to fix it, in one or two sentences. */
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
