import {CallError, type ErrorCode} from '@rtc-call/engine/errors';

/** The engine throws nothing but CallError; what else arrives here came from the browser and gets `code`. */
export const failureOf = (cause: unknown, code: ErrorCode): CallError =>
  cause instanceof CallError ? cause : new CallError(code, {cause});
