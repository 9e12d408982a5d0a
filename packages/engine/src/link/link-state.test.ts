import {expect, describe, test} from 'vitest';
import {
  ABSENT_MS,
  CONNECT_MS,
  LEAVING_MS,
  RECONNECT_MS,
  RING_MS,
  step,
  type LinkEffect,
  type LinkEvent,
  type LinkState,
} from './link-state.js';
import type {EndReason} from './link-state.js';
import type {ByeReason} from '../signaling/messages.js';

/** Every state, in each variant that affects a decision. The type requires every status to be listed. */
const STATES = {
  idle: {status: 'idle'},
  dialing: {status: 'dialing', isUp: false},
  'dialing, up': {status: 'dialing', isUp: true},
  ringing: {status: 'ringing', isUp: false},
  'ringing, up': {status: 'ringing', isUp: true},
  connecting: {status: 'connecting'},
  connected: {status: 'connected'},
  reconnecting: {status: 'reconnecting', isAbsent: false},
  'reconnecting, absent': {status: 'reconnecting', isAbsent: true},
  leaving: {status: 'leaving'},
  ended: {status: 'ended', reason: 'declined'},
} as const satisfies Record<LinkState['status'], LinkState> & Record<string, LinkState>;
type StateName = keyof typeof STATES;

/** Every event except a goodbye, in each variant. */
const EVENTS = {
  dial: {type: 'dial'},
  'invited, my offer counts': {type: 'invited', isTheirs: false},
  'invited, their offer counts': {type: 'invited', isTheirs: true},
  'met, I dial': {type: 'met', isDialer: true},
  'met, they dial': {type: 'met', isDialer: false},
  accept: {type: 'accept'},
  accepted: {type: 'accepted'},
  decline: {type: 'decline', reason: 'declined'},
  'decline, busy': {type: 'decline', reason: 'busy'},
  up: {type: 'up'},
  stalled: {type: 'stalled'},
  failed: {type: 'failed'},
  unusable: {type: 'unusable'},
  'timed-out': {type: 'timed-out'},
  unavailable: {type: 'unavailable'},
  'hang-up': {type: 'hang-up'},
} as const satisfies Record<string, LinkEvent>;
type EventName = keyof typeof EVENTS;
/** Compiles only if every event except `bye` is in the table above. */
type EventInTable = (typeof EVENTS)[EventName]['type'];
const isEveryEventInTable: Exclude<LinkEvent['type'], 'bye'> extends EventInTable ? true : never = true;

const same = 'unchanged';
const ring = `start-timer ${RING_MS}`;
const connect = `connecting [start-timer ${CONNECT_MS}]`;
const connected = 'connected [stop-timer]';
const leaving = `leaving [release, start-timer ${LEAVING_MS}]`;
const silently = (reason: EndReason) => `ended ${reason} [stop-timer, release]`;
const saying = (bye: ByeReason, reason: EndReason) =>
  `ended ${reason} [send-bye ${bye}, stop-timer, release]`;

