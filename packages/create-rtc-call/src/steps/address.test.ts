import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Flags} from '../flags.js';
import {testContext, type Changes} from '../testing/context.js';
import {chooseAddress} from './address.js';

describe('chooseAddress', () => {
  let dir: string;
  let server: Server;
  let used: number;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'address-'));
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    used = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    server.close();
    await rm(dir, {recursive: true});
  });

  const choose = (
    asked: Partial<Flags>,
    {env = {}, prompt, start = 'local'}: Pick<Changes, 'env' | 'prompt' | 'start'> = {},
  ) => chooseAddress(testContext({dir, env, prompt, start, flags: {host: '127.0.0.1', ...asked}}));

  it('returns only the chosen settings', async () => {
    expect(await choose({port: 0})).toEqual({settings: {PORT: '0', HOST: '127.0.0.1'}});
    expect(await choose({host: undefined}, {env: {PORT: '0'}})).toEqual({settings: {}});
  });

  it.each(['http', '-1', '65536', '80.5', '1e3'])('refuses PORT=%s, and says where it is', async PORT => {
    await expect(choose({}, {env: {PORT}})).rejects.toMatchObject({
      code: 'bad-option',
      message: `PORT in the environment is "${PORT}", which is not a port.`,
      hint: expect.stringContaining('0 to 65535'),
    });
    await writeFile(join(dir, '.env'), `PORT=${PORT}`);
    await expect(choose({})).rejects.toMatchObject({message: expect.stringContaining(join(dir, '.env'))});
    expect(await choose({port: 0}, {env: {PORT}})).toMatchObject({settings: {PORT: '0'}});
  });

  it('reports a port in use and suggests a free one', async () => {
    await expect(choose({port: used})).rejects.toMatchObject({
      code: 'port-in-use',
      message: `Port ${used} is in use.`,
      hint: expect.stringMatching(/^\d+ is free: add --port \d+$/),
    });
  });

  it('checks the project’s own port, from the environment or .env', async () => {
    await expect(choose({}, {env: {PORT: String(used)}})).rejects.toMatchObject({code: 'port-in-use'});
    await writeFile(join(dir, '.env'), `PORT=${used}\n`);
    await expect(choose({})).rejects.toMatchObject({code: 'port-in-use'});
  });

  it('checks all addresses for phones', async () => {
    await expect(choose({port: used, host: undefined}, {start: 'lan'})).rejects.toMatchObject({
      code: 'port-in-use',
    });
  });

  it('uses another port if the user agrees', async () => {
    const {settings} = await choose({port: used}, {prompt: {confirm: async () => true}});
    expect(Number(settings.PORT)).toBeGreaterThan(used);
    await expect(choose({port: used}, {prompt: {confirm: async () => false}})).rejects.toMatchObject({
      code: 'port-in-use',
    });
  });

  it('doesn’t check the port if the server is not started', async () => {
    expect(await choose({port: used}, {start: 'no'})).toMatchObject({settings: {PORT: String(used)}});
  });
});
