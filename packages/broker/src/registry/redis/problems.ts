/** Which of the problems of Redis an error means. */
import {REDIS_PROBLEMS, type RedisProblemCode} from '../../redis-problems.js';
import {RegistryTimeout} from '../deadline.js';

/** Why Redis can't be used at the moment. The link logs it once: whoever catches it need not. */
export class RedisProblem extends Error {
  readonly code: RedisProblemCode;
  readonly hint: string;

  constructor(code: RedisProblemCode, detail?: string, cause?: unknown) {
    const {sentence, hint} = REDIS_PROBLEMS[code];
    super(detail === undefined ? `${sentence}.` : `${sentence}: ${detail}.`, {cause});
    this.name = 'RedisProblem';
    this.code = code;
    this.hint = hint;
  }
}

/** The codes that Redis puts first in its errors. */
const REPLIES: Readonly<Record<string, RedisProblemCode>> = {
  WRONGPASS: 'redis-wrong-password',
  NOAUTH: 'redis-wrong-password',
  NOPERM: 'redis-no-permission',
  READONLY: 'redis-no-master',
  MOVED: 'redis-no-master',
  CLUSTERDOWN: 'redis-no-master',
  PARTIAL: 'redis-restoring',
  EMPTY: 'redis-restoring',
  UNKNOWN: 'redis-comparing',
  NOSCRIPT: 'redis-comparing',
  OOM: 'redis-full',
  MISCONF: 'redis-cant-save',
};

/** The first word of an error that Redis itself has sent. */
export const replyCode = (error: unknown): string =>
  error instanceof Error ? (/^[A-Z]+(?= |$)/.exec(error.message)?.[0] ?? '') : '';

/** Says what an error of the client or of Redis means. It contains no password. */
export function explainError(error: unknown): RedisProblem {
  if (error instanceof RedisProblem) return error;
  const reply = replyCode(error);
  const known = REPLIES[reply];
  if (known) return new RedisProblem(known, undefined, error);
  if (reply === 'ERR')
    return new RedisProblem('redis-error', (error as Error).message.slice(4, 200).trimEnd(), error);
  if (error instanceof RegistryTimeout || reply) return new RedisProblem('redis-busy', undefined, error);
  const {code = ''} = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (/^(ERR_(SSL|TLS)|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return new RedisProblem('redis-tls', code, error);
  return new RedisProblem('redis-unreachable', code || undefined, error);
}
