/** Stock peerjs 1.5.5 and `<rtc-call>` can call each other. */
import {describe, expect} from 'vitest';
import {hasFirefox} from '../support/browsers.js';
import {test, type Name, type Open, type Person} from '../support/people.js';

let calls = 0;

/** Opens `ours` with `<rtc-call>` and `theirs` with the stock page, both reachable. */
async function openBoth(open: Open, ours: Name, theirs: Name, query = '') {
  calls += 1;
  const ids = {element: `element-${calls}`, stock: `stock-${calls}`};
  const [element, stock] = await Promise.all([
    open(ours, `call.html?peer-id=${ids.element}&to=${ids.stock}`),
    open(theirs, `stock.html?id=${ids.stock}${query}`),
  ]);
  await Promise.all([element.until(call => call.local.id !== null), stock.until(() => window.side.isReady)]);
  return {element, stock, ids};
}

const isClosed = (person: Person) => person.until(() => window.stock.isClosed);

const pairs: [ours: Name, theirs: Name][] = [
  ['red', 'blue'],
  ['firefox', 'blue'],
  ['red', 'firefox'],
  ['firefox', 'otherFirefox'],
];

describe.for(pairs)('<rtc-call> in %s, stock PeerJS in %s', ([ours, theirs]) => {
  const needsFirefox = /firefox/i.test(ours + theirs) && !hasFirefox;

  test.skipIf(needsFirefox)('PeerJS rings, is answered, and hangs up', async ({open}) => {
    const {element, stock, ids} = await openBoth(open, ours, theirs);
    await stock.page.evaluate(id => window.side.ring(id), ids.element);
    await element.until(call => call.state === 'ringing');
    await element.call(call => call.accept());
    await Promise.all([element.meets(theirs), stock.meets(ours)]);
    expect(await element.call(call => call.participants[0]!.isNative)).toBe(false);

    await stock.page.evaluate(() => window.stock.hangUp());
    await element.until(call => call.state === 'ended');
    expect(await element.call(call => call.endReason)).toBe('peer-hung-up');
  });

  test.skipIf(needsFirefox)('<rtc-call> rings, is answered, and hangs up', async ({open}) => {
    const {element, stock} = await openBoth(open, ours, theirs);
    await element.call(call => call.call());
    await Promise.all([element.meets(theirs), stock.meets(ours)]);

    await element.call(call => call.hangUp());
    await isClosed(stock);
    expect(await element.call(call => call.endReason)).toBe('hung-up');
  });
});

describe('between <rtc-call> and stock PeerJS', () => {
  test('the callee can hang up', async ({open}) => {
    const {element, stock, ids} = await openBoth(open, 'red', 'blue');
    await stock.page.evaluate(id => window.side.ring(id), ids.element);
    await element.until(call => call.state === 'ringing');
    await element.call(call => call.accept());
    await stock.meets('red');
    await element.call(call => call.hangUp());
    await isClosed(stock);

    await element.call(call => call.call());
    await element.meets('blue');
    await stock.page.evaluate(() => window.stock.hangUp());
    await element.until(call => call.state === 'ended');
  });

  test('PeerJS can’t be verified, which is said, and the call goes on', async ({open}) => {
    const {element, stock, ids} = await openBoth(open, 'red', 'blue');
    await element.call(call => call.call());
    await Promise.all([element.meets('blue'), stock.meets('red')]);
    expect(
      await element.call((call, id) => call.verify(id).catch(({code}) => code as string), ids.stock),
    ).toBe('not-verifiable');
    expect(await element.call(call => call.participants[0]!.verification)).toBeNull();
    await Promise.all([element.meets('blue'), stock.meets('red')]);
  });

  test('PeerJS gets a decline as peer-unavailable', async ({open}) => {
    const {element, stock, ids} = await openBoth(open, 'red', 'blue');
    await stock.page.evaluate(id => window.side.ring(id), ids.element);
    await element.until(call => call.state === 'ringing');
    await element.call(call => call.decline());
    await stock.until(() => window.stock.errors.includes('peer-unavailable'));
  });

  test('PeerJS that calls a busy peer is notified, and the call continues', async ({open}) => {
    const {element, stock, ids} = await openBoth(open, 'red', 'blue');
    await element.call(call => call.call());
    await element.meets('blue');
    const green = await open('green', `stock.html?id=green-${calls}`);
    await green.until(() => window.side.isReady);
    await green.page.evaluate(id => window.side.ring(id), ids.element);
    await green.until(() => window.stock.errors.includes('peer-unavailable'));
    await Promise.all([element.meets('blue'), stock.meets('red')]);
  });

  test('muting and the camera work without renegotiation', async ({open}) => {
    const {element, stock} = await openBoth(open, 'red', 'blue');
    await element.call(call => call.call());
    await stock.meets('red');
    await element.call(call => call.toggleMicrophone(false));
    await expect.poll(() => stock.perceives()).toEqual(['red/silence']);
    await element.call(call => call.toggleMicrophone(true));
    await stock.meets('red');
    await element.call(call => call.toggleCamera(false));
    await expect.poll(() => element.page.evaluate(() => window.lab.holdings().tracks)).toBe(1);
    await element.call(call => call.toggleCamera(true));
    await stock.meets('red');
  });

  test('an audio-only PeerJS caller is heard', async ({open}) => {
    const {element, stock, ids} = await openBoth(open, 'red', 'blue', '&video=off');
    await stock.page.evaluate(id => window.side.ring(id), ids.element);
    await element.until(call => call.state === 'ringing');
    await element.call(call => call.accept());
    await expect.poll(() => element.perceives(), {timeout: 15_000}).toEqual(['nothing/blue']);
    await expect.poll(() => stock.perceives(), {timeout: 15_000}).toEqual(['nothing/red']);
  });
});
