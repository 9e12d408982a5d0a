/** Who doesn't answer is rung for half a minute. */
import {expect} from 'vitest';
import {test} from '../support/people.js';

test('a call that nobody answers ends by itself after 30 s', async ({open}) => {
  const red = await open('red', 'call.html?peer-id=patient-red&to=patient-blue');
  const blue = await open('blue', 'call.html?peer-id=patient-blue');
  await blue.until(call => call.local.id !== null);
  await red.call(call => call.call());
  await blue.until(call => call.state === 'ringing');
  const started = Date.now();
  for (const person of [red, blue]) {
    person.page.setDefaultTimeout(40_000);
    await person.until(call => call.state === 'ended');
    expect(await person.call(call => call.endReason)).toBe('no-answer');
  }
  expect(Date.now() - started).toBeGreaterThan(25_000);
});
