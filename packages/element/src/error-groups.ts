import type {CallError, ErrorCode} from '@rtc-call/engine/errors';

const BEYOND_VISITOR: ReadonlySet<ErrorCode> = new Set([
  'insecure-context',
  'not-supported',
  'policy-forbidden',
]);
const RETRIED: ReadonlySet<ErrorCode> = new Set(['broker-unreachable', 'private-broker-unreachable']);

/** Whether a device has an error that only the owner of the page, or another browser, can change. */
export const isBeyondVisitor = (error: CallError | null): boolean =>
  error !== null && BEYOND_VISITOR.has(error.code);

/** Whether the engine tries again on its own. */
export const isRetried = (error: CallError): boolean => RETRIED.has(error.code);
