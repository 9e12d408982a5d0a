/** Each template: created by the scaffolder, started, and used for a real call between two browsers. */
import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {describe, expect, it} from 'vitest';
import {WebSocket} from 'ws';
import {listTemplates} from '../../packages/create-rtc-call/src/templates.js';
import type {AnyCall} from '../support/in-page/lab.js';
import {test, type Open} from '../support/people.js';
import {plainEnvironment, run} from './processes.js';
import {meet, statuses, templateCalls} from './template-calls.js';
import {useTemplateProjects} from './template-projects.js';

const projects = useTemplateProjects();
/** What takes long: `next` is built in test/full/next.test.ts; the call of `support` is part of a longer test. */
const ELSEWHERE = new Set(['next', 'support']);

/** Lets a template's server ask its pages every 300 ms whether they are there, and not every 25 s. */
const QUICK_BEATS = `const {setInterval} = globalThis;
globalThis.setInterval = (call, ms, ...args) => setInterval(call, ms === 25_000 ? 300 : ms, ...args);`;

it('each template has a call', async () => {
  const templates = await listTemplates(new URL('../../templates/', import.meta.url));
  expect(Object.keys(templateCalls).toSorted()).toEqual(templates.map(({name}) => name));
});

describe('the template', () => {
  test.for(
    Object.entries(templateCalls)
      .filter(([template]) => !ELSEWHERE.has(template))
      .map(([template, {shows}]) => [template, shows] as const),
  )('%s: %s', async ([template], {open}) => {
    await templateCalls[template]!.make(await projects.start(template), open);
  });

  test('support: a call goes on while the server starts again, and the pages get new tokens', async ({
    open,
  }) => {
    const dir = await projects.create('support');
    const server = await projects.serve(dir, {PORT: '0'});
    const tolerant: Open = (name, path, options) =>
      open(name, path, {...options, tolerate: /401|ERR_CONNECTION_REFUSED/});
    const [red, blue] = await templateCalls['support']!.make(server, tolerant);

    await server.stop();
    // Without AUTH_SECRET, each start has a new secret, as if the tokens had expired.
    const OWNER_PASSWORD = /password for \/owner.html: (\w+)/.exec(server.output.stdout)![1]!;
    await projects.serve(dir, {PORT: new URL(server.url).port, OWNER_PASSWORD});
    const isBack = (call: AnyCall) => call.trace.filter(({step}) => step === 'broker-open').length === 2;
    for (const person of [red, blue]) await person.until(isBack);
    await meet(red, blue);
    expect(await red.events('rtc-left')).toEqual([]);
    await red.call(call => call.hangUp());
    await blue.call(call => void call.call('owner'));
    await red.press('accept-button');
    await meet(red, blue);

    const wrong = await statuses(`${server.url}/owner/token`, {password: 'wrong'}, 11);
    expect([wrong[0], wrong.at(-1)]).toEqual([403, 429]);
  });

  test('ring: a page that vanishes leaves the directory, and one that answers stays', async ({open}) => {
    const dir = await projects.create('ring');
    const quick = join(dir, 'quick.mjs');
    await writeFile(quick, QUICK_BEATS);
    const {url} = await projects.serve(dir, {
      PORT: '0',
      NODE_OPTIONS: `--import ${pathToFileURL(quick).href}`,
    });
    const red = await open('red', '', {at: url});
    let beats = 0;
    red.page.on('request', request => (beats += Number(request.method() === 'POST')));
    await red.page.type('form [name="name"]', 'Ruby');
    await red.page.click('form button');
    await red.until(call => call.local.id);
    // It reads, but answers nothing: as far as the server can tell, a page without a network.
    const gone = await fetch(`${url}/online?name=Mallory&key=${'m'.repeat(16)}`);
    const text = (await gone.text().catch(() => '')) || 'cut off';
    expect(text).toBe('cut off');
    await expect.poll(() => beats, {timeout: 20_000}).toBeGreaterThan(3);
    expect(await red.page.$eval('[role=status]', ({textContent}) => textContent)).toBe(
      'Nobody else is here yet.',
    );
    expect(await red.page.$$('#people li')).toEqual([]);
    expect((await fetch(`${url}/online?key=${'m'.repeat(16)}`, {method: 'POST'})).status).toBe(404);
  });

  test('express: does not start in production with the users that are there to try it', async () => {
    const env = {...plainEnvironment(), PORT: '0', NODE_ENV: 'production'};
    const {code, stdout, stderr} = await run(process.execPath, ['server.js'], {
      cwd: await projects.create('express'),
      env,
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^users\.js contains only ann and ben.*\n$/);
  });

  // A call, in production too, is in test/full/next.test.ts: building takes long.
  test('next: in its development mode, the pages are there and both WebSockets work; its types are right', async () => {
    const dir = await projects.create('next');
    const [{url}] = await Promise.all([
      projects.serve(dir, {PORT: '0'}, ['--dev']),
      projects.checkTypes(dir, 'tsc'),
    ]);
    expect(await (await fetch(url)).text()).toContain('New room');
    expect(await (await fetch(`${url}/room/standup`)).text()).toContain('<rtc-call');
    for (const path of ['_next/hmr?id=test', 'rtc/peerjs?key=peerjs&id=anna&token=t']) {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/${path}`);
      const [message] = (await once(socket, 'message')) as [Buffer];
      expect(JSON.parse(String(message))).toHaveProperty('type');
      socket.close();
      await once(socket, 'close');
    }
  });

  test.for([
    ['react', 'tsc'],
    ['vue', 'vue-tsc'],
  ] as const)(
    '%s: its types are right, and Vite serves it with --dev',
    async ([template, checker], {open}) => {
      const dir = await projects.create(template);
      const {url} = await projects.serve(dir, {PORT: '0'}, ['--dev']);
      const red = await open('red', '#standup', {at: url});
      await red.press('join-button');
      await red.until(call => call.state === 'waiting');
      await projects.checkTypes(dir, checker);
    },
  );
});
