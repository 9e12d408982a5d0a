import {CallError, type ErrorCode} from '@rtc-call/engine/errors';

/** The engine throws only CallErrors; other errors come from the browser and get `code`. */
export const failureOf = (cause: unknown, code: ErrorCode): CallError =>
  cause instanceof CallError ? cause : new CallError(code, {cause});
