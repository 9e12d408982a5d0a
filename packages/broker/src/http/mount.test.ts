/** Attached to an HTTP server with other software: all of it keeps working, in any order of attachment. */
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer, request, type RequestListener, type Server} from 'node:http';
import {createServer as createHttpsServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import express from 'express';
import fastify from 'fastify';
import {Server as SocketIo} from 'socket.io';
import {createServer as createVite} from 'vite';
import {describe, expect, onTestFinished, test} from 'vitest';
import {WebSocket, WebSocketServer} from 'ws';
import {createBroker} from '../broker.js';
import type {BrokerOptions} from '../options/options.js';
import {makeCertificate} from '../testing/certificate.js';
import {connect} from '../testing/client.js';
import type {AnyHttpServer} from './mount.js';

async function listen(server: AnyHttpServer): Promise<string> {
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function attach(server: AnyHttpServer): void {
  const broker = createBroker({logLevel: 'silent', drainMs: 1_000});
  onTestFinished(() => broker.close());
  broker.attach(server);
}

/** The whole broker answers: HTTP, its socket, and an unknown path of its own. */
async function expectBroker(origin: string): Promise<void> {
  const url = `${origin}/rtc`;
  expect(await (await fetch(`${url}/health`)).json()).toEqual({live: true, ready: true});
  const client = await connect(url);
  await client.settled();
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
  await client.close();
}

async function opens(url: string, protocols: string[] = []): Promise<string> {
  const socket = new WebSocket(url.replace('http', 'ws'), protocols);
  onTestFinished(() => socket.terminate());
  const [data] = (await once(socket, 'message')) as [Buffer];
  return data.toString();
}

describe.each(['before', 'after'])('attached %s the other', order => {
  const inOrder = (attachBroker: () => void, attachOther: () => void): void => {
    for (const step of order === 'before' ? [attachBroker, attachOther] : [attachOther, attachBroker]) step();
  };

  test('Express 5', async () => {
    const app = express();
    app.get('/hello', (_req, res) => void res.send('from Express'));
    const server = createServer();
    inOrder(
      () => attach(server),
      () => server.on('request', app),
    );
    const origin = await listen(server);
    await expectBroker(origin);
    expect(await (await fetch(`${origin}/hello`)).text()).toBe('from Express');
    expect((await fetch(`${origin}/rtcx`)).status).toBe(404);
  });

  test('socket.io', async () => {
    const server = createServer();
    let io: SocketIo | undefined;
    inOrder(
      () => attach(server),
      () => {
        io = new SocketIo(server, {serveClient: false});
      },
    );
    const origin = await listen(server);
    await expectBroker(origin);
    // Engine.IO's own greeting, by WebSocket and by polling.
    expect(await opens(`${origin}/socket.io/?EIO=4&transport=websocket`)).toMatch(/^0\{"sid"/);
    expect(await (await fetch(`${origin}/socket.io/?EIO=4&transport=polling`)).text()).toMatch(/^0\{"sid"/);
    // It ends foreign upgrades a second after they came: ours must outlive that.
    const client = await connect(`${origin}/rtc`);
    await Promise.race([client.closed, new Promise(resolve => setTimeout(resolve, 1_200))]);
    await client.settled();
    io?.engine.close();
  });

  test('a plain ws server on another path, which answers 400 to every path but its own', async () => {
    const server = createServer();
    inOrder(
      () => attach(server),
      () => {
        const wss = new WebSocketServer({server, path: '/other'});
        onTestFinished(() => wss.close());
        wss.on('connection', socket => socket.send('from ws'));
      },
    );
    const origin = await listen(server);
    await expectBroker(origin);
    expect(await opens(`${origin}/other`)).toBe('from ws');
  });

  test('Vite, with its own socket on the same port', async () => {
    const root = await mkdtemp(join(tmpdir(), 'rtc-broker-vite-'));
    onTestFinished(() => rm(root, {recursive: true, force: true}));
    await writeFile(join(root, 'index.html'), '<h1>from Vite</h1>');
    const server = createServer();
    if (order === 'before') attach(server);
    const vite = await createVite({
      root,
      configFile: false,
      logLevel: 'silent',
      appType: 'spa',
      server: {middlewareMode: true, hmr: {server}, ws: undefined},
      optimizeDeps: {noDiscovery: true},
    });
    onTestFinished(() => vite.close());
    server.on('request', vite.middlewares);
    if (order === 'after') attach(server);
    const origin = await listen(server);
    await expectBroker(origin);
    expect(await (await fetch(`${origin}/`)).text()).toContain('from Vite');
    const token = vite.config.webSocketToken;
    expect(await opens(`${origin}/?token=${token}`, ['vite-hmr'])).toBe('{"type":"connected"}');
  });
});

test('Fastify', async () => {
  const app = fastify();
  app.get('/hello', async () => 'from Fastify');
  attach(app.server);
  await app.listen({port: 0, host: '127.0.0.1'});
  onTestFinished(() => app.close());
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  await expectBroker(origin);
  expect(await (await fetch(`${origin}/hello`)).text()).toBe('from Fastify');
});

test('an https server', async () => {
  const {cert, key} = await makeCertificate();
  const server = createHttpsServer({cert: readFileSync(cert), key: readFileSync(key)});
  attach(server);
  const origin = (await listen(server)).replace('http', 'https');
  const client = await connect(`${origin}/rtc`, {rejectUnauthorized: false});
  await client.settled();
  await client.close();
});

describe('an unknown upgrade', () => {
  const upgrade = (origin: string, protocol: string): Promise<{status: number; body: string}> =>
    new Promise((resolve, reject) => {
      const asking = request(
        `${origin}/hello`,
        {headers: {Connection: 'Upgrade', Upgrade: protocol}},
        res => {
          text(res).then(body => resolve({status: res.statusCode!, body}), reject);
        },
      );
      asking.on('error', reject).end();
    });

  test.each(['h2c', 'websocket'])('to %s is answered as a plain request', async protocol => {
    const server: Server = createServer((_req, res) => res.end('plain'));
    attach(server);
    expect(await upgrade(await listen(server), protocol)).toEqual({status: 200, body: 'plain'});
  });

  test('is left to other listeners for upgrades', async () => {
    const server = createServer().on('upgrade', (_req, socket) => socket.end('HTTP/1.1 418 Teapot\r\n\r\n'));
    attach(server);
    expect((await upgrade(await listen(server), 'teapot')).status).toBe(418);
  });
});

describe('with an app, its own server', () => {
  const listenWith = async (options: BrokerOptions, app: RequestListener) => {
    const broker = createBroker({port: 0, host: '127.0.0.1', logLevel: 'silent', drainMs: 1_000, ...options});
    onTestFinished(() => broker.close());
    return (await broker.listen({app})).url;
  };

  test('answers everything outside the broker with it', async () => {
    const app = express().get('/page', (_req, res) => void res.send('a page'));
    const origin = await listenWith({}, app);
    expect(await (await fetch(`${origin}/page`)).text()).toBe('a page');
    expect((await fetch(`${origin}/nothing`)).status).toBe(404);
    await expectBroker(origin);
  });

  test('has no folder of pages as well', async () => {
    await expect(listenWith({static: import.meta.dirname}, () => {})).rejects.toThrow(
      'static: contradicts app',
    );
  });
});