/** The whole state machine: next state and effects for every event in every state. */
const TABLE: Readonly<Record<StateName, Readonly<Record<EventName, string>>>> = {
  idle: {
    dial: `dialing [invite, ${ring}]`,
    'invited, my offer counts': `ringing [${ring}]`,
    'invited, their offer counts': `ringing [${ring}]`,
    'met, I dial': `connecting [invite, start-timer ${CONNECT_MS}]`,
    'met, they dial': connect,
    accept: same,
    accepted: same,
    decline: same,
    'decline, busy': same,
    up: same,
    stalled: same,
    failed: same,
    unusable: saying('failed', 'connection-failed'),
    'timed-out': same,
    unavailable: same,
    'hang-up': silently('hung-up'),
  },
  dialing: {
    dial: same,
    'invited, my offer counts': connect,
    'invited, their offer counts': `connecting [yield, accept, start-timer ${CONNECT_MS}]`,
    'met, I dial': connect,
    'met, they dial': connect,
    accept: same,
    accepted: connect,
    decline: same,
    'decline, busy': same,
    up: 'dialing up []',
    stalled: 'dialing []',
    failed: 'dialing [restart-ice]',
    unusable: saying('failed', 'connection-failed'),
    'timed-out': saying('no-answer', 'no-answer'),
    unavailable: silently('peer-unavailable'),
    'hang-up': saying('cancelled', 'cancelled'),
  },
  'dialing, up': {
    dial: same,
    'invited, my offer counts': connected,
    'invited, their offer counts': `connecting [yield, accept, start-timer ${CONNECT_MS}]`,
    'met, I dial': connected,
    'met, they dial': connected,
    accept: same,
    accepted: connected,
    decline: same,
    'decline, busy': same,
    up: 'dialing up []',
    stalled: 'dialing [restart-ice]',
    failed: 'dialing [restart-ice]',
    unusable: saying('failed', 'connection-failed'),
    'timed-out': saying('no-answer', 'no-answer'),
    unavailable: silently('peer-unavailable'),
    'hang-up': saying('cancelled', 'cancelled'),
  },
  ringing: {
    dial: same,
    'invited, my offer counts': same,
    'invited, their offer counts': same,
    'met, I dial': same,
    'met, they dial': same,
    accept: `connecting [accept, start-timer ${CONNECT_MS}]`,
    accepted: same,
    decline: saying('declined', 'declined'),
    'decline, busy': saying('busy', 'busy'),
    up: 'ringing up []',
    stalled: 'ringing []',
    failed: 'ringing []',
    unusable: saying('failed', 'connection-failed'),
    'timed-out': saying('no-answer', 'no-answer'),
    unavailable: same,
    'hang-up': saying('declined', 'declined'),
  },
  'ringing, up': {
    dial: same,
    'invited, my offer counts': same,
    'invited, their offer counts': same,
    'met, I dial': same,
    'met, they dial': same,
    accept: 'connected [accept, stop-timer]',
    accepted: same,
    decline: saying('declined', 'declined'),
    'decline, busy': saying('busy', 'busy'),
    up: 'ringing up []',
    stalled: 'ringing []',
    failed: 'ringing []',
    unusable: saying('failed', 'connection-failed'),
    'timed-out': saying('no-answer', 'no-answer'),
    unavailable: same,
    'hang-up': saying('declined', 'declined'),
  },
  connecting: {
    dial: same,
    'invited, my offer counts': same,
    'invited, their offer counts': 'connecting [yield, accept]',
    'met, I dial': same,
    'met, they dial': same,
    accept: same,
    accepted: same,
    decline: same,
    'decline, busy': same,
    up: connected,
    stalled: same,
    failed: 'connecting [restart-ice]',
    unusable: saying('failed', 'connection-failed'),
    'timed-out': saying('failed', 'connection-failed'),
    unavailable: silently('peer-unavailable'),
    'hang-up': saying('hung-up', 'hung-up'),
  },
  connected: {
    dial: same,
    'invited, my offer counts': same,
    'invited, their offer counts': same,
    'met, I dial': same,
    'met, they dial': same,
    accept: same,
    accepted: same,
    decline: same,
    'decline, busy': same,
    up: same,
    stalled: `reconnecting [restart-ice, start-timer ${RECONNECT_MS}]`,
    failed: `reconnecting [restart-ice, start-timer ${RECONNECT_MS}]`,
    unusable: saying('failed', 'connection-failed'),
    'timed-out': same,
    unavailable: same,
    'hang-up': saying('hung-up', 'hung-up'),
  },
  reconnecting: {
    dial: same,
    'invited, my offer counts': same,
    'invited, their offer counts': same,
    'met, I dial': same,
    'met, they dial': same,
    accept: same,
    accepted: same,
    decline: same,
    'decline, busy': same,
    up: 'connected [request-key-frame, stop-timer]',
    stalled: same,
    failed: 'reconnecting [restart-ice]',
    unusable: saying('failed', 'connection-failed'),
    'timed-out': saying('failed', 'connection-lost'),
    unavailable: `reconnecting, absent [start-timer ${ABSENT_MS}]`,
    'hang-up': saying('hung-up', 'hung-up'),
  },
  'reconnecting, absent': {
    dial: same,
    'invited, my offer counts': same,
    'invited, their offer counts': same,
    'met, I dial': same,
    'met, they dial': same,
    accept: same,
    accepted: same,
    decline: same,
    'decline, busy': same,
    up: 'connected [request-key-frame, stop-timer]',
    stalled: same,
    failed: 'reconnecting, absent [restart-ice]',
    unusable: saying('failed', 'connection-failed'),
    'timed-out': saying('failed', 'connection-lost'),
    unavailable: same,
    'hang-up': saying('hung-up', 'hung-up'),
  },
  leaving: {
    dial: same,
    'invited, my offer counts': same,
    'invited, their offer counts': same,
    'met, I dial': same,
    'met, they dial': same,
    accept: same,
    accepted: same,
    decline: same,
    'decline, busy': same,
    up: same,
    stalled: same,
    failed: same,
    unusable: saying('failed', 'connection-failed'),
    'timed-out': silently('peer-hung-up'),
    unavailable: same,
    'hang-up': silently('hung-up'),
  },
  ended: {
    dial: same,
    'invited, my offer counts': same,
    'invited, their offer counts': same,
    'met, I dial': same,
    'met, they dial': same,
    accept: same,
    accepted: same,
    decline: same,
    'decline, busy': same,
    up: same,
    stalled: same,
    failed: same,
    unusable: same,
    'timed-out': same,
    unavailable: same,
    'hang-up': same,
  },
};

