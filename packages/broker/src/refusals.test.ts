/** A page can read why it was refused, and asks `/ice` why its WebSocket was. */
import {describe, expect, test} from 'vitest';
import {createToken} from './admission/tokens.js';
import {connect, dial, Refused, until} from './testing/client.js';
import {startBroker} from './testing/servers.js';

const secret = 'a secret of thirty-two bytes or more';
const page = 'https://page.example';

/** What a page on this origin gets to see: nothing where the headers don't let it. */
async function readAs(
  origin: string,
  url: string,
  init: {method?: string; headers?: Record<string, string>} = {},
) {
  const response = await fetch(url, {...init, headers: {...init.headers, Origin: origin}});
  const allowed = response.headers.get('access-control-allow-origin');
  expect(response.headers.get('vary')).toBe('Origin');
  return {
    status: response.status,
    body: allowed === origin || allowed === '*' ? ((await response.json()) as unknown) : 'unreadable',
    exposed: response.headers.get('access-control-expose-headers'),
  };
}

describe('a page can read', () => {
  test.each(['/ice?id=alice', '/peerjs/id', '/'])(
    'that its origin is forbidden at %s, and which one to add',
    async path => {
      const {url} = await startBroker();
      expect(await readAs(page, url + path)).toMatchObject({
        status: 403,
        body: {
          code: 'origin-forbidden',
          origin: page,
          hint: expect.stringContaining(`--origins ${page} `) as string,
        },
      });
    },
  );

  test('that it is forbidden if it has no origin: files and sandboxed frames send null', async () => {
    const {url} = await startBroker();
    const {body} = await readAs('null', `${url}/ice`);
    expect(body).toEqual({
      code: 'origin-forbidden',
      hint: expect.not.stringContaining('--origins') as string,
    });
  });

  test('that it needs a token, or that its token is for another id', async () => {
    const {url} = await startBroker({auth: {secret}, origins: [page]});
    const token = await createToken({secret, id: 'bob'});
    expect(await readAs(page, `${url}/ice?id=alice`)).toMatchObject({
      status: 401,
      body: {code: 'unauthorized'},
    });
    expect(
      await readAs(page, `${url}/ice?id=alice`, {headers: {Authorization: `Bearer ${token}`}}),
    ).toMatchObject({status: 403, body: {code: 'id-forbidden'}});
  });

  test('that it sends too many requests, and when to retry', async () => {
    const {url} = await startBroker({origins: [page], limits: {requestsPerAddress: 1}});
    const answers = await Promise.all(Array.from({length: 8}, () => readAs(page, `${url}/ice?id=alice`)));
    const refused = answers.find(({status}) => status === 429);
    expect(refused).toMatchObject({body: {code: 'rate-limited'}, exposed: 'Retry-After'});
  });

  test.each([
    ['/nothing', 'GET', 404, 'not-found'],
    ['/ice', 'POST', 405, 'method-not-allowed'],
    ['/metrics', 'GET', 403, 'metrics-forbidden'],
    ['/peerjs', 'GET', 400, 'bad-upgrade'],
  ])('what is wrong with %s', async (path, method, status, code) => {
    const {url} = await startBroker();
    expect(await readAs(page, url + path, {method})).toMatchObject({status, body: {code}});
  });

  test('no protected data, and neither health nor metrics', async () => {
    const {url} = await startBroker({turn: {urls: ['turn:a:1'], secret: 'north'}, metricsToken: 'north'});
    expect(JSON.stringify(await readAs(page, `${url}/ice?id=alice`))).not.toContain('turn:');
    const metrics = await fetch(`${url}/metrics`, {headers: {Origin: page, Authorization: 'Bearer north'}});
    expect([metrics.status, metrics.headers.get('access-control-allow-origin')]).toEqual([200, null]);
    const health = await fetch(`${url}/health`, {headers: {Origin: page}});
    expect(health.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('a preflight is answered for every page, so that the page can read the refusal', async () => {
  const {url} = await startBroker({limits: {requestsPerAddress: 1}});
  for (let round = 0; round < 8; round += 1) {
    const response = await fetch(`${url}/ice?id=alice`, {
      method: 'OPTIONS',
      headers: {
        Origin: page,
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': page,
      'access-control-allow-headers': 'Authorization',
      'access-control-allow-methods': 'GET',
      vary: 'Origin',
    });
  }
});

describe('/ice refuses with the code that the WebSocket gets', () => {
  /** The codes of the two, and what else the refusals say. */
  async function compare(url: string, {origin = '', token = 'x'}: {origin?: string; token?: string}) {
    const headers: HeadersInit = origin ? {Origin: origin} : {};
    const query = new URLSearchParams({id: 'alice', token}).toString();
    const response = await fetch(`${url}/ice?${query}`, {headers});
    const socket = await dial(url, {id: 'alice', token, ...(origin && {origin})}).catch(
      (error: unknown) => error,
    );
    expect(socket).toBeInstanceOf(Refused);
    const {status, body} = socket as Refused;
    expect({status: response.status, body: (await response.json()) as unknown}).toEqual({status, body});
    return body.code;
  }

  test('for an origin', async () => {
    const {url} = await startBroker();
    expect(await compare(url, {origin: page})).toBe('origin-forbidden');
  });

  test('for a token that is missing, wrong, or for another id', async () => {
    const {url} = await startBroker({auth: {secret}});
    expect(await compare(url, {token: ''})).toBe('unauthorized');
    expect(await compare(url, {token: 'nonsense'})).toBe('unauthorized');
    expect(await compare(url, {token: await createToken({secret, id: 'bob'})})).toBe('id-forbidden');
  });

  test('for an origin before a token: the first thing to fix comes first', async () => {
    const {url} = await startBroker({auth: {secret}});
    expect(await compare(url, {origin: page, token: ''})).toBe('origin-forbidden');
  });

  test('for a connection without TLS', async () => {
    const {url} = await startBroker({requireTls: true});
    expect(await compare(url, {})).toBe('tls-required');
  });

  test('for an address whose queue of connections is longer than 5 s', async () => {
    const {url} = await startBroker({limits: {joinsPerAddress: 1}});
    const crowd = (count: number) => {
      for (let index = 0; index < count; index += 1) dial(url).catch(() => {});
    };
    crowd(12);
    await until(async () => (await fetch(`${url}/ice?id=alice`)).status === 429);
    // They take what has become free meanwhile.
    crowd(2);
    expect(await compare(url, {})).toBe('rate-limited');
  });

  test('for an address whose lost connections hold too many ids; their owners get an answer', async () => {
    const {url} = await startBroker({limits: {heldIdsPerAddress: 1}});
    const lost = await connect(url, {id: 'lost'});
    lost.vanish();
    await until(async () => (await fetch(`${url}/ice?id=alice`)).status === 429);
    expect(await compare(url, {})).toBe('too-many-ids-from-address');
    expect((await fetch(`${url}/ice?id=lost`)).status).toBe(200);
  });
});
