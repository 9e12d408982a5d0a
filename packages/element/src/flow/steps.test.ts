import type {TraceEntry} from '@rtc-call/engine';
import {describe, expect, it} from 'vitest';
import * as traces from '../testing/recorded-traces.js';
import {peersOf, stepsOf, type FlowStep} from './steps.js';

const LETTERS = ['A', 'broker', 'servers', 'B'];

/** One line per step: `A→B via broker: offer`. */
const draw = (trace: readonly TraceEntry[], peer: string | null = 'grace') => stepsOf(trace, peer).map(line);

function line({name, from, to, via, isMutual, status, details, problem}: FlowStep): string {
  const route = from === to ? LETTERS[from] : `${LETTERS[from]}${isMutual ? '↔' : '→'}${LETTERS[to]}`;
  const through = via === null ? '' : ` via ${LETTERS[via]}`;
  const words = [...details].map(([word, count]) => ` ${word}×${count}`).join('');
  const mark = status === 'done' ? '' : ` (${[status, problem].filter(text => text).join(': ')})`;
  return `${route}${through}: ${name}${words}${mark}`;
}

describe('stepsOf', () => {
  it('draws a call between two people, first over a relay, then directly', () => {
    expect(draw(traces.directCaller)).toMatchInlineSnapshot(`
      [
        "A→broker: broker-connecting",
        "broker→A: broker-open",
        "A: connection-created stun×1 turn×1",
        "A: offer-created",
        "A→B via broker: offer",
        "A→servers: servers-asked stun×1 turn×1",
        "A→B via broker: candidates host×8 relay×2",
        "B→A via broker: ringing",
        "B→A via broker: answer",
        "A: remote-description-set",
        "servers→A: relay",
        "A: media-captured microphone×1 camera×1",
        "A↔B: checking",
        "A↔B via servers: path-found relay×1 udp×1",
        "B→A via broker: candidates relay×2",
        "A↔B via servers: channel-open",
        "A↔B via servers: encrypted",
        "B→A via broker: accepted",
        "B→A via broker: offer",
        "A: remote-description-set",
        "A↔B: path-found direct×2 udp×2",
        "A: answer-created",
        "A→B via broker: answer",
        "B→A via broker: candidates host×4",
        "A→servers: servers-asked stun×1 turn×1",
        "A→B via broker: candidates host×8 relay×2",
        "B→A: first-frame",
        "servers→A: relay",
      ]
    `);
  });

  it('draws the same call as the callee sees it', () => {
    expect(draw(traces.directCallee)).toMatchInlineSnapshot(`
      [
        "A→broker: broker-connecting",
        "broker→A: broker-open",
        "A→B via broker: ringing",
        "A: connection-created stun×1 turn×1 relay-only×1",
        "B→A via broker: offer",
        "A: remote-description-set",
        "A: answer-created",
        "A→B via broker: answer",
        "B→A via broker: candidates host×5 relay×2",
        "A→servers: servers-asked stun×1 turn×1",
        "A↔B: checking",
        "servers→A: relay",
        "A→B via broker: candidates relay×2",
        "A↔B via servers: path-found relay×1 udp×1",
        "A↔B via servers: encrypted",
        "A↔B via servers: channel-open",
        "A→B via broker: accepted",
        "A: offer-created",
        "A→B via broker: offer",
        "B→A via broker: candidates host×11 relay×2",
        "A→servers: servers-asked stun×1 turn×1",
        "A→B via broker: candidates host×4",
        "A: media-captured microphone×1 camera×1",
        "B→A via servers: first-frame",
        "B→A via broker: answer",
        "A: remote-description-set",
        "A↔B: path-found direct×1 udp×1",
      ]
    `);
  });

  it('draws a room in which everything goes over a relay', () => {
    expect(draw(traces.relayed)).toMatchInlineSnapshot(`
      [
        "A→broker: broker-connecting",
        "broker→A: broker-open",
        "A→broker: room-requested",
        "broker→A: members-received",
        "A: connection-created turn×1 relay-only×1",
        "A: offer-created",
        "A→B via broker: offer",
        "A→servers: servers-asked turn×1",
        "A: media-captured microphone×1 camera×1",
        "servers→A: relay",
        "A→B via broker: candidates relay×4",
        "B→A via broker: accepted",
        "B→A via broker: answer",
        "A: remote-description-set",
        "B→A via broker: candidates relay×4",
        "A↔B: checking",
        "A↔B via servers: path-found relay×1 tls×1",
        "A↔B via servers: encrypted",
        "A↔B via servers: channel-open",
        "B→A via servers: first-frame",
      ]
    `);
  });

  it('draws an unreachable broker in red, and the offer as not yet answered', () => {
    expect(draw(traces.unreachable)).toMatchInlineSnapshot(`
      [
        "A→broker: broker-connecting",
        "broker→A: broker-failed (failed: broker-unreachable)",
        "A: connection-created none×1",
        "A: offer-created",
        "A→B via broker: offer (pending)",
      ]
    `);
  });

  it('draws that there are no candidates', () => {
    expect(draw(traces.withoutCandidates)).toMatchInlineSnapshot(`
      [
        "A→broker: broker-connecting",
        "broker→A: broker-open",
        "A→broker: room-requested",
        "A: media-captured microphone×1 camera×1",
        "broker→A: members-received",
        "A→B via broker: accepted",
        "A: connection-created none×1 relay-only×1",
        "B→A via broker: offer",
        "A: remote-description-set",
        "A: answer-created",
        "A→B via broker: answer",
        "A: no-candidates (failed: connection-failed)",
        "B→A via broker: hang-up (failed)",
      ]
    `);
  });

  it('draws that the TURN server gave no relay, although the browser never said so', () => {
    expect(draw(traces.deadTurn)).toMatchInlineSnapshot(`
      [
        "A→broker: broker-connecting",
        "A: media-captured microphone×1 camera×1",
        "broker→A: broker-open",
        "A→broker: room-requested",
        "broker→A: members-received",
        "A: connection-created turn×1 relay-only×1",
        "A: offer-created",
        "A→B via broker: offer",
        "A→servers: servers-asked turn×1",
        "B→A via broker: accepted",
        "B→A via broker: answer",
        "A: remote-description-set",
        "servers→A: no-relay (failed)",
        "A→B via broker: hang-up (failed: connection-failed)",
      ]
    `);
  });

  it('draws who declined', () => {
    expect(draw(traces.declined)).toMatchInlineSnapshot(`
      [
        "A→broker: broker-connecting",
        "broker→A: broker-open",
        "A: connection-created none×1",
        "A: offer-created",
        "A→B via broker: offer",
        "A→B via broker: candidates host×8",
        "B→A via broker: ringing",
        "A: media-captured microphone×1 camera×1",
        "B→A via broker: hang-up (ended: declined)",
      ]
    `);
  });

  it('draws only the last call, and what an earlier one has left: the connection to the broker', () => {
    expect(draw(traces.unavailable).at(-1)).toMatch(/failed \(failed: peer-unavailable\)/);
    expect(draw(traces.unavailable).join()).not.toContain('accepted');
    expect(draw(traces.unavailable, 'other').join()).toContain('accepted');
  });

  it('draws an interruption and how it was repaired', () => {
    expect(draw(traces.reconnected).slice(-8)).toMatchInlineSnapshot(`
      [
        "A: ice-restart",
        "A: offer-created",
        "A→B via broker: offer",
        "A→B via broker: candidates host×8",
        "B→A via broker: answer",
        "A: remote-description-set",
        "A↔B: recovered",
        "B→A via broker: candidates host×16",
      ]
    `);
  });

  it('draws every beginning of a trace, with steps in the order of their time', () => {
    for (const [name, trace] of Object.entries(traces)) {
      for (let end = 0; end <= trace.length; end++) {
        const times = stepsOf(trace.slice(0, end), 'grace').map(({time}) => time);
        expect(times, `${name}, ${end} entries`).toEqual(times.toSorted((a, b) => a - b));
      }
    }
  });

  it('has nothing in progress once the call is over', () => {
    for (const trace of [traces.declined, traces.unavailable, traces.withoutCandidates, traces.deadTurn])
      expect(draw(trace).join()).not.toContain('pending');
  });

  it('shows what a STUN server answers, and that it does not', () => {
    const entry = (step: TraceEntry['step'], detail?: string): TraceEntry => ({
      step,
      time: 1,
      side: 'local',
      peer: 'grace',
      ...(detail && {detail}),
    });
    const start = [
      entry('connection-created', 'stun'),
      entry('ice-gathering', 'gathering'),
      entry('candidate-gathered', 'host'),
    ];
    const done = entry('ice-gathering', 'complete');
    expect(draw([...start, entry('candidate-gathered', 'srflx'), done])).toContain('servers→A: address');
    // With a public address, there is no second candidate: that is no failure.
    expect(draw([...start, done]).join()).not.toContain('failed');
    expect(draw([...start, entry('candidate-error', 'stun 701'), done])).toContain(
      'servers→A: no-stun (failed)',
    );
  });

  it('does not count the hours before a call as part of it', () => {
    const [open, ...rest] = traces.declined;
    const steps = stepsOf([{...open!, time: -3_600_000}, ...rest], 'grace');
    expect(steps[0]!.time).toBeLessThan(0);
    expect(steps.find(({name}) => name === 'connection-created')!.time).toBe(0);
  });

  it('is empty for an empty trace, and shows the broker before there is a peer', () => {
    expect(stepsOf([], null)).toEqual([]);
    expect(peersOf(traces.unreachable)).toEqual(['grace']);
    expect(draw(traces.unreachable.slice(0, 1), null)).toEqual(['A→broker: broker-connecting (pending)']);
  });
});
