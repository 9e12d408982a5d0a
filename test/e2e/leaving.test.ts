/** Pages that go away: closed, navigated or reloaded, and those that come back. */
import {describe, expect, onTestFinished} from 'vitest';
import {startBroker} from '../support/brokers.js';
import {hasFirefox} from '../support/browsers.js';
import {silenceGoodbye} from '../support/goodbyes.js';
import {startLink} from '../support/link.js';
import {test, type Name, type Open, type Person} from '../support/people.js';
import {goAndReturn} from '../support/back-and-forth.js';
import {reloadRepeatedly} from '../support/reloads.js';

/** How long after its goodbye a page may be seen, in ms. */
const GONE_MS = 4_000;
/** What is immediate, in ms, on a busy machine: far from the 30 s that a ring lasts, and from the 4 s of a reload. */
const AT_ONCE_MS = 2_500;

let pairs = 0;

/** Two reachable people in two browsers, with new ids. */
async function openPair(
  open: Open,
  redName: Name = 'red',
): Promise<[red: Person, blue: Person, redId: string, blueId: string]> {
  pairs += 1;
  const [redId, blueId] = [`leaving-red-${pairs}`, `leaving-blue-${pairs}`];
  const people = await Promise.all([
    open(redName, `call.html?peer-id=${redId}&to=${blueId}`),
    open('blue', `call.html?peer-id=${blueId}&to=${redId}`),
  ]);
  await Promise.all(people.map(person => person.until(call => call.local.id !== null)));
  return [...people, redId, blueId];
}

async function ring(caller: Person, callee: Person) {
  await caller.call(call => void call.call().catch(() => {}));
  await callee.until(call => call.state === 'ringing');
}

async function talk(caller: Person, callee: Person) {
  await ring(caller, callee);
  await callee.call(call => call.accept());
  await Promise.all([caller.meets(callee.name), callee.meets(caller.name)]);
}

async function share(open: Open, redName: Name = 'red', at?: string, search = '') {
  const path = `call.html?room=leaving-${(pairs += 1)}&prejoin=off${search}`;
  const [red, blue] = await Promise.all([open(redName, path, {at}), open('blue', path, {at})]);
  await Promise.all([red.meets('blue'), blue.meets(redName)]);
  return [red, blue] as const;
}

const stand = ({call}: Person) =>
  call(({state, endReason}) => (endReason ? `${state}: ${endReason}` : state));

/** Resolves, when the participant is gone, to how long ago it said goodbye, or the broker said it for it, in ms. */
const timeUntilGone = ({page}: Person) =>
  page.evaluate(() => {
    const armed = performance.now();
    return new Promise<number>(resolve => {
      const onLeft = () => {
        const goodbye = window.lab.call!.trace.find(({detail}) => detail === 'leaving');
        resolve(performance.now() - (goodbye?.time ?? armed));
      };
      document.addEventListener('rtc-participant-left', onLeft, {once: true});
    });
  });

/** Waits until this person knows that the other page goes away: somebody who rings is not told "busy" from then on. */
const knowsOfLeaving = (person: Person) =>
  person.until(() => window.lab.call!.trace.some(({detail}) => detail === 'leaving'));

/** Runs `action`, and returns how long it took until `end` came true, in ms. */
async function timed(action: () => Promise<unknown>, end: () => Promise<unknown>): Promise<number> {
  await action();
  const started = Date.now();
  await end();
  return Date.now() - started;
}

const ways = {
  closes: ({page}: Person) => page.close({runBeforeUnload: false}),
  navigates: ({page}: Person) => page.goto('about:blank'),
};
const leavers: Name[] = hasFirefox ? ['red', 'firefox'] : ['red'];
const cases = leavers.flatMap(who => Object.entries(ways).map(([way, goAway]) => ({who, way, goAway})));