/** How each goodbye from the peer ends my side: next state and effects in every state. */
const GOODBYES: Readonly<Record<StateName, Readonly<Record<ByeReason, string>>>> = {
  idle: {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended peer-hung-up [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving: 'ended peer-hung-up [stop-timer, release]',
  },
  dialing: {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended peer-hung-up [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving: 'ended peer-unavailable [stop-timer, release]',
  },
  'dialing, up': {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended peer-hung-up [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving: 'ended peer-unavailable [stop-timer, release]',
  },
  ringing: {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended cancelled [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving: 'ended cancelled [stop-timer, release]',
  },
  'ringing, up': {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended cancelled [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving: 'ended cancelled [stop-timer, release]',
  },
  connecting: {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended peer-hung-up [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving,
  },
  connected: {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended peer-hung-up [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving,
  },
  reconnecting: {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended peer-hung-up [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving,
  },
  'reconnecting, absent': {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended peer-hung-up [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving,
  },
  leaving: {
    declined: 'ended declined [stop-timer, release]',
    busy: 'ended busy [stop-timer, release]',
    'no-answer': 'ended no-answer [stop-timer, release]',
    cancelled: 'ended cancelled [stop-timer, release]',
    'hung-up': 'ended peer-hung-up [stop-timer, release]',
    replaced: 'ended peer-hung-up [stop-timer, release]',
    failed: 'ended connection-failed [stop-timer, release]',
    leaving: 'unchanged',
  },
  ended: {
    declined: 'unchanged',
    busy: 'unchanged',
    'no-answer': 'unchanged',
    cancelled: 'unchanged',
    'hung-up': 'unchanged',
    replaced: 'unchanged',
    failed: 'unchanged',
    leaving: 'unchanged',
  },
};

/** A step in one line: the next state and the effects. */
function describeStep(state: LinkState, event: LinkEvent): string {
  const [next, effects] = step(state, event);
  if (next === state && effects.length === 0) return same;
  return `${describeState(next)} [${effects.map(describeEffect).join(', ')}]`;
}

function describeState(state: LinkState): string {
  if (state.status === 'ended') return `ended ${state.reason}`;
  if (state.status === 'reconnecting' && state.isAbsent) return 'reconnecting, absent';
  return 'isUp' in state && state.isUp ? `${state.status} up` : state.status;
}

function describeEffect(effect: LinkEffect): string {
  if (effect.type === 'start-timer') return `start-timer ${effect.ms}`;
  return effect.type === 'send-bye' ? `send-bye ${effect.reason}` : effect.type;
}

const stateNames = Object.keys(STATES) as StateName[];
const eventNames = Object.keys(EVENTS) as EventName[];
const byeReasons = Object.keys(GOODBYES.idle) as ByeReason[];
const events: readonly LinkEvent[] = [
  ...Object.values(EVENTS),
  ...byeReasons.map(reason => ({type: 'bye', reason}) as const),
];
const everyStep = Object.values<LinkState>(STATES).flatMap(state =>
  events.map(event => ({state, event, result: step(state, event)})),
);

describe('the table', () => {
  test('covers every event in every state', () => {
    expect(isEveryEventInTable).toBe(true);
    expect(Object.keys(TABLE)).toEqual(stateNames);
    for (const state of stateNames) expect(Object.keys(TABLE[state]), state).toEqual(eventNames);
    expect(Object.keys(GOODBYES)).toEqual(stateNames);
  });

  test('leads only to states that it covers', () => {
    const shape = (state: LinkState) => JSON.stringify({...state, reason: undefined});
    const known = new Set(Object.values<LinkState>(STATES).map(shape));
    for (const {result} of everyStep) expect(known).toContain(shape(result[0]));
  });
});

describe.each(stateNames)('%s', stateName => {
  test.each(eventNames)('%s', eventName => {
    expect(describeStep(STATES[stateName], EVENTS[eventName])).toBe(TABLE[stateName][eventName]);
  });

  test.each(byeReasons)('bye, %s', reason => {
    expect(describeStep(STATES[stateName], {type: 'bye', reason})).toBe(GOODBYES[stateName][reason]);
  });
});

test('a page that left a while ago is waited for that much less', () => {
  const left = (ago: number) => describeStep(STATES.reconnecting, {type: 'bye', reason: 'leaving', ago});
  expect(left(1_500)).toBe(`leaving [release, start-timer ${LEAVING_MS - 1_500}]`);
  expect(left(20_000)).toBe('leaving [release, start-timer 0]');
});

describe('in every step', () => {
  const stepsToEnd = everyStep.filter(
    ({state, result}) => state.status !== 'ended' && result[0].status === 'ended',
  );
  const label = ({state, event}: (typeof everyStep)[number]) => `${describeState(state)}, ${event.type}`;

  test('an ended link stays ended, with its reason', () => {
    for (const {state, result} of everyStep.filter(({state}) => state.status === 'ended')) {
      expect(result).toEqual([state, []]);
    }
  });

  test('ending stops the timer and releases once, as the last effects', () => {
    for (const entry of stepsToEnd) {
      const types = entry.result[1].map(({type}) => type);
      expect(types.slice(-2), label(entry)).toEqual(['stop-timer', 'release']);
      expect(types.filter(type => type === 'release')).toHaveLength(1);
    }
  });

  test('nothing is released before the end, or before the peer’s page goes away', () => {
    const goesOn = ({status}: LinkState) => status !== 'ended' && status !== 'leaving';
    for (const entry of everyStep.filter(({result}) => goesOn(result[0]))) {
      expect(
        entry.result[1].map(({type}) => type),
        label(entry),
      ).not.toContain('release');
    }
  });

  test('a text goes with a decline, to a caller that is still ringing', () => {
    const text = 'In a meeting.';
    const [, effects] = step(STATES.ringing, {type: 'decline', reason: 'declined', text});
    expect(effects[0]).toEqual({type: 'send-bye', reason: 'declined', text});
    const bye = {type: 'bye', reason: 'declined', text} as const;
    expect(step(STATES.dialing, bye)[0]).toEqual({status: 'ended', reason: 'declined', text});
    expect(step(STATES.ringing, bye)[0]).toEqual({status: 'ended', reason: 'declined'});
    expect(step(STATES.connected, bye)[0]).not.toHaveProperty('text');
    expect(step(STATES.dialing, {...bye, reason: 'busy'})[0]).not.toHaveProperty('text');
  });

  test('a goodbye is never answered with a goodbye', () => {
    for (const entry of everyStep.filter(({event}) => event.type === 'bye')) {
      expect(
        entry.result[1].map(({type}) => type),
        label(entry),
      ).not.toContain('send-bye');
    }
  });

  test('a goodbye is sent whenever I end a link, unless it is idle or nobody is there to hear it', () => {
    const isHeard = ({state, event}: (typeof everyStep)[number]) =>
      state.status !== 'idle' && event.type !== 'bye' && event.type !== 'unavailable';
    const isUsable = ({state, event}: (typeof everyStep)[number]) =>
      state.status !== 'leaving' || event.type === 'unusable';
    const mine = stepsToEnd.filter(entry => isHeard(entry) && isUsable(entry));
    for (const entry of mine) expect(entry.result[1][0]?.type, label(entry)).toBe('send-bye');
  });

  test('a timer runs exactly in the states that wait for the peer', () => {
    const waits = new Set(['dialing', 'ringing', 'connecting', 'reconnecting', 'leaving']);
    for (const entry of everyStep) {
      const {state, result} = entry;
      const [next, effects] = result;
      if (next.status === state.status) continue;
      const timers = effects.map(({type}) => type).filter(type => type.endsWith('-timer'));
      expect(timers, label(entry)).toEqual([waits.has(next.status) ? 'start-timer' : 'stop-timer']);
    }
  });

  test('only these transitions exist', () => {
    const changes = new Set(
      everyStep
        .filter(({state, result}) => state.status !== result[0].status)
        .map(({state, result}) => `${state.status} → ${result[0].status}`),
    );
    expect(changes).toEqual(
      new Set([
        'idle → dialing',
        'idle → ringing',
        'idle → connecting',
        'dialing → connecting',
        'dialing → connected',
        'ringing → connecting',
        'ringing → connected',
        'connecting → connected',
        'connected → reconnecting',
        'reconnecting → connected',
        ...['connecting', 'connected', 'reconnecting'].map(status => `${status} → leaving`),
        ...['idle', 'dialing', 'ringing', 'connecting', 'connected', 'reconnecting', 'leaving'].map(
          status => `${status} → ended`,
        ),
      ]),
    );
  });

  test('neither the state nor the event is modified', () => {
    for (const state of Object.values<LinkState>(STATES)) {
      for (const event of events) {
        expect(() => step(Object.freeze({...state}), Object.freeze({...event}))).not.toThrow();
      }
    }
  });
});
