import {pino, type DestinationStream, type Logger} from 'pino';

export type {Logger};

/**
 * JSON lines. What a connection does carries its `conn`. Tokens, secrets and query strings (PeerJS carries the token
 * in one) are never handed to the log; should a field ever be called so, it is blanked out.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const secret = ['token', 'secret', 'authorization'];
  const options = {
    level,
    base: {name: 'rtc-broker'},
    redact: {paths: secret.flatMap(name => [name, `*.${name}`]), censor: '[redacted]'},
  };
  return destination ? pino(options, destination) : pino(options);
}
