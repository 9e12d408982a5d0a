import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {createLog} from '../log.js';
import type {BrokerOptions} from '../options/options.js';
import {makeFolder} from '../testing/certificate.js';
import {connect, dial, refusalOf} from '../testing/client.js';
import {startBroker} from '../testing/servers.js';

/** A broker, and the warnings that it has logged. */
async function start(options: BrokerOptions = {}) {
  const warnings: string[] = [];
  const logger = createLog('warn', {
    write: line => void warnings.push((JSON.parse(line) as {msg: string}).msg),
  });
  const {url} = await startBroker(options, {logger});
  const visit = async (headers: Record<string, string>) => (await fetch(`${url}/ice?id=a`, {headers})).status;
  return {url, visit, warnings};
}

describe('a refused origin is logged', () => {
  test('once, with the flag that allows it, whatever was refused and however it is spelled', async () => {
    const {url, visit, warnings} = await start();
    expect(await visit({Origin: 'https://page.example'})).toBe(403);
    expect(await visit({Origin: 'HTTPS://Page.Example:443'})).toBe(403);
    await refusalOf(dial(url, {origin: 'https://page.example'}));
    expect(warnings).toEqual([
      'a page on https://page.example was refused. If the page is yours: ' +
        'Start the broker with --origins https://page.example to allow it.',
    ]);
  });

  test('even if only the scheme differs', async () => {
    const {visit, warnings} = await start({trustProxy: ['127.0.0.1']});
    const headers = {'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'calls.example.com'};
    expect(await visit({...headers, Origin: 'https://calls.example.com'})).toBe(200);
    expect(await visit({...headers, Origin: 'http://calls.example.com'})).toBe(403);
    expect(warnings).toEqual([expect.stringContaining('--origins http://calls.example.com ')]);
  });

  test('for twenty origins and then no more, which the log says', async () => {
    const {visit, warnings} = await start();
    for (let index = 0; index < 30; index += 1) await visit({Origin: `https://p${index}.example`});
    expect(warnings).toHaveLength(20);
    expect(warnings.filter(text => text.includes('No more of these'))).toEqual([warnings.at(-1)]);
  });

  test('but not if no flag can allow it', async () => {
    const {visit, warnings} = await start();
    for (const origin of ['null', 'nonsense', 'chrome-extension://abc', `https://${'x'.repeat(400)}.example`])
      expect(await visit({Origin: origin})).toBe(403);
    expect(warnings).toEqual([]);
  });
});

describe('an untrusted proxy is logged', () => {
  test('once, with the flag that trusts it', async () => {
    const {visit, warnings} = await start();
    await visit({'X-Forwarded-For': '203.0.113.1'});
    await visit({'X-Forwarded-For': '203.0.113.2'});
    expect(warnings).toEqual([
      expect.stringMatching(/^X-Forwarded-For from 127\.0\.0\.1 .* --trust-proxy 127\.0\.0\.1\.$/),
    ]);
  });

  test('even if only upgrades come through it', async () => {
    const {url, warnings} = await start();
    await dial(url, {headers: {'X-Forwarded-For': '203.0.113.1'}});
    expect(warnings).toHaveLength(1);
  });

  test('also on a Unix socket, where the flag’s value is unix', async () => {
    const socket = join(await makeFolder(), 'broker.sock');
    const headers = {'X-Forwarded-For': '203.0.113.1'};
    const {warnings} = await start({socket});
    for (let round = 0; round < 2; round += 1) await connect(`http+unix://${socket}:/rtc`, {headers});
    expect(warnings).toEqual([
      expect.stringMatching(/^X-Forwarded-For over a Unix socket was ignored, .* --trust-proxy unix\.$/),
    ]);
    const trusting = await start({socket: `${socket}2`, trustProxy: ['unix']});
    await connect(`http+unix://${socket}2:/rtc`, {headers});
    expect(trusting.warnings).toEqual([]);
  });

  test('but not if it is trusted or sends no X-Forwarded-For', async () => {
    const {visit, warnings} = await start({trustProxy: ['127.0.0.0/8']});
    await visit({'X-Forwarded-For': '203.0.113.1'});
    await visit({});
    expect(warnings).toEqual([]);
  });
});
