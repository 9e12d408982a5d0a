import {once} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {Addresses} from './addresses.js';
import {Connections} from './connections.js';
import {createLog} from './log.js';
import {readOptions} from './options.js';
import type {RefusalCode} from './refusals.js';
import {createServer, listen} from './server.js';

/** Node emits these when it can't accept a connection; without a listener they would end the process. */
test.each([
  ['EMFILE', ['out-of-descriptors'], 0],
  ['ENFILE', ['out-of-descriptors'], 0],
  ['ECONNABORTED', [], 1],
])('a server that listens survives %s', async (code, refusals, lines) => {
  const config = readOptions({port: 0, host: '127.0.0.1'});
  const addresses = new Addresses(config.limits);
  const connections = new Connections({addresses, keyOf: () => undefined, onRefused: () => {}});
  const refused: RefusalCode[] = [];
  const logged: string[] = [];
  const log = createLog('error', {write: line => void logged.push(line)});
  const server = createServer(config, connections, code => refused.push(code), log);
  onTestFinished(() => void server.close());
  const {url} = await listen(server, config);
  server.emit('error', Object.assign(new Error('accept'), {code}));
  expect([refused, logged.length]).toEqual([refusals, lines]);
  expect((await fetch(url)).status).toBe(404);
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});
