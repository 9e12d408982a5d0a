import {once} from 'node:events';
import {Server} from 'node:net';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {Addresses} from '../admission/addresses.js';
import {Clock} from '../clock.js';
import {createLog} from '../log.js';
import {readOptions} from '../options/read-options.js';
import type {RefusalCode} from '../refusals.js';
import {Connections} from './connections.js';
import {listen} from './listening.js';
import {createServer} from './server.js';

function create() {
  const config = {...readOptions({port: 0, host: '127.0.0.1'}), isSecure: false};
  const clock = new Clock();
  const addresses = new Addresses(config.limits, clock);
  const connections = new Connections({addresses, keyOf: () => undefined, onRefused: () => {}});
  const refused: RefusalCode[] = [];
  const logged: string[] = [];
  const log = createLog('error', {write: line => void logged.push(line)});
  const server = createServer(config, undefined, connections, clock, code => refused.push(code), log);
  onTestFinished(() => void server.close());
  return {server, config, refused, logged};
}

/** Node emits these when it can't accept a connection; without a listener they would end the process. */
describe.each([
  ['EMFILE', ['out-of-descriptors'], 0],
  ['ENFILE', ['out-of-descriptors'], 0],
  ['ECONNABORTED', [], 1],
])('a listening server survives %s', (code, refusals, lines) => {
  const error = Object.assign(new Error('accept'), {code});

  test('and keeps running', async () => {
    const {server, config, refused, logged} = create();
    const {address} = await listen(server, config);
    server.emit('error', error);
    expect([refused, logged.length]).toEqual([refusals, lines]);
    expect((await fetch(address.url)).status).toBe(404);
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  test('on every socket passed to it', async () => {
    const {server, config, refused, logged} = create();
    const servers: Server[] = [];
    const spy = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server, ...args) {
      servers.push(this);
      this.once('listening', args[1] as unknown as () => void).emit('listening');
      return this;
    });
    onTestFinished(() => spy.mockRestore());
    await listen(server, {...config, fds: [3, 4]});
    for (const each of servers) each.emit('error', error);
    expect([refused, logged.length]).toEqual([[...refusals, ...refusals], 2 * lines]);
  });
});
