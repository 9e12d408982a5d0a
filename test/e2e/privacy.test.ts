/** A caller doesn't learn the callee's IP address before the callee accepts. */
import type {Page} from 'puppeteer-core';
import {describe, expect, onTestFinished} from 'vitest';
import {startBroker} from '../support/brokers.js';
import {test, type Open, type Person} from '../support/people.js';

/** All remote addresses that the page received: candidates, and candidates within descriptions. */
const addressesLearned = ({page}: Person) =>
  page.evaluate(async () => {
    const addresses: string[] = [];
    for (const pc of window.lab.connections) {
      const report = await pc.getStats();
      for (const stats of report.values() as Iterable<Record<string, string>>) {
        if (stats.type === 'remote-candidate') addresses.push(`${stats.candidateType} ${stats.address}`);
      }
      addresses.push(...(pc.remoteDescription?.sdp.match(/^a=candidate.*$/gm) ?? []));
    }
    return addresses;
  });

/** Collects the text messages that the page receives over its WebSockets. */
const watchFrames = (frames: string[]) => async (page: Page) => {
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  session.on('Network.webSocketFrameReceived', ({response}) => frames.push(response.payloadData));
};

describe('before accept', () => {
  test('a stranger on a broker without access control gets no address or media', async ({open}) => {
    const frames: string[] = [];
    const red = await open('red', 'call.html?peer-id=stranger&to=careful', {prepare: watchFrames(frames)});
    const blue = await open('blue', 'call.html?peer-id=careful');
    await Promise.all([red, blue].map(person => person.until(call => call.local.id !== null)));
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await red.until(call => call.trace.some(({step}) => step === 'ringing'));
    // By then, all of the caller's candidates have been sent, and none of the callee's.
    await red.until(() => window.lab.connections.at(-1)!.iceGatheringState === 'complete');
    expect(await addressesLearned(red)).toEqual([]);
    expect(frames.join('\n')).toContain('ringing');
    expect(frames.join('\n')).not.toMatch(/candidate:|typ host|a=candidate/);
    expect(await blue.page.evaluate(() => window.lab.holdings())).toMatchObject({connections: 0, tracks: 0});

    await blue.call(call => call.accept());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect((await addressesLearned(red)).length).toBeGreaterThan(0);
  });

  test('a stranger with stock PeerJS doesn’t either', async ({open}) => {
    const blue = await open('blue', 'call.html?peer-id=careful-too');
    await blue.until(call => call.local.id !== null);
    const red = await open('red', 'stock.html');
    await red.until(() => window.side.isReady);
    await red.call(() => window.side.ring('careful-too'));
    await blue.until(call => call.state === 'ringing');
    await red.until(() => window.lab.connections.at(-1)!.iceGatheringState === 'complete');
    expect(await addressesLearned(red)).toEqual([]);
    // A data connection, which stock PeerJS would answer automatically, doesn't reveal it either.
    await red.call(() => void window.stock.peer.connect('careful-too'));
    await red.until(() => window.lab.connections.at(-1)!.iceGatheringState === 'complete');
    expect(await addressesLearned(red)).toEqual([]);
  });

  /** Opens both with tokens of a broker that requires them; `isTrusted`: the caller's token has the claim `trusted`. */
  const ringWithTokens = async (
    {open, site}: {open: Open; site: {readonly folder: string}},
    isTrusted: boolean,
  ): Promise<[Person, Person]> => {
    const secret = 'a secret of at least thirty-two bytes';
    const broker = await startBroker({static: site.folder, auth: {secret}});
    onTestFinished(() => broker.close());
    const {createToken} = await import('@rtc-call/broker');
    const known = await createToken({secret, id: 'known', ...(isTrusted && {trusted: true, name: 'Ada'})});
    const own = await createToken({secret, id: 'rung'});
    const red = await open('red', `call.html?peer-id=known&to=rung&token=${known}`, {at: broker.url});
    const blue = await open('blue', `call.html?peer-id=rung&token=${own}`, {at: broker.url});
    await blue.until(call => call.local.id !== null);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    return [red, blue];
  };

  test('a caller with a token without “trusted” learns no address', async ({open, site}) => {
    const [red, blue] = await ringWithTokens({open, site}, false);
    await red.until(() => window.lab.connections.at(-1)!.iceGatheringState === 'complete');
    expect(await addressesLearned(red)).toEqual([]);
    expect(await blue.page.evaluate(() => window.lab.holdings())).toMatchObject({connections: 0, tracks: 0});

    await blue.call(call => call.accept());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('a caller with a “trusted” token is connected while it rings, with the callee’s media off', async ({
    open,
    site,
  }) => {
    const [red, blue] = await ringWithTokens({open, site}, true);
    for (const person of [red, blue]) {
      await person.until(() => window.lab.connections.at(-1)?.connectionState === 'connected');
    }
    expect(await red.call(call => [call.state, call.participants.length])).toEqual(['dialing', 0]);
    expect(await blue.page.evaluate(() => window.lab.holdings().tracks)).toBe(0);
    const sent = await blue.page.evaluate(async () => {
      const report = await window.lab.connections.at(-1)!.getStats();
      return [...report.values()]
        .filter(({type}: {type: string}) => type === 'outbound-rtp')
        .map(({packetsSent}: {packetsSent: number}) => packetsSent);
    });
    expect(sent.every(packets => packets === 0)).toBe(true);

    await blue.call(call => call.accept());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('a caller with a “trusted” token is seen while it rings, and not heard; the same video goes on in the tile', async ({
    open,
    site,
  }) => {
    const [red, blue] = await ringWithTokens({open, site}, true);
    await blue.until(call => {
      const video = (call as unknown as HTMLElement).shadowRoot!.querySelector<HTMLVideoElement>(
        '[part~=caller] video',
      );
      if (!video || video.videoWidth === 0 || video.currentTime === 0) return false;
      video.id = 'ringing';
      return video.videoWidth <= 640 && video.videoHeight <= 360 && video.muted;
    });
    const textOf = (person: Person) =>
      person.call(call => (call as unknown as HTMLElement).shadowRoot!.textContent ?? '');
    expect(await textOf(blue)).toContain('Ada is calling');
    expect(await textOf(blue)).not.toContain('isn’t verified');
    expect(await textOf(red)).toContain('rung can see you');
    const audioSent = () =>
      red.page.evaluate(async () => {
        const report = await window.lab.connections.at(-1)!.getStats();
        return [...report.values()]
          .filter(({type, kind}: Record<string, string>) => type === 'outbound-rtp' && kind === 'audio')
          .reduce((sum: number, {bytesSent}: {bytesSent: number}) => sum + bytesSent, 0);
      });
    expect(await audioSent()).toBe(0);

    await blue.call(call => call.accept());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(
      await blue.call(
        call => (call as unknown as HTMLElement).shadowRoot!.querySelector('[part~=participant] video')!.id,
      ),
    ).toBe('ringing');
    expect(await audioSent()).toBeGreaterThan(0);
  });
});

test('in a room, a token’s name wins over what the page says of itself', async ({open, site}) => {
  const secret = 'a secret of at least thirty-two bytes';
  const broker = await startBroker({static: site.folder, auth: {secret}});
  onTestFinished(() => broker.close());
  const {createToken} = await import('@rtc-call/broker');
  const [ada, ben] = await Promise.all([
    createToken({secret, id: 'ada', rooms: ['names'], name: 'Ada'}),
    createToken({secret, id: 'ben', rooms: ['names']}),
  ]);
  const page = (id: string, token: string, name: string) =>
    `call.html?room=names&prejoin=off&peer-id=${id}&token=${token}&display-name=${name}`;
  const red = await open('red', page('ada', ada, 'Ben'), {at: broker.url});
  const blue = await open('blue', page('ben', ben, 'Benjamin'), {at: broker.url});
  await Promise.all([red, blue].map(person => person.until(call => call.participants[0]?.isNative)));
  const named = (person: Person) => person.call(call => call.participants[0]?.displayName);
  // Each has heard over the channel by now what the other says.
  expect(await named(blue)).toBe('Ada');
  expect(await named(red)).toBe('Benjamin');
  await blue.page.evaluate(() => document.querySelector('rtc-call')!.setAttribute('display-name', 'Bernd'));
  await red.until(call => call.participants[0]?.displayName === 'Bernd');
});
