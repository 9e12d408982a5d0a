import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {test, type Name, type Open} from '../support/people.js';
import {startPackedProject, type PackedProject} from './packed.js';
import {startServer} from './processes.js';

describe('npm create rtc-call, from the packed packages', () => {
  let project: PackedProject;

  beforeAll(async () => {
    project = await startPackedProject();
  });

  afterAll(() => project?.close());

  it('serves the page', async () => {
    const response = await fetch(project.url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('text/html');
    expect(await response.text()).toContain('<script type="module" src="/rtc/rtc-call.js"></script>');
  });

  it('serves the element and every module that it imports', async () => {
    const seen = new Set<string>();
    const queue = [new URL('/rtc/rtc-call.js', project.url).href];
    for (const url of queue) {
      if (seen.has(url)) continue;
      seen.add(url);
      const response = await fetch(url);
      expect(response.status, url).toBe(200);
      expect(response.headers.get('content-type'), url).toMatch('javascript');
      const code = await response.text();
      for (const [, chunk] of code.matchAll(/(?:from|import)\s*\(?\s*["'](\.\/[^"']+)["']/g))
        if (chunk) queue.push(new URL(chunk, url).href);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('is healthy', async () => {
    const response = await fetch(new URL('/rtc/health', project.url));
    expect(response.status).toBe(200);
  });

  it('speaks the PeerServer protocol', async () => {
    const response = await fetch(new URL('/rtc/peerjs/id', project.url));
    expect(await response.text()).toMatch(/^[A-Za-z0-9-]+$/);
  });

  it('depends on the release that scaffolded it', async () => {
    const {version} = JSON.parse(await readFile('packages/create-rtc-call/package.json', 'utf8')) as {
      version: string;
    };
    const manifest: unknown = JSON.parse(await readFile(join(project.dir, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({name: 'my-call', dependencies: {'@rtc-call/broker': `^${version}`}});
    const installed = createRequire(join(project.dir, 'package.json')).resolve('@rtc-call/broker');
    expect(installed).toContain(join(project.dir, 'node_modules'));
  });

  it('can be started again with npm start, and stopped', async () => {
    const env = {...project.machine.env, PORT: '0'};
    const server = await startServer('npm', ['start'], {cwd: project.dir, env});
    expect((await fetch(server.url)).status).toBe(200);
    await server.stop();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test('its page creates a room, and a second person joins with its link', async ({open}) => {
    const red = await openRoom(open, 'red', project.url);
    const link = new URL(red.page.url());
    expect(link.hash).toMatch(/^#[a-z]+-[a-z]+-[a-z]+-[0-9a-z]{10}~[a-z2-7]{16}$/);
    await red.press('join-button');

    const blue = await open('blue', link.hash, {at: project.url});
    await blue.press('join-button');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(blue.page.url()).toBe(link.href);
  });

  test('its page creates a new room for each visitor without a link', async ({open}) => {
    const [red, blue] = await Promise.all([
      openRoom(open, 'red', project.url),
      openRoom(open, 'blue', project.url),
    ]);
    expect(new URL(red.page.url()).hash).not.toBe(new URL(blue.page.url()).hash);
  });

  test('its page changes the room when the URL changes', async ({open}) => {
    const red = await open('red', '#standup', {at: project.url});
    await red.page.evaluate(() => (location.hash = '#caf%C3%A9'));
    await red.page.waitForFunction(() => document.querySelector('rtc-call')?.getAttribute('room') === 'café');
  });
});

/** Opens the landing page, and a new room from there. */
async function openRoom(open: Open, name: Name, at: string) {
  const person = await open(name, '', {at});
  await person.page.click('#new-room');
  await person.page.waitForFunction(() => location.hash !== '');
  return person;
}
