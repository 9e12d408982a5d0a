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
  /** What I have said before its door. */
  readonly text?: string;
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

/** How long to wait for the previous call in this tab to release an id, in ms. */
const CLAIM_MS = 300;
/** The same for a page of this tab that has said goodbye, in ms: on a slow machine, it takes seconds to go. */
const RELOAD_MS = 10_000;

interface IdentityOptions {
  readonly broker: string;
  /** My chosen id; a random one if undefined. */
  readonly peerId: string | undefined;
  /** Reserves an id. Resolves to false if it is still in use after `ms`. */
  readonly claim: (id: string, ms: number) => Promise<boolean>;
  /** The chosen id is in use in this browser; it is waited for. */
  readonly onTaken: () => void;
}

/**
 * Returns my identity on `broker`, from session storage or new. A duplicated tab inherits the session storage of the
 * first one: it must not take its id, and gets another one or, if the id was chosen, waits for it.
 */
export async function getIdentity({broker, peerId, claim, onTaken}: IdentityOptions): Promise<Identity> {
  const stored = readIdentity(broker);
  // Another call on this page reads it too, and must not wait for this one.
  if (stored?.isReleased) write(key(broker, 'identity'), {id: stored.id, secret: stored.secret});
  const isMine = stored !== null && (peerId === undefined || peerId === stored.id);
  let {id, secret} = isMine ? stored : newIdentity(peerId);
  if (!(await claim(id, isMine && stored.isReleased ? RELOAD_MS : CLAIM_MS))) {
    if (peerId === undefined) ({id, secret} = newIdentity());
    else onTaken();
    await claim(id, Infinity);
  }
  write(key(broker, 'identity'), {id, secret});
  return {id, secret};
}

/** This page goes away: the next one in this tab has its identity, as soon as it is gone. */
export function releaseIdentity(broker: string) {
  const stored = readIdentity(broker);
  if (stored) write(key(broker, 'identity'), {...stored, isReleased: true});
}

const newIdentity = (id = randomId()): Identity => ({id, secret: randomId()});

function readIdentity(broker: string): (Identity & {readonly isReleased: boolean}) | null {
  const {id, secret, isReleased} = read(key(broker, 'identity')) ?? {};
  if (!isPeerId(id) || typeof secret !== 'string') return null;
  return {id, secret, isReleased: isReleased === true};
}

/**
 * Reserves an id until `life` is aborted. False if another tab, or another element on this page, still uses it after
 * `ms`. Rejects if `life` ends first.
 */
export function claimId(id: string, life: AbortSignal, ms = CLAIM_MS): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    const timeout = new AbortController();
    const timer = ms === Infinity ? undefined : setTimeout(() => timeout.abort(), ms);
    const onEnd = () => {
      reject(life.reason);
      timeout.abort();
    };
    life.addEventListener('abort', onEnd, {signal: timeout.signal});
    const held = navigator.locks.request(`rtc-call:${id}`, {signal: timeout.signal}, () => {
      clearTimeout(timer);
      resolve(true);
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

/** How many chat messages a reload returns to, and how many characters: session storage holds about 5 million. */
const MAX_CHAT = 200;
const MAX_CHAT_CHARACTERS = 500_000;

/**
 * Saves the newest messages for the page that continues this call; null forgets them. Apart from the resumption, which
 * must not be lost if they don't fit. Every script of the page's origin can read them while the page is being reloaded.
 */
export function rememberChat(broker: string, messages: readonly {readonly text: string}[] | null) {
  const kept: object[] = [];
  let characters = 0;
  for (const message of messages?.slice(-MAX_CHAT).toReversed() ?? []) {
    characters += message.text.length;
    if (characters > MAX_CHAT_CHARACTERS) break;
    kept.unshift(message);
  }
  write(key(broker, 'chat'), kept.length > 0 ? kept : null);
}

/** Returns the saved messages, unchecked, and forgets them. */
export function recallChat(broker: string): unknown {
  const stored = read(key(broker, 'chat'));
  write(key(broker, 'chat'), null);
  return stored;
}
