/**
 * The defects of PeerServer 1.0.2: each is shown on stock `peer` and shown to be gone here, by the same client.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {createRequire} from 'node:module';
import {createServer} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {describe, expect, onTestFinished, test} from 'vitest';
import {WebSocket} from 'ws';
import {connect, dial, refusalOf, until, type Client} from './testing/client.js';
import {startBroker, startStock} from './testing/servers.js';
import {withStoppedClock} from './testing/stopped-clock.js';

const isAnswering = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/peerjs/id`)).ok;
  } catch {
    return false;
  }
};

/** Whether a socket still does something: it relays to itself. */
async function canSend(client: Client): Promise<boolean> {
  if (!client.isOpen) return false;
  client.offer(client.id, 'mc_echo');
  return Promise.race([
    client.next('OFFER', ({payload}) => payload?.connectionId === 'mc_echo').then(() => true),
    client.closed.then(() => false),
  ]);
}

describe('a frame that is not a JSON object', () => {
  test.each(['{bad', 'null', '5', '"x"'])('crashes stock peer: %s', async frame => {
    const {url, child} = await startStock();
    const exited = once(child, 'exit');
    (await connect(url)).send(frame);
    const [code] = (await exited) as [number];
    expect(code).toBe(1);
  });

  test.each(['{bad', 'null', '5', '"x"', '[]', '{}', '{"type":"OPEN"}', '{"type":"__proto__"}'])(
    'closes only the sender’s socket here: %s',
    async frame => {
      const {url} = await startBroker();
      const [hostile, honest] = [await connect(url), await connect(url)];
      hostile.send(frame);
      expect(await hostile.closed).toEqual({code: 1008, reason: 'bad-frame'});
      expect(await isAnswering(url)).toBe(true);
      expect(await canSend(honest)).toBe(true);
    },
  );
});

describe('a payload nested 10,000 deep', () => {
  const nested = `{"type":"OFFER","dst":"victim","payload":{"type":"x","x":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`;

  test('makes stock peer disconnect the recipient', async () => {
    const {url} = await startStock();
    const victim = await connect(url, {id: 'victim'});
    (await connect(url)).send(nested);
    await victim.closed;
  });

  test('closes only the sender’s socket here', async () => {
    const {url} = await startBroker();
    const victim = await connect(url, {id: 'victim'});
    const hostile = await connect(url);
    hostile.send(nested);
    expect(await hostile.closed).toEqual({code: 1008, reason: 'bad-frame'});
    expect(await canSend(victim)).toBe(true);
  });
});

describe('a reconnect with the same token', () => {
  const again = async (url: string) => {
    const before = await connect(url, {id: 'alice'});
    const after = await dial(url, {id: 'alice'});
    // Whatever has to be said to a newcomer is said before an answer to what they ask.
    after.offer('alice', 'mc_probe');
    await after.next('OFFER');
    return {before, after, isTold: after.received.some(({type}) => type === 'OPEN')};
  };

  test('gets no OPEN from stock peer, and the old socket can still send', async () => {
    const {before, isTold} = await again((await startStock()).url);
    expect(isTold).toBe(false);
    const probe = await connect(before.socket.url.replace('ws', 'http').replace(/\/peerjs\?.*/, ''), {
      id: 'probe',
    });
    before.offer('probe');
    expect((await probe.next('OFFER')).src).toBe('alice');
  });

  test('gets OPEN here, and replaces the old socket', async () => {
    const {before, isTold} = await again((await startBroker()).url);
    expect(isTold).toBe(true);
    expect(await before.closed).toEqual({code: 4410, reason: 'replaced'});
  });
});

describe('LEAVE without a recipient', () => {
  const leave = async (url: string) => {
    const alice = await connect(url, {id: 'alice'});
    const bob = await connect(url, {id: 'bob'});
    alice.send({type: 'LEAVE'});
    alice.offer('bob');
    await bob.next('OFFER');
    const thief = await dial(url, {id: 'alice', token: 'of a thief'});
    const answer = await Promise.race([
      thief.next('OPEN').then(() => 'OPEN'),
      thief.next('ID-TAKEN').then(() => 'ID-TAKEN'),
    ]);
    return {answer, alice};
  };

  test('frees the id on stock peer, while its owner can still send', async () => {
    const {answer, alice} = await leave((await startStock()).url);
    expect(answer).toBe('OPEN');
    expect(alice.isOpen).toBe(true);
  });

  test('does not free it here', async () => {
    const {answer, alice} = await leave((await startBroker()).url);
    expect(answer).toBe('ID-TAKEN');
    expect(await canSend(alice)).toBe(true);
  });
});

