import {isPeerId, randomId} from '../names.js';

/** My identity on a broker, kept while the tab is open, so that a reload returns as the same peer. */
export interface Identity {
  readonly id: string;
  /** Proves to the broker that the id is mine. 128 random bits. */
  readonly secret: string;
}

/** What is saved so that a reload can return to the call. */
export interface Resumption {
  readonly room?: string;
  /** The other person in a direct call, and the id of the link. */
  readonly peer?: {readonly id: string; readonly link: string};
  readonly microphone: {readonly isOn: boolean; readonly deviceId: string | null};
  readonly camera: {readonly isOn: boolean; readonly deviceId: string | null};
  readonly speakerId: string | null;
}

/** The same as the broker's grace period: after that, the others have seen me leave. */
const RESUME_MS = 20_000;

const key = (broker: string, what: string) => `rtc-call:${what}:${broker}`;

function read(storageKey: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null; // storage is blocked or holds other data: use a new identity
  }
}

function write(storageKey: string, value: object | null) {
  try {
    if (value) sessionStorage.setItem(storageKey, JSON.stringify(value));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // Storage is blocked: a reload will be a new peer; everything else works.
  }
}

/**
 * Returns my identity on `broker`, from session storage or new, with `peerId` or a random id. `claim` reserves an id, or
 * returns false if it is in use: a duplicated tab inherits the session storage of the first one, and must not take its id.
 */
export async function getIdentity(
  broker: string,
  peerId: string | undefined,
  claim: (id: string) => Promise<boolean>,
): Promise<Identity> {
  const stored = read(key(broker, 'identity'));
  if (stored && isPeerId(stored['id']) && typeof stored['secret'] === 'string') {
    const identity = {id: stored['id'], secret: stored['secret']};
    if ((peerId === undefined || peerId === identity.id) && (await claim(identity.id))) return identity;
  }
  const fresh = {id: peerId ?? randomId(), secret: randomId()};
  if (await claim(fresh.id)) write(key(broker, 'identity'), fresh);
  return fresh;
}

/** How long to wait for the previous call or the reloaded page to release an id, in ms. */
const CLAIM_MS = 300;

/** Reserves an id until `life` is aborted. False if another tab, or another element on this page, uses it. */
export function claimId(id: string, life: AbortSignal): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise(resolve => {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), CLAIM_MS);
    const held = navigator.locks.request(`rtc-call:${id}`, {signal: timeout.signal}, () => {
      clearTimeout(timer);
      resolve(!life.aborted);
      if (life.aborted) return;
      return new Promise<void>(release => life.addEventListener('abort', () => release(), {once: true}));
    });
    held.catch(() => resolve(!timeout.signal.aborted));
  });
}

export function rememberResumption(broker: string, resumption: Resumption | null) {
  write(key(broker, 'resume'), resumption && {...resumption, time: Date.now()});
}

/** Returns the call that this tab was in, if it was unloaded less than 20 s ago. */
export function recallResumption(broker: string): Resumption | null {
  const stored = read(key(broker, 'resume'));
  if (!stored || typeof stored['time'] !== 'number' || Date.now() - stored['time'] > RESUME_MS) return null;
  return stored as unknown as Resumption;
}
