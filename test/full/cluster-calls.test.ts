/** Real calls over three brokers behind a load balancer, one of which is killed. */
import {once} from 'node:events';
import {connect, createServer, type AddressInfo, type Socket} from 'node:net';
import {describe, expect, onTestFinished} from 'vitest';
import {startRedis} from '../../packages/broker/src/testing/redis.js';
import {startBroker, type RunningBroker} from '../support/brokers.js';
import {test} from '../support/people.js';

const HOST = '127.0.0.1';

/** Passes each connection to the next of these ports that accepts it. */
async function startBalancer(ports: readonly number[]) {
  let turn = 0;
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    return socket;
  };
  const pass = (client: Socket, tries: number): void => {
    const broker = track(connect(ports[turn % ports.length]!, HOST));
    broker.once('connect', () => {
      client.pipe(broker).pipe(client);
      client.on('close', () => broker.destroy());
      broker.on('close', () => client.destroy());
    });
    broker.once('error', () => {
      if (!broker.connecting && broker.bytesWritten > 0) return;
      turn += 1;
      if (tries > 0) pass(client, tries - 1);
      else client.destroy();
    });
  };
  const server = createServer(client => pass(track(client), ports.length)).listen(0, HOST);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const {port} = server.address() as AddressInfo;
  /** From now on, connections go to this broker first. */
  const prefer = (index: number) => (turn = index);
  return {url: `http://localhost:${port}`, prefer};
}

async function startCluster(folder: string) {
  const redis = await startRedis();
  const options = {static: folder, redis: redis.url, redisPrefix: 'calls', trustProxy: [HOST]};
  const brokers: RunningBroker[] = [];
  for (let count = 0; count < 3; count += 1) {
    const broker = await startBroker(options);
    onTestFinished(() => broker.close());
    brokers.push(broker);
    while (!(await fetch(`${broker.url}/rtc/health`)).ok)
      await new Promise(resolve => setTimeout(resolve, 50));
  }
  return {brokers, balancer: await startBalancer(brokers.map(({port}) => port))};
}

describe('when one of three brokers is killed', () => {
  test('a call goes on, and those who were connected to it have their ids and places again', async ({
    open,
    site,
  }) => {
    const {brokers, balancer} = await startCluster(site.folder);
    const enter = async (name: 'red' | 'blue' | 'green', at: number) => {
      balancer.prefer(at);
      const page = `call.html?room=cluster&prejoin=off&display-name=${name}`;
      const person = await open(name, page, {at: balancer.url});
      await person.until(call => call.local.id !== null && call.error === null);
      return person;
    };
    const [red, blue] = [await enter('red', 0), await enter('blue', 1)];
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    const id = await red.call(call => call.local.id);
    await brokers[0]!.kill();
    await red.until(call => call.error?.code === 'broker-unreachable');
    await red.until(call => call.error === null);
    expect(await red.call(call => call.local.id)).toBe(id);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    // The room is the same at the other brokers.
    const green = await enter('green', 2);
    await Promise.all([red.meets('blue', 'green'), blue.meets('red', 'green'), green.meets('red', 'blue')]);
    for (const person of [red, blue]) expect(await person.events('rtc-participant-left')).toEqual([]);
  });

  test.for([
    ['the caller', 0],
    ['the callee', 1],
  ] as const)('a call that rings can be accepted (the broker of %s)', async ([, victim], {open, site}) => {
    const {brokers, balancer} = await startCluster(site.folder);
    balancer.prefer(0);
    const red = await open('red', `call.html?peer-id=cl-red-${victim}&to=cl-blue-${victim}`, {
      at: balancer.url,
    });
    await red.until(call => call.local.id !== null && call.error === null);
    balancer.prefer(1);
    const blue = await open('blue', `call.html?peer-id=cl-blue-${victim}`, {at: balancer.url});
    await blue.until(call => call.local.id !== null && call.error === null);
    await red.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await brokers[victim]!.kill();
    const person = [red, blue][victim]!;
    await person.until(call => call.error?.code === 'broker-unreachable');
    await person.until(call => call.error === null);
    await blue.call(call => call.accept());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });
});
