/**
 * The code in the docs runs: in a page that is served by our broker, or in Node. What it takes for granted is there (given.d.ts).
 * Where the others run: programs and commands that create tokens in test/docs/tokens.test.ts, nginx in
 * packages/broker/src/http/nginx.test.ts; test/docs checks files for hosts against their schemas, and commands against the help.
 */
import {execFile} from 'node:child_process';
import {cp, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {files, root, type Snippet} from '../docs/pages.js';
import {inLanguages, snippets} from '../docs/snippets.js';
import {openWorkshop, type Workshop} from '../docs/workshop.js';
import {test} from '../support/people.js';
import {openTab, type TabOptions} from '../support/tab.js';

/** Languages whose snippets are checked elsewhere. */
const ELSEWHERE = new Set(['', 'sh', 'css', 'json', 'nginx', 'yaml', 'toml', 'python', 'php', 'go']);

const html = inLanguages('html');
const code = inLanguages('js', 'ts', 'jsx', 'vue');
/** Those of tokens.md have tests of their own. */
const isProgram = ({page, code}: Snippet) =>
  page === 'docs/guides/tokens.md' && /createToken|SignJWT/.test(code);
const isForNode = ({code}: Snippet) => /@rtc-call\/broker|createBroker|\bbroker\.attach/.test(code);
const forPages = code.filter(snippet => !isProgram(snippet) && !isForNode(snippet));
const forNode = code.filter(snippet => !isProgram(snippet) && isForNode(snippet));
const named = (list: readonly Snippet[]) => list.map(snippet => [snippet.place, snippet] as const);

it('each snippet of the docs is in a language that is run or checked', () => {
  const languages = new Set(snippets.map(({language}) => language));
  const known = new Set([...ELSEWHERE, 'html', 'js', 'ts', 'jsx', 'vue']);
  expect([...languages].filter(language => !known.has(language))).toEqual([]);
  expect(html.length + forPages.length + forNode.length).toBeGreaterThan(25);
});

/** With the address of our broker instead of the reader's. */
function at(broker: {readonly port: number; readonly url: string}, text: string): string {
  return text
    .replaceAll('https://calls.example.com', broker.url)
    .replaceAll('https://example.com/call', `${broker.url}/call.html?room=frame`)
    .replace("host: 'calls.example.com'", "host: 'localhost'")
    .replace('port: 443', `port: ${broker.port}`)
    .replace('secure: true', 'secure: false');
}

/** The reader's own server, which gives a token to whoever has logged in. */
const prepare: TabOptions['prepare'] = async page => {
  await page.setRequestInterception(true);
  page.on('request', request => {
    if (new URL(request.url()).pathname === '/token')
      void request.respond({contentType: 'application/json', body: '{"token": "a.b.c"}'});
    else void request.continue();
  });
};

/** Whether every element of the page, and of its frames, shows a call that can begin. */
const showsCalls = () => {
  const frames = [...document.querySelectorAll('iframe')].map(frame => frame.contentDocument);
  const calls = [document, ...frames].flatMap(one => [...(one?.querySelectorAll('rtc-call') ?? [])]);
  return (
    calls.length > 0 &&
    calls.every(call => {
      const {room, state, local} = call as unknown as HTMLElementTagNameMap['rtc-call'];
      const view = call.shadowRoot?.querySelector('.view');
      const isShown = (view?.textContent.trim() ?? '') !== '' && !view?.querySelector('.missing');
      return isShown && !local.camera.error && state === (room ? 'lobby' : 'idle');
    })
  );
};

describe('in a page', () => {
  let workshop: Workshop;
  beforeAll(() => {
    workshop = openWorkshop();
  });
  afterAll(() => workshop.remove());

  test.for(named(html))('%s shows a call', async ([place, {code}], {broker, site, browserOf}) => {
    const themes = files.filter(path => /^docs\/gallery\/themes\/.*\.css$/.test(path));
    for (const path of themes) await cp(join(root, path), join(site.folder, path.split('/').at(-1)!));
    const name = `${place.replaceAll(/\W/g, '-')}.html`;
    await writeFile(
      join(site.folder, name),
      `<!doctype html><meta charset="utf-8">${scripted(at(broker, code))}`,
    );
    const {browser} = await browserOf('red');
    const tab = await openTab(browser, `${broker.url}/${name}`, {prepare});
    onTestFinished(() => tab.close());
    await tab.page.waitForFunction(showsCalls, {timeout: 30_000});
    expect(tab.complaints).toEqual([]);
  });

  test.for(named(forPages))('%s runs', async ([place, snippet], {broker, site, browserOf}) => {
    const name = place.replaceAll(/\W/g, '-');
    const contents = entry(snippet, at(broker, snippet.code));
    const {outputFiles} = await build({
      stdin: {contents, loader: snippet.language === 'ts' ? 'ts' : 'jsx', resolveDir: workshop.folder},
      jsx: 'automatic',
      bundle: true,
      format: 'esm',
      target: 'es2022',
      conditions: ['browser', 'production'],
      define: {'process.env.NODE_ENV': '"production"'},
      write: false,
      logLevel: 'silent',
    });
    await writeFile(join(site.folder, `${name}.js`), outputFiles[0]!.text);
    await writeFile(join(site.folder, `${name}.html`), given(name));
    const {browser} = await browserOf('red');
    const tab = await openTab(browser, `${broker.url}/${name}.html`, {prepare});
    onTestFinished(() => tab.close());
    await tab.page.waitForFunction(() => 'call' in window, {timeout: 30_000});
    // With a click, since browsers allow some things only then.
    await tab.page.click('#run');
    await tab.page.waitForFunction(() => 'hasRun' in window, {timeout: 30_000});
    expect(tab.complaints).toEqual([]);
  });
});

/** Where the text says that the page has the script, and the snippet doesn't repeat it. */
const scripted = (code: string) =>
  /rtc-call\.js|<iframe/.test(code) ? code : `<script type="module" src="/rtc/rtc-call.js"></script>${code}`;

/** What runs in the page: the snippet, in what it takes for granted. */
function entry({page, language, code}: Snippet, text: string): string {
  const done = 'window.hasRun = true;';
  if (language === 'vue')
    return `import 'rtc-call';
      import {createApp} from 'vue/dist/vue.esm-bundler.js';
      const app = createApp({template: ${JSON.stringify(text)}, data: () => ({room: 'vue'}), methods: {onLeft() {}}});
      app.config.compilerOptions.isCustomElement = tag => tag === 'rtc-call';
      ${shows('app.mount(mount)', 'vue', done)}`;
  if (language === 'jsx')
    return `import {createRoot} from 'react-dom/client';
      ${text}
      ${shows('createRoot(mount).render(<Call room="jsx" onLeft={() => {}} />)', 'jsx', done)}`;
  const engine =
    /own-interface|engine\/README/.test(page) && /\bcall\./.test(code) && !/createCall/.test(code);
  const givens = engine
    ? `import {createCall as create} from '@rtc-call/engine';
       const call = create({broker: '/rtc'});
       await call.join('givens');
       const participant = {id: 'ada'}; const video = document.querySelector('video');`
    : '';
  return `${givens}${text}\n${done}`;
}

/** Renders something that has an element for this room. */
const shows = (render: string, room: string, then: string) => `
  const mount = document.body.appendChild(document.createElement('div'));
  ${render};
  const wait = setInterval(() => {
    if (mount.querySelector('rtc-call')?.room !== '${room}') return;
    clearInterval(wait);
    ${then}
  }, 20);`;

/** A page with a call, and with the buttons that the reader has. */
const given = (name: string) => `<!doctype html><meta charset="utf-8">
  <script type="module" src="/rtc/rtc-call.js"></script>
  <p><rtc-call peer-id="${name}"></rtc-call></p>
  <button id="mute">Mute</button><button id="leave">Leave</button><video></video>
  <button id="run" onclick="import('/${name}.js')">Run</button>
  <script type="module">
    await customElements.whenDefined('rtc-call');
    window.call = document.querySelector('rtc-call');
  </script>`;

/** Where a server of the snippet listens. */
const OWN = `import {Server} from 'node:http';
  const listening = new Promise(resolve => {
    const {emit} = Server.prototype;
    Server.prototype.emit = function (...event) {
      if (event[0] === 'listening') resolve(this);
      return emit.apply(this, event);
    };
  });`;

const GIVEN = {
  broker: "import {createBroker as ours} from '@rtc-call/broker'; const broker = ours({port: 0});",
  createBroker:
    "import {createBroker as create} from '@rtc-call/broker'; const createBroker = () => create({port: 0});",
  app: "import express from 'express'; const app = express();",
  secret: "const secret = 'a secret of at least 32 bytes, for this test only';",
  user: "const user = {id: 'ada', name: 'Ada'};",
};

/** A server answers for the broker; a token has its three parts. */
const ANSWERS = `
  if (typeof token === 'undefined') {
    const {port} = (await listening).address();
    const {ok} = await fetch(\`http://127.0.0.1:\${port}/rtc\`);
    if (!ok) throw new Error('The broker does not answer.');
  } else if (token.split('.').length !== 3) throw new Error(token);
  console.log('done');
  process.exit();`;

describe('in Node', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = openWorkshop();
    await mkdir(join(workshop.folder, 'public'));
    await writeFile(join(workshop.folder, 'public/index.html'), '');
  });
  afterAll(() => workshop.remove());

  it.each(named(forNode))('%s runs', async (place, {code}) => {
    // The ports may be taken.
    const text = code.replace("{static: 'public'}", "{static: 'public', port: 0}").replace('3000', '0');
    const uses = (name: string) => new RegExp(`\\b${name}\\b(?!')`).test(text);
    const makes = (name: string) => new RegExp(`(?:const|import) [^=]*\\b${name}\\b`).test(text);
    const givens = Object.entries(GIVEN).filter(([name]) => uses(name) && !makes(name));
    const file = join(workshop.folder, `${place.replaceAll(/\W/g, '-')}.mjs`);
    await writeFile(file, [OWN, ...givens.map(([, line]) => line), text, ANSWERS].join('\n'));
    const {stdout} = await promisify(execFile)(process.execPath, [file], {
      cwd: workshop.folder,
      timeout: 60_000,
    });
    expect(stdout).toContain('done');
  });
});
