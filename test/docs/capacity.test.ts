/** The numbers in docs/guides/capacity.md are what the engine and the broker do. */
import {expect, it} from 'vitest';
import {SendingGate, shareUplink} from '../../packages/engine/src/media/uplink.js';
import type {ParticipantStats} from '../../packages/engine/src/media/stats.js';
import {readOptions} from '../../packages/broker/src/options/index.js';
import {read, tokensOf} from './pages.js';

const page = read('docs/guides/capacity.md');
const shares = tokensOf(page).find(token => token.type === 'table' && token.header[0]?.text === 'people');
if (shares?.type !== 'table') throw new Error('The table is gone.');
const uplinks = shares.header.slice(2).map(({text}) => Number(/\d+/.exec(text)![0]));

/** Mbit/s for each video that one of these people sends. */
function videoBitrate(people: number, uplink: number): number {
  const links = people - 1;
  const stats = {availableOutgoingBitrate: (uplink * 1e6) / links, outgoingPacketLoss: 0} as ParticipantStats;
  const load = {stats, gate: new SendingGate(), viewHeight: null, captureHeight: null};
  return shareUplink(Array.from({length: links}, () => load))[0]!.video.maxBitrate / 1e6;
}

it.each(shares.rows.map(row => row.map(({text}) => Number(text))))(
  'in a call of %i, each sends %i videos of %f, %f, %f and %f Mbit/s',
  (people, videos, ...bitrates) => {
    expect(videos).toBe(people! - 1);
    expect(bitrates).toEqual(uplinks.map(uplink => Math.round(videoBitrate(people!, uplink) * 100) / 100));
  },
);

it('the arithmetic of a relay is right', () => {
  const relayed = 2 * 2.5;
  expect(page).toContain(`2 × 2.5 Mbit/s = ${relayed} Mbit/s`);
  expect(page).toContain(`${(relayed * 3600) / 8 / 1000} GB`);
  const six = 6 * 5 * videoBitrate(6, 5);
  expect(page).toContain(`6 × 5 × 0.8 = ${six} Mbit/s, ${(six * 3600) / 8 / 1000} GB per hour`);
});

it('the limits are the defaults of the broker', () => {
  const {limits} = readOptions({});
  expect(page).toContain(`at most ${limits.roomMembers} members`);
  expect(page).toContain(`${limits.peers.toLocaleString('en')} × 8.9 kB = ${(limits.peers * 8.9) / 1000} MB`);
  expect(read('README.md')).toMatch(/memory per idle socket[^|]*\| 8\.9 kB/);
  expect(read('README.md')).toMatch(/relayed per second of CPU[^|]*\| 48,200/);
});