describe.for(cases)('a page in $who that $way', ({who, goAway}) => {
  test('while it rings somebody: the ring ends at once', async ({open}) => {
    const [red, blue] = await openPair(open, who);
    await ring(red, blue);
    const ms = await timed(
      () => goAway(red),
      () => blue.until(call => call.state === 'ended'),
    );
    expect(await stand(blue)).toBe('ended: cancelled');
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });

  test('while it is rung: for the caller it is unavailable at once', async ({open}) => {
    const [red, blue] = await openPair(open, who);
    await ring(blue, red);
    const ms = await timed(
      () => goAway(red),
      () => blue.until(call => call.state === 'ended'),
    );
    expect(await stand(blue)).toBe('ended: peer-unavailable');
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });

  test('during a call of two: the other one is free within 4 s, and not busy until then', async ({open}) => {
    const [red, blue, , blueId] = await openPair(open, who);
    const green = await open('green', `call.html?to=${blueId}`);
    await talk(red, blue);
    const gone = timeUntilGone(blue);
    await goAway(red);
    await knowsOfLeaving(blue);
    await green.call(call => void call.call());
    expect(await gone).toBeLessThan(GONE_MS);
    await blue.until(call => call.state === 'ringing');
    await blue.call(call => call.accept());
    await Promise.all([green.meets('blue'), blue.meets('green')]);
    expect(await green.events('rtc-error')).toEqual([]);
    expect(await blue.events('rtc-participant-left')).toMatchObject([{reason: 'peer-hung-up'}]);
  });

  test('in a room: its tile is gone within 4 s', async ({open}) => {
    const [red, blue] = await share(open, who);
    const gone = timeUntilGone(blue);
    await goAway(red);
    expect(await gone).toBeLessThan(GONE_MS);
    expect(await blue.events('rtc-participant-left')).toMatchObject([{reason: 'peer-hung-up'}]);
    expect(await blue.call(call => call.state)).toBe('waiting');
  });
});

describe('a page that gets no time to say goodbye', () => {
  test('in a call of two: the other one hears it from the broker, and is free within 5 s', async ({open}) => {
    const [red, blue] = await openPair(open);
    await talk(red, blue);
    await silenceGoodbye(red);
    const ms = await timed(
      () => red.page.close(),
      () => blue.until(call => call.state === 'ended'),
    );
    expect(ms).toBeLessThan(5_000);
    expect(await blue.events('rtc-participant-left')).toMatchObject([{reason: 'peer-hung-up'}]);
  });

  test('and comes back at once, as after a reload: the call goes on', async ({open}) => {
    const [red, blue] = await openPair(open);
    await talk(red, blue);
    await silenceGoodbye(red);
    await red.page.reload();
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await blue.events('rtc-participant-left')).toEqual([]);
  });
});

describe('a goodbye gets through', () => {
  test('over the channel, while the broker is cut off', async ({open, broker}) => {
    const link = await startLink(broker.port, 0);
    onTestFinished(() => link.close());
    const [red, blue] = await share(open, 'red', link.url);
    link.cut();
    const gone = timeUntilGone(blue);
    await red.page.close();
    expect(await gone).toBeLessThan(GONE_MS);
  });

  test('in a request of its own, while the socket is stuck', async ({open}) => {
    const [red, blue] = await openPair(open);
    await ring(red, blue);
    await red.page.evaluate(() => {
      WebSocket.prototype.send = WebSocket.prototype.close = () => {};
    });
    await red.page.close();
    await blue.until(call => call.state === 'ended');
    expect(await stand(blue)).toBe('ended: cancelled');
  });

  test('of both at the same time: nothing of them is left', async ({open}) => {
    const [red, blue, redId, blueId] = await openPair(open);
    await talk(red, blue);
    await Promise.all([red.page.close(), blue.page.close()]);
    // Other tabs, which know no secret: the ids are free as soon as the pages are gone for good.
    const [green, yellow] = await Promise.all([
      open('green', `call.html?peer-id=${redId}&to=${blueId}`),
      open('yellow', `call.html?peer-id=${blueId}`),
    ]);
    await Promise.all([green, yellow].map(person => person.until(call => call.error === null)));
    await talk(green, yellow);
  });
});

