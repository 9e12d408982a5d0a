/** What a host orders: who may order what, and whom it concerns. */
import {createHash} from 'node:crypto';
import {hostTagOf} from '@rtc-call/engine/names';
import type {Moderate} from '../protocol/index.js';
import type {RefusalCode} from '../refusals.js';
import {
  isBanned,
  marksOf,
  type Measure,
  type Member,
  type Order,
  type RoomContents,
} from '../registry/index.js';
import {roleOf} from './room-views.js';

/** For how long those who come from the address of somebody removed have to knock, in ms. */
const KNOCK_MS = 10 * 60_000;

/** What an elected host may order: it has this role only because it came first. */
const FOR_ELECTED: ReadonlySet<Moderate['action']> = new Set(['lock', 'unlock', 'admit', 'refuse', 'mute']);

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first 80 bits of the SHA-256 of a host key, in base32 (RFC 4648, lower case): what the room's name ends with. */
function tagOf(key: string): string {
  const digest = createHash('sha256').update(key).digest();
  let bits = BigInt(`0x${digest.subarray(0, 10).toString('hex')}`);
  let tag = '';
  for (let index = 0; index < 16; index += 1, bits >>= 5n) tag = `${BASE32[Number(bits & 31n)]}${tag}`;
  return tag;
}

/** Whether this is the host key of the room. */
export const opens = (room: string, key: string): boolean => hostTagOf(room) === tagOf(key);

/** Reads what `id` orders. */
export function orderOf(contents: RoomContents, id: string, {action, ids}: Moderate): Order | RefusalCode {
  const role = roleOf(contents, id);
  if (role === undefined || role === 'knocking') return 'not-in-room';
  if (role === 'member') return 'not-a-host';
  if (role === 'elected' && !FOR_ELECTED.has(action)) return 'host-not-allowed';
  if (action === 'lock' || action === 'unlock') return {isLocked: action === 'lock', measures: {}};

  const isMeant = MEANT[action];
  const named = ids?.map(name => contents.members.get(name)).filter(member => member !== undefined);
  const meant = (named ?? [...contents.members.values()]).filter(
    member => isMeant(member, ids !== undefined) && (member.id !== id || action === 'end'),
  );
  if (ids && meant.length === 0) return 'no-such-member';
  const measuresFor = (members: readonly Member[]) =>
    Object.fromEntries(members.map(member => [member.id, MEASURES[action]]));
  if (action !== 'remove') return {measures: measuresFor(meant)};
  if (meant.some(({moderator}) => moderator)) return 'host-not-allowed';
  const bans = bansOf(meant);
  // With whoever has the same secret or token, under whatever id.
  const banned = [...contents.members.values()].filter(
    member => member.id !== id && isBanned({isLocked: false, bans}, member),
  );
  return {measures: measuresFor(banned), bans};
}

type Action = Exclude<Moderate['action'], 'lock' | 'unlock'>;

const MEASURES: Readonly<Record<Action, Measure>> = {
  admit: 'admit',
  refuse: 'refused',
  mute: 'mute',
  'stop-share': 'stop-share',
  remove: 'removed',
  end: 'ended',
};

const isInside = ({knocking}: Member): boolean => !knocking;
/** Who has not asked to come in yet is let in only by name. */
const knocks = ({knocking, stage}: Member, isNamed: boolean): boolean =>
  knocking !== undefined && (isNamed || stage === 'in');

const MEANT: Readonly<Record<Action, (member: Member, isNamed: boolean) => boolean>> = {
  admit: knocks,
  refuse: knocks,
  mute: isInside,
  'stop-share': isInside,
  remove: () => true,
  end: () => true,
};

/** They can't come back. Others from their address have to knock for a while. */
function bansOf(removed: readonly Member[]): Record<string, number> {
  const entries = removed.flatMap(member =>
    marksOf(member).map((mark): [string, number] => [mark, mark.startsWith('a:') ? KNOCK_MS : 0]),
  );
  return Object.fromEntries(entries);
}
