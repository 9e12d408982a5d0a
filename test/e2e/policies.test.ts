/** The policies in docs/guides/embedding.md, as headers of a page: the element works under them, and needs what they allow. */
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {createBroker} from '@rtc-call/broker';
import {expect, onTestFinished} from 'vitest';
import {hasFirefox} from '../support/browsers.js';
import {test, type Person} from '../support/people.js';

declare global {
  interface Window {
    violations?: string[];
  }
}

/** No inline code. Every search parameter becomes an attribute, as in call.html. */
const page = (broker: string) => `<!doctype html>
  <html lang="en">
    <meta charset="utf-8" />
    <title>rtc-call</title>
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/page.js"></script>
    <script type="module" src="${broker}/rtc/rtc-call.js"></script>
  </html>`;
const SCRIPT = `
  window.violations = [];
  document.addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI, sample, sourceFile}) =>
    window.violations.push([effectiveDirective, blockedURI, sample, sourceFile].join(' ')));
  const element = document.createElement('rtc-call');
  for (const [name, value] of new URLSearchParams(location.search)) element.setAttribute(name, value);
  document.body.append(element);`;

/** The header in docs/guides/embedding.md after the comment `policy: <name>`. */
async function documented(name: string): Promise<Record<string, string>> {
  const text = await readFile(join(import.meta.dirname, '../../docs/guides/embedding.md'), 'utf8');
  const [, header, value] = new RegExp(`<!-- policy: ${name} -->\\s+\`\`\`\\n([\\w-]+): (.*)\\n`).exec(text)!;
  return {[header!]: value!};
}

/** Serves the page with these headers, and a broker on the same origin. @returns the origin */
async function serve(headers: Record<string, string>, broker = ''): Promise<string> {
  const own = createBroker({logLevel: 'silent'});
  const server = createServer(({url = ''}, response) => {
    if (url.startsWith('/rtc')) return;
    const [type, body] = url.startsWith('/page.js')
      ? ['text/javascript', SCRIPT]
      : url.startsWith('/page.css')
        ? ['text/css', 'rtc-call { height: 400px }']
        : ['text/html', page(broker)];
    response.writeHead(200, {...headers, 'content-type': type}).end(body);
  });
  own.attach(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    await own.close();
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

const violations = (person: Person) => person.page.evaluate(() => window.violations);

/** The buttons of the control bar that open something, by their CSS parts; `isOpen` selects those that have. */
const opening = (person: Person, isOpen = false) =>
  person.page.evaluate(
    selector =>
      [...document.querySelector('rtc-call')!.shadowRoot!.querySelectorAll(selector)].map(({part}) =>
        [...part].find(name => name.startsWith('control-'))!,
      ),
    isOpen ? '[part~=control][aria-expanded=true]' : '[part~=control][aria-expanded]',
  );
const opened = async (person: Person) => (await opening(person, true))[0];

test('A call works under a strict policy, on the page of its broker', async ({open}) => {
  const at = await serve({...(await documented('same-origin')), ...(await documented('permissions'))});
  const names = hasFirefox ? (['red', 'firefox'] as const) : (['red', 'blue'] as const);
  const people = await Promise.all(
    names.map(name => open(name, '?room=strict&prejoin=off', {at, tolerate: /favicon\.ico/})),
  );
  const [red, other] = people as [Person, Person];
  await Promise.all([red.meets(names[1]), other.meets('red')]);
  await red.call(call => call.sendChatMessage('Hello'));
  for (const person of people) {
    const parts = await opening(person);
    expect(parts).toContain('control-chat');
    for (const part of parts) {
      await person.press(part);
      await expect.poll(() => opened(person)).toBe(part);
      await person.page.keyboard.press('Escape');
      await expect.poll(() => opened(person)).toBeUndefined();
    }
  }
  for (const person of people) {
    await person.call(call => call.leave());
    await person.until(call => call.state === 'ended');
    expect(await violations(person)).toEqual([]);
  }
});

test('A call works under a strict policy, with a broker on another origin', async ({open, broker}) => {
  const {host} = new URL(broker.url);
  const policy = Object.values(await documented('other-origin'))[0]!
    .replaceAll('https://calls.example.com', broker.url)
    .replaceAll('wss://calls.example.com', `ws://${host}`);
  const at = await serve({'Content-Security-Policy': policy}, broker.url);
  const red = await open('red', '?room=strict-elsewhere&prejoin=off', {at, allowed: [host]});
  await red.until(call => call.state === 'waiting');
  expect(await violations(red)).toEqual([]);
});

test('The only policy of trusted types is lit-html', async ({open}) => {
  const [policy = ''] = Object.values(await documented('same-origin'));
  const at = await serve({'Content-Security-Policy': policy.replace('lit-html', "'none'")});
  const red = await open('red', '?room=strict', {at, tolerate: /lit-html/});
  await expect.poll(() => violations(red)).toEqual([expect.stringMatching(/^trusted-types .*lit-html/)]);
});

test('A page whose policy forbids the devices says so, and has no button to share the screen', async ({
  open,
}) => {
  const [policy = ''] = Object.values(await documented('permissions'));
  const forbidden = policy.replaceAll('(self)', '()');
  const at = await serve({'Permissions-Policy': forbidden});
  const red = await open('red', '?room=forbidden&prejoin=off', {at});
  await red.until(call => call.state === 'waiting');
  const codes = () => red.call(({local}) => [local.camera.error?.code, local.microphone.error?.code]);
  await expect.poll(codes).toEqual(['policy-forbidden', 'policy-forbidden']);
  const isThere = (part: string) =>
    red.page.evaluate(
      name => document.querySelector('rtc-call')!.shadowRoot!.querySelector(`[part~=${name}]`) !== null,
      part,
    );
  expect(await isThere('control-chat')).toBe(true);
  expect(await isThere('control-screenshare')).toBe(false);
});