describe('an id whose owner has lost the connection', () => {
  const steal = async (url: string) => {
    const owner = await connect(url, {id: 'alice'});
    const bob = await connect(url, {id: 'bob'});
    owner.vanish();
    // The server has noticed once it has read what came after.
    await until(async () => {
      bob.offer('bob');
      await bob.next('OFFER');
      return !owner.isOpen;
    });
    const thief = await dial(url, {id: 'alice', token: 'of a thief'});
    return Promise.race([
      thief.next('OPEN').then(() => 'OPEN'),
      thief.next('ID-TAKEN').then(() => 'ID-TAKEN'),
    ]);
  };

  test('is free at once on stock peer', async () => {
    expect(await steal((await startStock()).url)).toBe('OPEN');
  });

  test('stays reserved here, and its owner can reconnect', async () => {
    const {url} = await startBroker();
    expect(await steal(url)).toBe('ID-TAKEN');
    await connect(url, {id: 'alice'});
  });
});

describe('a frame of 1 MiB', () => {
  const big = {type: 'OFFER', dst: 'bob', payload: {type: 'x', x: 'x'.repeat(2 ** 20)}};

  test('is relayed by stock peer', async () => {
    const {url} = await startStock();
    const bob = await connect(url, {id: 'bob'});
    (await connect(url)).send(big);
    await bob.next('OFFER');
  });

  test('closes the sender’s socket here', async () => {
    const {url} = await startBroker();
    const bob = await connect(url, {id: 'bob'});
    const alice = await connect(url);
    alice.send(big);
    expect((await alice.closed).code).toBe(1009);
    expect(await canSend(bob)).toBe(true);
  });
});

describe('messages to a disconnected peer', () => {
  const flood = async (url: string, count: number) => {
    const alice = await connect(url, {id: 'alice'});
    for (let index = 0; index < count; index += 1) alice.offer('nobody', `mc_${index}`);
    alice.offer('alice', 'mc_last');
    await alice.next('OFFER', ({payload}) => payload?.connectionId === 'mc_last');
    const nobody = await connect(url, {id: 'nobody'});
    nobody.offer('nobody', 'mc_end');
    await nobody.next('OFFER', ({payload}) => payload?.connectionId === 'mc_end');
    return nobody.received.length;
  };

  test('are queued without limit by stock peer', async () => {
    expect(await flood((await startStock()).url, 1_000)).toBe(1_000);
  });

  test('are queued up to a limit here', async () => {
    const {url} = await startBroker({limits: {queuedMessages: 50, messagesPerSocket: 1_000}});
    expect(await flood(url, 1_000)).toBe(50);
  });

  /**
   * One message at the start, one 400 ms later, and before the first expires: who comes when it has should find the
   * second. `pass` lets time pass.
   */
  const overtake = async (url: string, pass: (ms: number) => Promise<unknown>) => {
    const [alice, bob] = [await connect(url, {id: 'alice'}), await connect(url, {id: 'bob'})];
    alice.offer('nobody', 'mc_early');
    // Has arrived when what was sent after it has come back.
    alice.offer('alice');
    await alice.next('OFFER');
    await pass(400);
    bob.offer('nobody', 'mc_late');
    bob.offer('bob');
    await bob.next('OFFER');
    await pass(200);
    await alice.next('EXPIRE');
    const nobody = await connect(url, {id: 'nobody'});
    nobody.offer('nobody', 'mc_end');
    await nobody.next('OFFER', ({payload}) => payload?.connectionId === 'mc_end');
    return nobody.received.map(({payload}) => payload?.connectionId);
  };

  test('expire all at once on stock peer', async () => {
    // Real time, and enough of it for a busy machine to send the second.
    const {url} = await startStock({expire_timeout: 3_000, cleanup_out_msgs: 20});
    expect(await overtake(url, delay)).toEqual([]);
  });

  test('expire one by one here', () =>
    withStoppedClock(async clock => {
      const {url} = await startBroker({limits: {queueMs: 600}});
      expect(await overtake(url, clock.advance)).toEqual(['mc_late']);
    }));
});