describe('a reload', () => {
  test('while it rings somebody, and ringing again: they meet', async ({open}) => {
    const [red, blue] = await openPair(open);
    await ring(red, blue);
    await red.page.reload();
    await red.until(call => call.local.id !== null);
    await talk(red, blue);
    expect(await blue.events('rtc-incoming-call')).toHaveLength(2);
  });

  test('of both in a call of two at the same time: they meet again', async ({open}) => {
    const [red, blue] = await openPair(open);
    await talk(red, blue);
    await Promise.all([red.page.reload(), blue.page.reload()]);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('of a partner, while somebody else rings: they are busy, and the call goes on', async ({open}) => {
    const [red, blue, , blueId] = await openPair(open);
    const green = await open('green', `call.html?to=${blueId}`);
    await talk(red, blue);
    const answer = green.call(call => call.call().catch((error: {code: string}) => error.code));
    await red.page.reload();
    expect(await answer).toBe('busy');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await blue.events('rtc-participant-left')).toEqual([]);
  });

  test.for(['a random id', 'a chosen id'])(
    'waits for %s that the old page still holds',
    async (kind, {open}) => {
      const [red, blue] = kind === 'a random id' ? await share(open) : await openPair(open);
      if (kind === 'a chosen id') await talk(red, blue);
      const id = (await red.call(call => call.local.id))!;
      // A page that is next in line for the lock, and keeps it for as long as a slow page takes to go.
      const other = await red.page.browserContext().newPage();
      await other.goto(new URL('/raw.html', red.page.url()).href);
      await other.evaluate(id => {
        void navigator.locks.request(`rtc-call:${id}`, () => new Promise(go => setTimeout(go, 450)));
      }, id);
      await red.page.reload();
      await Promise.all([red.meets('blue'), blue.meets('red')]);
      expect(await red.call(call => call.local.id)).toBe(id);
      expect(await red.events('rtc-error')).toEqual([]);
      expect(await blue.events('rtc-participant-left')).toEqual([]);
    },
  );

  test('while the broker is away: gone for the others, and back with the same id', async ({
    open,
    site,
    broker: host,
  }) => {
    let broker = await startBroker({origins: [host.url]});
    onTestFinished(() => broker.close());
    const {port} = broker;
    const at = encodeURIComponent(`${broker.url}/rtc`);
    const path = `call.html?room=away&prejoin=off&broker=${at}`;
    const options = {allowed: [`localhost:${port}`]};
    const [red, blue] = await Promise.all([open('red', path, options), open('blue', path, options)]);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    const id = await red.call(call => call.local.id);
    await broker.kill();
    const gone = timeUntilGone(blue);
    await red.page.reload();
    expect(await gone).toBeLessThan(GONE_MS);
    broker = await startBroker({port, static: site.folder, origins: [host.url]});
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await red.call(call => call.local.id)).toBe(id);
  });

  test('on a slow machine, five times: the same id, and no departure', async ({open}) => {
    await reloadRepeatedly(open, 5);
  });
});

describe('a chosen id', () => {
  test('is had again in a new tab as soon as the old one is closed', async ({open}) => {
    const first = await open('red', 'call.html?peer-id=mine-again');
    await first.until(call => call.local.id !== null);
    await first.page.close();
    const second = await open('red', 'call.html?peer-id=mine-again');
    const green = await open('green', 'call.html?to=mine-again');
    await second.until(call => call.local.id !== null && call.error === null);
    await talk(green, second);
    expect(await second.events('rtc-error')).toEqual([]);
  });

  test('is waited for while another tab has it', async ({open}) => {
    const first = await open('red', 'call.html?peer-id=one-tab');
    await first.until(call => call.local.id !== null);
    const second = await open('blue', 'call.html?peer-id=one-tab');
    await second.until(() => window.lab.events.some(({error}) => error === 'id-taken'));
    await first.page.close();
    await second.until(call => call.local.id !== null && call.error === null);
    const green = await open('green', 'call.html?to=one-tab');
    await talk(green, second);
  });
});

describe('a page restored from the back/forward cache', () => {
  test('is in its room again, and nobody saw it leave', async ({open}) => {
    const [red, blue] = await share(open);
    await goAndReturn(red);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    for (const person of [red, blue]) {
      expect(await person.events('rtc-participant-left')).toEqual([]);
      expect(await person.events('rtc-joined')).toHaveLength(1);
    }
    await red.call(call => call.sendChatMessage('Back again'));
    await blue.until(call => call.messages.length === 1);
  });

  test('is in its room again also when the others have seen it leave', async ({open}) => {
    const [red, blue] = await share(open);
    await goAndReturn(red, () => blue.until(call => call.participants.length === 0));
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('continues its call of two', async ({open}) => {
    const [red, blue] = await openPair(open);
    await talk(red, blue);
    await goAndReturn(red);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await blue.events('rtc-participant-left')).toEqual([]);
    expect(await red.events('rtc-joined')).toHaveLength(1);
  });

  test('hears that a call of two is over when it returns too late', async ({open}) => {
    const [red, blue] = await openPair(open);
    await talk(red, blue);
    await goAndReturn(red, () => blue.until(call => call.state === 'ended'));
    await red.until(call => call.state === 'ended');
    await talk(blue, red);
  });

  test('can ring and be rung', async ({open}) => {
    const [red, blue] = await openPair(open);
    await ring(red, blue);
    await goAndReturn(red);
    await red.until(call => call.state === 'ended');
    expect(await stand(red)).toBe('ended: cancelled');
    await talk(blue, red);
  });
});
