import {pino, type DestinationStream, type Logger} from 'pino';

export type {Logger};

/**
 * Logs JSON lines. Lines about a connection contain its `conn`. Tokens, secrets and query strings (PeerJS sends the token
 * in one) are never logged; as a second guard, fields with such names are redacted.
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
