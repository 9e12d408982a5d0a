/** Each template: created by the scaffolder, started, and used for a real call between two browsers. */
import {mkdir, mkdtemp, rm, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, onTestFinished} from 'vitest';
import {test, type Person} from '../support/people.js';
import {run, startServer, plainEnvironment, type RunningServer} from './processes.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = join(root, 'bin/create-rtc-call.js');

let folder: string;

beforeAll(async () => {
  // Within the repository, so that the workspace's packages are found; those of the frameworks are in its folder.
  await mkdir(join(root, 'test-artifacts'), {recursive: true});
  folder = await mkdtemp(join(root, 'test-artifacts/templates-'));
  await symlink(join(root, 'test/frameworks/node_modules'), join(folder, 'node_modules'));
});

afterAll(() => rm(folder, {recursive: true}));

async function create(template: string): Promise<string> {
  const args = [binary, template, '--template', template, '--no-install', '--no-start', '--no-git'];
  const {code, stderr} = await run(process.execPath, args, {cwd: folder});
  expect(code, stderr).toBe(0);
  return join(folder, template);
}

async function start(template: string, args: readonly string[] = []): Promise<RunningServer> {
  const cwd = await create(template);
  const env = {...plainEnvironment(), PORT: '0'};
  const server = await startServer(process.execPath, ['server.js', ...args], {cwd, env});
  onTestFinished(async () => expect(await server.stop()).toBe(0));
  return server;
}

const meet = (red: Person, blue: Person) => Promise.all([red.meets('blue'), blue.meets('red')]);

/** Fills in the fields of the page's form and submits it. */
async function submit(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    const field = await page.waitForSelector(`form [name="${name}"]`, {visible: true});
    await field!.type(value);
  }
  await page.click('form button');
}

describe('the template', () => {
  test.for(['page', 'react', 'vue'])(
    '%s: a room is opened, and its link invites',
    async (template, {open}) => {
      const {url} = await start(template);
      const red = await open('red', '', {at: url});
      await (await red.page.waitForSelector('#new-room', {visible: true}))!.click();
      await red.press('join-button');
      const {hash} = new URL(red.page.url());
      expect(hash.length).toBeGreaterThan(20);
      const blue = await open('blue', hash, {at: url});
      await blue.press('join-button');
      await meet(red, blue);
    },
  );

  test('ring: who is online is listed, and can be called', async ({open}) => {
    const {url} = await start('ring');
    const people = [await open('red', '', {at: url}), await open('blue', '', {at: url})] as const;
    const [red, blue] = people;
    await submit(red.page, {name: 'Ruby'});
    await red.page.waitForFunction(() => document.querySelector('#people')?.textContent?.includes('Nobody'));
    await submit(blue.page, {name: 'Basil'});
    await blue.until(call => call.local.id);
    const button = await red.page.waitForSelector('#people button');
    expect(await button!.evaluate(({textContent}) => textContent)).toBe('Call Basil');
    await button!.click();
    await blue.press('accept-button');
    await meet(red, blue);
    expect(await blue.call(call => call.participants[0]!.displayName)).toBe('Ruby');
  });

  test('support: a visitor calls the owner; nobody gets in without a token', async ({open}) => {
    const {url, output} = await start('support');
    const password = /password for \/owner.html: (\w+)/.exec(output.stdout)![1]!;
    expect((await fetch(`${url}/rtc/ice?id=owner`)).status).toBe(401);
    const wrong = await fetch(`${url}/owner/token`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({password: 'wrong'}),
    });
    expect(wrong.status).toBe(403);
    const red = await open('red', 'owner.html', {at: url});
    await submit(red.page, {password});
    await red.until(call => call.local.id === 'owner');
    const blue = await open('blue', '', {at: url});
    await blue.press('call-button');
    await red.press('accept-button');
    await blue.until(call => call.state === 'connected');
    await blue.call(call => call.toggleCamera(true));
    await meet(red, blue);
  });

  test('express: whoever signs in is in the call under their name', async ({open}) => {
    const {url} = await start('express');
    const people: Person[] = [];
    for (const [name, user] of [
      ['red', 'ann'],
      ['blue', 'ben'],
    ] as const) {
      // The browser reports the 401 of the token that it asks for before it has signed in.
      const person = await open(name, '', {at: url, tolerate: /401|403/});
      if (user === 'ann') {
        await submit(person.page, {name: user, password: 'wrong'});
        await person.page.waitForFunction(() =>
          document.querySelector('[role=status]')?.textContent?.includes('wrong'),
        );
        await person.page.evaluate(() => document.querySelector('form')!.reset());
      }
      await submit(person.page, {name: user, password: 'secret'});
      await person.press('join-button');
      people.push(person);
    }
    const [red, blue] = people as [Person, Person];
    await meet(red, blue);
    expect(await red.call(call => call.participants[0]!.displayName)).toBe('Ben');
  });

  test('peerjs: the old page calls the new one, and the new one the old one', async ({open}) => {
    const {url} = await start('peerjs');
    const red = await open('red', '', {at: url});
    const blue = await open('blue', 'old.html', {at: url});
    const idOf = async ({page}: Person) => {
      await page.waitForFunction(() => document.querySelector('#id')?.textContent);
      return page.$eval('#id', ({textContent}) => textContent);
    };
    const isPlaying = () =>
      blue.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await red.until(call => call.local.id);
    await submit(blue.page, {to: await idOf(red)});
    await red.press('accept-button');
    await Promise.all([red.meets('blue'), isPlaying()]);
    await red.call(call => call.hangUp());
    await blue.page.reload();
    await submit(red.page, {to: await idOf(blue)});
    await Promise.all([red.meets('blue'), isPlaying()]);
  });

  test.for([
    ['react', 'tsc'],
    ['vue', 'vue-tsc'],
  ] as const)(
    '%s: its types are right, and Vite serves it with --dev',
    async ([template, checker], {open}) => {
      const server = await start(template, ['--dev']);
      const red = await open('red', '#standup', {at: server.url});
      await red.press('join-button');
      await red.until(call => call.state === 'waiting');
      const program = join(root, 'test/frameworks/node_modules/.bin', checker);
      const {code, stdout} = await run(program, [], {cwd: join(folder, template)});
      expect(code, stdout).toBe(0);
    },
  );
});
