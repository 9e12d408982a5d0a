import {isPeerId} from '../names.js';

/** Who I am on a broker, for the life of this tab: a reload comes back as the same peer. */
export interface Identity {
  readonly id: string;
  /** Proves to the broker that the id is mine. 128 random bits. */
  readonly secret: string;
}

/** What a reload needs to come back to where it was. */
export interface Resumption {
  readonly room?: string;
  /** Whom I was in a call with, and over which link, where it was no room. */
  readonly peer?: {readonly id: string; readonly link: string};
  readonly microphone: {readonly isOn: boolean; readonly deviceId: string | null};
  readonly camera: {readonly isOn: boolean; readonly deviceId: string | null};
  readonly speakerId: string | null;
}

/** As long as the broker's grace: later than that the others have seen me leave. */
const RESUME_MS = 20_000;

const key = (broker: string, what: string) => `rtc-call:${what}:${broker}`;

function read(storageKey: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null; // storage is blocked or holds something else: a new identity does
  }
}

function write(storageKey: string, value: object | null) {
  try {
    if (value) sessionStorage.setItem(storageKey, JSON.stringify(value));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // storage is blocked: a reload will be a new person, all else works
  }
}

/** 128 random bits in hexadecimal. `randomUUID` would ask for a secure context. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/**
 * My identity on `broker`, filed in the tab's memory, with `peerId` or a random id. `claim` says whether nobody else
 * uses an id now: a duplicated tab inherits the memory of the first one, and must not take its id away from it.
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

/** How long to wait for an id that is just being released, by the call before or by the page before a reload, in ms. */
const CLAIM_MS = 300;

/** Takes an id for the time until `life` ends; false if another tab, or another element of this page, holds it. */
export function claimId(id: string, life: AbortSignal): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise(resolve => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), CLAIM_MS);
    const held = navigator.locks.request(`rtc-call:${id}`, {signal: patience.signal}, () => {
      clearTimeout(timer);
      resolve(!life.aborted);
      if (life.aborted) return;
      return new Promise<void>(release => life.addEventListener('abort', () => release(), {once: true}));
    });
    held.catch(() => resolve(!patience.signal.aborted));
  });
}

export function rememberResumption(broker: string, resumption: Resumption | null) {
  write(key(broker, 'resume'), resumption && {...resumption, time: Date.now()});
}

/** What this tab was doing when it was unloaded less than 20 s ago. */
export function recallResumption(broker: string): Resumption | null {
  const stored = read(key(broker, 'resume'));
  if (!stored || typeof stored['time'] !== 'number' || Date.now() - stored['time'] > RESUME_MS) return null;
  return stored as unknown as Resumption;
}
