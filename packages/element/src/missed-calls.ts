import {OnDemand} from '@rtc-call/engine/on-demand';
import {recall, remember} from './stored.js';

/** A peer that called in vain; consecutive calls of one peer are one entry. */
export interface MissedCall {
  readonly peerId: string;
  readonly displayName: string;
  /** When the last of these calls ended, in ms since 1970. */
  readonly time: number;
  readonly count: number;
}

/** How many entries are kept; the oldest are dropped. */
const KEPT = 20;

/** The list of missed calls, which most visitors never see. */
export const missedList = new OnDemand('missed', async () => (await import('./views/missed.js')).missed);

/** Each address has its own list: a page may have several elements, and this origin several pages. */
const keyOf = (peerId: string | undefined) => `missed:${peerId ?? ''}`;

const isMissedCall = (value: unknown): value is MissedCall => {
  const {peerId, displayName, time, count} = (value ?? {}) as Partial<Record<keyof MissedCall, unknown>>;
  return (
    typeof peerId === 'string' &&
    typeof displayName === 'string' &&
    Number.isFinite(time) &&
    Number.isFinite(count)
  );
};

/** The missed calls to this address, the latest first. */
export function recallMissed(peerId: string | undefined): readonly MissedCall[] {
  const stored = recall(keyOf(peerId));
  return Array.isArray(stored) ? stored.filter(isMissedCall).slice(0, KEPT) : [];
}

export function clearMissed(peerId: string | undefined) {
  remember(keyOf(peerId), []);
}

/** Adds a missed call, and returns them all. Another tab may have added some in the meantime. */
export function addMissed(
  peerId: string | undefined,
  call: Omit<MissedCall, 'count'>,
): readonly MissedCall[] {
  const before = recallMissed(peerId);
  const [latest, ...rest] = before;
  const isAgain = latest?.peerId === call.peerId;
  const {displayName, time} = call;
  const entry = {peerId: call.peerId, displayName, time, count: isAgain ? latest.count + 1 : 1};
  const all = [entry, ...(isAgain ? rest : before)].slice(0, KEPT);
  remember(keyOf(peerId), all);
  return all;
}
