import {describe, expect, test} from 'vitest';
import {connect} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';

describe('what PeerServer serves', () => {
  test('a new id each time, which PeerJS accepts', async () => {
    const {url} = await startBroker();
    const ids = await Promise.all(
      [1, 2].map(async n => (await fetch(`${url}/peerjs/id?ts=${n}&version=1.5.5`)).text()),
    );
    expect(new Set(ids).size).toBe(2);
    await connect(url, {id: ids[0]});
  });

  test('its greeting, but no list of peers', async () => {
    const {url} = await startBroker();
    expect(await (await fetch(url)).json()).toMatchObject({name: 'PeerJS Server'});
    expect((await fetch(`${url}/peerjs/peers`)).status).toBe(404);
  });
});

describe('/ice', () => {
  test('returns STUN and TURN servers, with credentials for that peer id', async () => {
    const {url} = await startBroker({
      stun: ['stun:a:1'],
      turn: {urls: ['turn:a:2'], secret: 'north', ttl: 60},
    });
    const {iceServers, ttl} = (await (await fetch(`${url}/ice?id=alice`)).json()) as {
      iceServers: {username: string}[];
      ttl: number;
    };
    expect(ttl).toBe(60);
    expect(iceServers[0]).toEqual({urls: ['stun:a:1']});
    const [expiry, id] = iceServers[1]!.username.split(':');
    expect(id).toBe('alice');
    expect(Number(expiry) - Date.now() / 1_000).toBeLessThanOrEqual(60);
  });

  test('returns no third-party servers by default', async () => {
    const {url} = await startBroker();
    expect(await (await fetch(`${url}/ice?id=alice`)).json()).toEqual({iceServers: [], ttl: 86_400});
  });

  test('refuses an invalid id', async () => {
    const {url} = await startBroker();
    expect((await fetch(`${url}/ice?id=%3Cscript%3E`)).status).toBe(400);
  });
});

test('/health distinguishes live from ready', async () => {
  const {url} = await startBroker();
  expect(await (await fetch(`${url}/health`)).json()).toEqual({live: true, ready: true});
  expect(await (await fetch(`${url}/health/live`)).json()).toEqual({live: true});
});

test.each([
  ['POST', '/ice', 405, 'method-not-allowed'],
  ['GET', '/peerjs', 400, 'bad-upgrade'],
  ['GET', '/nothing', 404, 'not-found'],
  ['GET', '/__proto__', 404, 'not-found'],
])('%s %s is refused with %i %s and a hint', async (method, path, status, code) => {
  const {url} = await startBroker();
  const response = await fetch(url + path, {method});
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({code, hint: expect.any(String) as string});
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('the prefix is the option path, and nothing else', async () => {
  const {url, origin} = await startBroker({path: '/a/b'});
  expect(url).toBe(`${origin}/a/b`);
  await connect(url);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await fetch(`${origin}/a/bc/health`)).status).toBe(404);
  expect((await fetch(`${origin}/rtc/health`)).status).toBe(404);
});

test('the element is served to pages on any origin, compressed', async () => {
  const {url} = await startBroker();
  const response = await fetch(`${url}/rtc-call.js`, {
    headers: {Origin: 'https://page.example', 'Accept-Encoding': 'br'},
  });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    vary: 'Accept-Encoding',
    'content-encoding': 'br',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'no-cache',
  });
  const [, chunk] = /["'](\.\/chunks\/[^"']+)["']/.exec(await response.text())!;
  const loaded = await fetch(new URL(chunk!, `${url}/`));
  expect(loaded.headers.get('cache-control')).toContain('immutable');
});

test('a port in use is reported with the system’s error code', async () => {
  const {port} = await startBroker();
  await expect(startBroker({port})).rejects.toMatchObject({code: 'EADDRINUSE', port});
});
