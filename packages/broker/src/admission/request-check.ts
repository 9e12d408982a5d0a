/** The checks before the token, for WebSocket handshakes and for the HTTP paths that clients use. */
import type {IncomingMessage} from 'node:http';
import type {Config} from '../options/index.js';
import type {RefusalCode} from '../refusals.js';
import type {Client} from './client-address.js';
import {isOriginAllowed} from './origins.js';
import type {Warnings} from './warnings.js';

export type CheckRequest = (req: IncomingMessage, client: Client) => RefusalCode | undefined;

export function createRequestCheck(
  {origins, requireTls}: Pick<Config, 'origins' | 'requireTls'>,
  warnings: Pick<Warnings, 'originRefused'>,
): CheckRequest {
  return ({headers: {origin}}, client) => {
    if (origin !== undefined && !isOriginAllowed(origin, client, origins)) {
      warnings.originRefused(origin);
      return 'origin-forbidden';
    }
    return requireTls && !client.isSecure ? 'tls-required' : undefined;
  };
}
