import {describe, expect} from 'vitest';
import {test, type Open, type Person} from '../support/people.js';

let pairs = 0;

/** Opens two reachable people in two browsers, with new ids. */
async function openPair(open: Open): Promise<[red: Person, blue: Person, redId: string, blueId: string]> {
  pairs += 1;
  const [redId, blueId] = [`red-${pairs}`, `blue-${pairs}`];
  const people = await Promise.all([
    open('red', `call.html?peer-id=${redId}&display-name=Red&to=${blueId}`),
    open('blue', `call.html?peer-id=${blueId}&display-name=Blue`),
  ]);
  await Promise.all(people.map(person => person.until(call => call.local.id !== null)));
  return [...people, redId, blueId];
}

/** The states of both, and why the call ended. */
const stand = ({call}: Person) =>
  call(({state, endReason}) => (endReason ? `${state}: ${endReason}` : state));

describe('ringing', () => {
  test('is accepted, and both see and hear each other until one hangs up', async ({open}) => {
    const [red, blue, redId] = await openPair(open);
    await red.press('call-button');
    await blue.until(call => call.state === 'ringing');
    await red.until(call => call.state === 'dialing');
    expect(await blue.events('rtc-incoming-call')).toMatchObject([{peerId: redId, displayName: 'Red'}]);

    await blue.press('accept-button');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await stand(red)).toBe('connected');

    await red.press('control-leave');
    await blue.until(call => call.state === 'ended');
    expect([await stand(red), await stand(blue)]).toEqual(['ended: hung-up', 'ended: peer-hung-up']);
  });

  test('the callee can hang up, and be called again', async ({open}) => {
    const [red, blue, redId] = await openPair(open);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await blue.call(call => call.accept());
    await red.until(call => call.state === 'connected');
    await blue.call(call => call.hangUp());
    await red.until(call => call.state === 'ended');
    expect([await stand(red), await stand(blue)]).toEqual(['ended: peer-hung-up', 'ended: hung-up']);

    await blue.call((call, id) => call.call(id), redId);
    await red.until(call => call.state === 'ringing');
    await red.call(call => call.accept());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('can be declined', async ({open}) => {
    const [red, blue] = await openPair(open);
    await red.call(call => call.call());
    await blue.press('decline-button');
    await red.until(call => call.state === 'ended');
    expect([await stand(red), await stand(blue)]).toEqual(['ended: declined', 'ended: declined']);
  });

  test('can be declined with a text, which the caller reads', async ({open}) => {
    const [red, blue] = await openPair(open);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await blue.press('menu-button');
    await blue.press('menu-item');
    await red.until(call => call.endText === 'I’ll call you back.');
    await red.until(call => call.shadowRoot!.querySelector('[part=decline-text]'));
    expect([await stand(red), await stand(blue)]).toEqual(['ended: declined', 'ended: declined']);
  });

  test('can be cancelled by the caller', async ({open}) => {
    const [red, blue] = await openPair(open);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await red.press('cancel-button');
    await blue.until(call => call.state === 'ended');
    expect([await stand(red), await stand(blue)]).toEqual(['ended: cancelled', 'ended: cancelled']);
    await blue.press('close-button');
    await blue.until(call =>
      call.shadowRoot!.querySelector('[part=missed-call]')?.textContent.includes('Red'),
    );
  });

  test('gets “busy” from a peer in a call, without disturbing that call', async ({open}) => {
    const [red, blue, , blueId] = await openPair(open);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await blue.call(call => call.accept());
    await red.meets('blue');

    const green = await open('green', `call.html?peer-id=green-${pairs}&to=${blueId}`);
    const code = await green.call(call => call.call().catch((error: {code: string}) => error.code));
    expect(code).toBe('busy');
    expect(await stand(green)).toBe('ended: busy');
    expect(await blue.events('rtc-incoming-call')).toHaveLength(1);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('each other at the same time is one call, without accepting', async ({open}) => {
    const [red, blue, redId, blueId] = await openPair(open);
    await Promise.all([
      red.call((call, id) => call.call(id), blueId),
      blue.call((call, id) => call.call(id), redId),
    ]);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    for (const {page} of [red, blue]) {
      const open = await page.evaluate(
        () => window.lab.connections.filter(({connectionState}) => connectionState === 'connected').length,
      );
      expect(open).toBe(1);
    }
  });

  test('back accepts the call', async ({open}) => {
    const [red, blue, redId] = await openPair(open);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await blue.call((call, id) => call.call(id), redId);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('can be handled by the page, which suppresses the built-in view', async ({open}) => {
    const [red, blue] = await openPair(open);
    await blue.call(call =>
      call.addEventListener('rtc-incoming-call', event => {
        event.preventDefault();
        void call.accept();
      }),
    );
    await red.call(call => call.call());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });
});