describe.each([
  ['of 8,000 characters', 'x'.repeat(8_000)],
  ['with a script in it', '<script>alert(1)</script>'],
  ['that is the broker’s own address', '@broker'],
])('an id %s', (_name, id) => {
  test('is accepted by stock peer', async () => {
    await connect((await startStock()).url, {id});
  });

  test('is refused here', async () => {
    const {url} = await startBroker();
    expect(await refusalOf(dial(url, {id}))).toEqual({status: 400, code: 'bad-id'});
  });
});

test('stock peer accepts any key over HTTP, and the broker only the right one', async () => {
  expect((await fetch(`${(await startStock()).url}/anything/id`)).status).toBe(200);
  expect((await fetch(`${(await startBroker()).url}/anything/id`)).status).toBe(404);
});

describe('another WebSocket server on the same HTTP server', () => {
  /** Opens a socket to the other one; its greeting, or the status that it was refused with. */
  async function open(port: number): Promise<string> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/other`);
    onTestFinished(() => socket.terminate());
    socket.on('error', () => {});
    return Promise.race([
      once(socket, 'message').then(([data]) => String(data)),
      once(socket, 'unexpected-response').then(([, response]) =>
        String((response as IncomingMessage).statusCode),
      ),
    ]);
  }

  const beside = (attach: string) => `
    import {createServer} from 'node:http';
    import {WebSocketServer} from 'ws';
    const server = createServer();
    ${attach}
    const others = new WebSocketServer({noServer: true});
    server.on('upgrade', (req, socket, head) => {
      if (req.url === '/other') others.handleUpgrade(req, socket, head, ws => ws.send('from the other'));
    });
    server.listen(0, '127.0.0.1', () => process.send(server.address().port));
  `;

  async function start(attach: string): Promise<number> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', beside(attach)], {
      cwd: new URL('..', import.meta.url),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [port] = (await once(child, 'message')) as [number];
    return port;
  }

  test('is refused by stock peer', async () => {
    const port = await start(
      `import express from 'express';
       import {ExpressPeerServer} from 'peer';
       express().use('/rtc', ExpressPeerServer(server, {path: '/'}));`,
    );
    expect(await open(port)).toBe('400');
  });

  test('is left alone here', async () => {
    const port = await start(
      `import {createBroker} from './dist/index.js'; createBroker({logLevel: 'silent'}).attach(server);`,
    );
    expect(await open(port)).toBe('from the other');
  });
});

describe('SIGTERM while a socket is open', () => {
  async function stop(args: readonly string[], url: (port: number) => string) {
    const port = await freePort();
    const child = spawn(process.execPath, [...args, '--port', String(port)], {stdio: 'ignore'});
    onTestFinished(() => void child.kill('SIGKILL'));
    await until(() => isAnswering(url(port)));
    const client = await connect(url(port));
    const exited = once(child, 'exit').then(([code]) => code as number | null);
    child.kill('SIGTERM');
    const code = await Promise.race([
      exited,
      new Promise(resolve => setTimeout(resolve, 3_000, 'still running')),
    ]);
    return {code, client};
  }

  test('leaves stock peer hanging', async () => {
    const bin = createRequire(import.meta.url)
      .resolve('peer')
      .replace('index.cjs', 'bin/peerjs.js');
    const {code} = await stop([bin, '--path', '/rtc'], port => `http://127.0.0.1:${port}/rtc`);
    expect(code).toBe('still running');
  });

  test('ends the broker after it has told its clients', async () => {
    const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
    const {code, client} = await stop(
      [bin, 'serve', '--host', '127.0.0.1', '--drain-delay-ms', '0'],
      port => `http://127.0.0.1:${port}/rtc`,
    );
    expect(code).toBe(0);
    expect((await client.nextFromBroker('drain')).spreadMs).toBe(1_000);
    expect(await client.closed).toEqual({code: 1012, reason: 'draining'});
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as {port: number};
  server.close();
  await once(server, 'close');
  return port;
}
