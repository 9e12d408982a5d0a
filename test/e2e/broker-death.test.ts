import {describe, expect, onTestFinished} from 'vitest';
import {startBroker, startPeerServer, type RunningBroker} from '../support/brokers.js';
import {test, type Name, type Person} from '../support/people.js';

const NAMES = ['red', 'blue', 'green'] as const satisfies Name[];

const isOnline = (person: Person) => person.until(call => call.error === null);

describe('when the broker is killed and started again', () => {
  // Six video streams, encoded and decoded on the CPU: slow on a busy machine.
  test(
    'a room of three continues, chats, and everyone gets the same id back',
    {timeout: 240_000},
    async ({open, site, broker: host}) => {
      let broker: RunningBroker = await startBroker({static: site.folder, origins: [host.url]});
      onTestFinished(() => broker.close());
      const {port, url} = broker;
      const people = await Promise.all(
        NAMES.map(name => open(name, `call.html?room=survivors&prejoin=off&display-name=${name}`, {at: url})),
      );
      const othersOf = (person: Person) => NAMES.filter(name => name !== person.name);
      await Promise.all(people.map(person => person.meets(...othersOf(person))));
      const ids = await Promise.all(people.map(person => person.call(call => call.local.id)));

      await broker.kill();
      await Promise.all(
        people.map(person => person.until(call => call.error?.code === 'broker-unreachable')),
      );
      const [red, blue] = people as [Person, Person];
      await red.call(call => call.sendChatMessage('Still here'));
      await Promise.all(people.map(person => person.until(call => call.messages.length === 1)));
      await Promise.all(people.map(person => person.meets(...othersOf(person))));

      broker = await startBroker({static: site.folder, port, origins: [host.url]});
      await Promise.all(people.map(isOnline));
      expect(await Promise.all(people.map(person => person.call(call => call.local.id)))).toEqual(ids);
      for (const person of people) {
        expect(await person.events('rtc-participant-left')).toEqual([]);
        expect(await person.call(call => call.state)).toBe('connected');
      }
      // The room exists again: a new participant meets everyone.
      await blue.call(call => call.leave());
      await Promise.all(
        [red, ...people.slice(2)].map(person => person.until(call => call.participants.length === 1)),
      );
      await blue.call(call => call.join());
      await blue.meets('red', 'green');
    },
  );

  test('a ringing call can be accepted', async ({open, site}) => {
    let broker = await startBroker({static: site.folder});
    onTestFinished(() => broker.close());
    const red = await open('red', 'call.html?peer-id=ring-red&to=ring-blue', {at: broker.url});
    const blue = await open('blue', 'call.html?peer-id=ring-blue', {at: broker.url});
    await blue.until(call => call.local.id !== null);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await broker.kill();
    await Promise.all(
      [red, blue].map(person => person.until(call => call.error?.code === 'broker-unreachable')),
    );
    broker = await startBroker({static: site.folder, port: broker.port});
    await Promise.all([red, blue].map(isOnline));
    await blue.call(call => call.accept());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('a hang-up arrives without the broker', async ({open, site}) => {
    const broker = await startBroker({static: site.folder});
    const red = await open('red', 'call.html?peer-id=end-red&to=end-blue', {at: broker.url});
    const blue = await open('blue', 'call.html?peer-id=end-blue', {at: broker.url});
    await blue.until(call => call.local.id !== null);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await blue.call(call => call.accept());
    await red.meets('blue');
    await broker.kill();
    await red.call(call => call.hangUp());
    await blue.until(call => call.state === 'ended');
    expect(await blue.call(call => call.endReason)).toBe('peer-hung-up');
  });
});

describe('with a stock PeerServer as the broker', () => {
  test('<rtc-call> rings <rtc-call>, also after the server was killed; rooms show an error', async ({
    open,
    site,
    broker: host,
  }) => {
    let broker = await startPeerServer({static: site.folder});
    onTestFinished(() => broker.close());
    const allowed = [`localhost:${broker.port}`];
    const query = `broker=http://localhost:${broker.port}/rtc`;
    const red = await open('red', `call.html?${query}&peer-id=stock-red&to=stock-blue`, {allowed});
    const blue = await open('blue', `call.html?${query}&peer-id=stock-blue`, {allowed});
    await Promise.all([red, blue].map(person => person.until(call => call.local.id !== null)));
    const talk = async () => {
      await red.call(call => call.call());
      await blue.until(call => call.state === 'ringing');
      await blue.call(call => call.accept());
      await Promise.all([red.meets('blue'), blue.meets('red')]);
      await red.call(call => call.hangUp());
      await blue.until(call => call.state === 'ended');
    };
    await talk();
    await broker.kill();
    await Promise.all([red, blue].map(person => person.until(call => call.error !== null)));
    broker = await startPeerServer({port: broker.port, static: site.folder});
    await Promise.all([red, blue].map(isOnline));
    await talk();

    const green = await open('green', `call.html?${query}&room=none&prejoin=off`, {allowed, at: host.url});
    await green.until(() => window.lab.events.some(({error}) => error === 'rooms-unsupported'));
  });
});
