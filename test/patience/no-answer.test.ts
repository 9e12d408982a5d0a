/** Ringing stops after 30 s without an answer. */
import {expect} from 'vitest';
import {test} from '../support/people.js';

test('an unanswered call ends after 30 s', async ({open}) => {
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
