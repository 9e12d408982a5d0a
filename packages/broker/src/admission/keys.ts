/** The public keys for tokens, from a URL that may be unreachable. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwksCache,
  type ExportedJWKSCache,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
} from 'jose';
import type {Logger} from '../log.js';

/** How long the last keys are used while no newer ones can be fetched, in ms. */
const STALE_MS = 24 * 60 * 60 * 1_000;

/** The minimum time between a failed request and the next one, in ms. Until then, lookups fail at once. */
const RETRY_MS = 1_000;

/** There are no keys, so tokens can't be checked at the moment. */
export class KeysUnavailable extends Error {
  constructor(cause?: unknown) {
    super('the keys for tokens could not be fetched', {cause});
    this.name = 'KeysUnavailable';
  }
}

/**
 * Finds the key for a token in the JWKS at `url`. Keys are cached for 10 minutes, and longer while no newer ones can be
 * fetched. Rejects with KeysUnavailable if there are no keys, and with jose's error if the key is unknown. The start and
 * the end of an outage are logged.
 */
export function createKeys(url: string, {timeoutMs, log}: {timeoutMs: number; log: Logger}): JWTVerifyGetKey {
  const cache: Partial<ExportedJWKSCache> = {};
  const remote = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    [jwksCache]: cache as JWKSCacheInput,
  });
  let local: {readonly from: unknown; readonly find: JWTVerifyGetKey} | undefined;
  let failedAt = -Infinity;
  let isOut = false;

  const find: JWTVerifyGetKey = (header, token) => {
    if (!cache.jwks || Date.now() - (cache.uat ?? 0) > STALE_MS) throw new KeysUnavailable();
    if (local?.from !== cache.jwks) local = {from: cache.jwks, find: createLocalJWKSet(cache.jwks)};
    return local.find(header, token);
  };

  async function reload(): Promise<void> {
    if (performance.now() - failedAt < RETRY_MS) throw new KeysUnavailable();
    try {
      await remote.reload();
      if (isOut) log.warn('the keys for tokens can be fetched again');
      isOut = false;
    } catch (error) {
      failedAt = performance.now();
      if (!isOut)
        log.error(
          {err: error},
          'the keys for tokens could not be fetched: without keys, new clients are refused',
        );
      isOut = true;
      throw new KeysUnavailable(error);
    }
  }

  return async (header, token) => {
    if (!remote.fresh) {
      const reloading = reload().catch(() => {});
      // During an outage, clients do not wait for the request if there are older keys.
      if (!isOut || !cache.jwks) await reloading;
    }
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || remote.coolingDown) throw error;
      await reload();
      return find(header, token);
    }
  };
}
