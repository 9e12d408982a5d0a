/** The public keys of tokens, from a URL that may be down. */
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

/** For how long the last keys are used while no others can be fetched, in ms. */
const STALE_MS = 24 * 60 * 60 * 1_000;

/** How long after a failed request the next one is made, in ms: until then there is no answer, and no waiting for it. */
const RETRY_MS = 1_000;

/** Whether a token is good can't be told now. */
export class KeysUnavailable extends Error {
  constructor(cause?: unknown) {
    super('the keys of tokens can not be fetched', {cause});
    this.name = 'KeysUnavailable';
  }
}

/**
 * Finds the key of a token in the JWKS at `url`. Keys are kept for 10 minutes, and longer while no others can be had.
 * Rejects with KeysUnavailable where that leaves none, and with jose's error where the key of the token is unknown.
 * An outage is logged when it begins and when it ends.
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
      if (isOut) log.warn('the keys of tokens can be fetched again');
      isOut = false;
    } catch (error) {
      failedAt = performance.now();
      if (!isOut)
        log.error({err: error}, 'the keys of tokens can not be fetched: nobody new comes in without them');
      isOut = true;
      throw new KeysUnavailable(error);
    }
  }

  return async (header, token) => {
    if (!remote.fresh) {
      const reloading = reload().catch(() => {});
      // Whoever comes during an outage does not wait for its end, as long as there are keys from before.
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
