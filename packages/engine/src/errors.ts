import {CALL_PROBLEMS, explain, type ErrorCode} from './problems.js';

export type {ErrorCode};

/** The one error type of a call. Branch on `code`; `message` is for logs, `hint` for people. docs/errors.md has the codes. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: ErrorCode;
  /** What happened and what to do about it, in English; the element translates by `code`. */
  readonly hint: string;
  /** What it concerns: the wrong value, the refused origin, a peer id. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: {readonly cause?: unknown; readonly detail?: string} = {}) {
    const {detail, cause} = options;
    super(detail ? `${code}: ${detail}` : code, {cause});
    this.code = code;
    this.detail = detail;
    this.hint = explain(CALL_PROBLEMS[code], detail);
  }
}

/** Wraps whatever was thrown; a CallError stays itself. */
export function toCallError(cause: unknown, code: ErrorCode): CallError {
  if (cause instanceof CallError) return cause;
  return new CallError(code, {cause, detail: cause instanceof Error ? cause.message : undefined});
}
