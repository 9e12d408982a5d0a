import {expect} from 'vitest';
import {test, type Person} from '../support/people.js';

/** The steps in order, without candidates and states, whose timing depends on the network. */
const outline = (person: Person) =>
  person.call(({trace}) => {
    const isTimely = (step: string) =>
      !/^(broker-|candidate-|ice-|path-|dtls-|media-|channel-|stream-|first-)/.test(step);
    return trace.filter(({step}) => isTimely(step)).map(({step, side}) => `${side} ${step}`);
  });

const steps = (person: Person) =>
  person.call(({trace}) =>
    trace.map(({step, detail}) => (detail === undefined ? step : `${step} ${detail}`)),
  );

/** Asserts that `actual` contains `expected` in this order. */
function expectOrder(actual: string[], expected: string[]) {
  const positions = expected.map(step => actual.indexOf(step));
  expect(positions, `${expected.join(' → ')} in ${actual.join(', ')}`).not.toContain(-1);
  expect(positions).toEqual(positions.toSorted((a, b) => a - b));
}

test('the trace contains the whole flow in order, on caller and callee', async ({open}) => {
  const caller = await open('red', 'call.html?peer-id=trace-caller&to=trace-callee&flow=page');
  const callee = await open('blue', 'call.html?peer-id=trace-callee');
  await callee.until(call => call.local.id !== null);
  await caller.press('call-button');
  await callee.press('accept-button');
  await Promise.all([caller.meets('blue'), callee.meets('red')]);
  await Promise.all(
    [caller, callee].map(({until}) => until(call => call.trace.some(({step}) => step === 'first-frame'))),
  );
  await caller.until(call => {
    const {shadowRoot} = call as unknown as HTMLElement;
    const steps = [...shadowRoot!.querySelectorAll('[part~=flow-step]')].map(step => step.textContent!);
    const isThere = (name: string) => steps.some(step => step.includes(name));
    return ['Offer', 'Answer', 'Candidates', 'Path found', 'Encrypted', 'First video frame'].every(isThere);
  });
  await caller.press('control-leave');
  await callee.until(call => call.state === 'ended');

  expect(await outline(caller)).toEqual([
    'local connection-created',
    'local offer-created',
    'local local-description-set',
    'local offer-sent',
    'remote ringing',
    'remote accepted',
    'remote answer-received',
    'local remote-description-set',
    'local hang-up',
  ]);
  expect(await outline(callee)).toEqual([
    'local ringing',
    'local accepted',
    'local connection-created',
    'remote offer-received',
    'local remote-description-set',
    'local answer-created',
    'local local-description-set',
    'local answer-sent',
    'remote hang-up',
  ]);

  const [ofCaller, ofCallee] = [await steps(caller), await steps(callee)];
  // ICE may be checking before the answer arrives, because the other side's first check can be faster.
  expectOrder(ofCaller, ['local-description-set offer', 'candidate-gathered host', 'candidate-sent host']);
  expectOrder(ofCaller, ['answer-received', 'stream-received audio', 'stream-received video', 'first-frame']);
  expectOrder(ofCaller, ['answer-received', 'channel-open', 'hang-up hung-up']);
  expectOrder(ofCallee, ['local-description-set answer', 'candidate-gathered host', 'candidate-sent host']);
  expectOrder(ofCallee, ['offer-received', 'stream-received audio', 'stream-received video', 'first-frame']);
  expectOrder(ofCallee, ['answer-sent', 'channel-open', 'hang-up hung-up']);
  for (const actual of [ofCaller, ofCallee]) {
    expectOrder(actual, ['candidate-received host', 'candidate-added host']);
    expectOrder(actual, ['ice-state checking', 'ice-state connected', 'first-frame']);
    expect(actual.filter(step => /^path-selected direct udp \w+ \w+$/.test(step))).not.toEqual([]);
    expectOrder(actual, ['ice-state connected', 'dtls-state connected', 'hang-up hung-up']);
    expect(actual).toEqual(expect.arrayContaining(['media-captured microphone', 'media-captured camera']));
  }
  const times = await caller.call(({trace}) => trace.map(({time}) => time));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(await caller.events('rtc-trace')).toHaveLength(times.length);
});
