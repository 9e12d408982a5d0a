/** A browser that shows the scenes of one working copy. */
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {build, type Plugin} from 'esbuild';
import type {Browser, Page} from 'puppeteer-core';
import {LOOKS, SIZES, THEMES, type Image} from './plan.js';

export interface Studio {
  /** The names of the scenes. */
  readonly scenes: readonly string[];
  /** Shows a scene; resolves when it is drawn and nothing moves. */
  show(image: Image): Promise<Page>;
  close(): Promise<void>;
}

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>rtc-call</title>
<style>body{margin:0;padding:min(12px,2vmin);box-sizing:border-box;height:100dvh;display:grid}rtc-call{width:100%;height:100%}body.themes{zoom:0.5;height:200dvh;grid:1fr 1fr/1fr 1fr 1fr;gap:20px}body.themes>div{display:grid;min-width:0;min-height:0}</style>
<body><main style="display:contents"></main><script type="module" src="/scenes.js"></script>`;

/** The folder of the themes' CSS. */
const THEMES_FOLDER = join(import.meta.dirname, '../../docs/gallery/themes');

/** Built; no scene opens a connection. */
const PEERJS = join(import.meta.dirname, '../../packages/engine/peerjs/index.js');

/** The engine's source of the same working copy, so that no build is needed. */
const engineFrom = (root: string): Plugin => ({
  name: 'engine',
  setup({onResolve}) {
    onResolve({filter: /^@rtc-call\/engine(\/|$)/}, ({path}) => {
      const name = path.slice('@rtc-call/engine/'.length) || 'index';
      return {path: join(root, 'packages/engine/src', name === 'policy' ? 'media' : '', `${name}.ts`)};
    });
    onResolve({filter: /\/peerjs\/index\.js$/}, () => ({path: PEERJS}));
  },
});

/** `root` is the folder of the working copy. Shows it in `browser`, which stays open. */
export async function openStudio(browser: Browser, root: string): Promise<Studio> {
  const {outputFiles} = await build({
    entryPoints: [join(root, 'test/looks/scenes.ts')],
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [engineFrom(root)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const themes = await Promise.all(THEMES.map(name => readFile(join(THEMES_FOLDER, `${name}.css`), 'utf8')));
  const page = PAGE.replace('<body>', `<style>${themes.join('')}</style><body>`);
  const server = createServer(({url}, response) => {
    const isScript = url === '/scenes.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputFiles[0]!.text : page);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  // The path looks like a link that people would copy.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/#standup-calm-otter`;
  const pages = new Map<string, Promise<Page>>();

  async function open({size, look}: Image): Promise<Page> {
    const page = await browser.newPage();
    const complain = (complaint: unknown) => console.error(`${size}, ${look}:`, complaint);
    page.on('pageerror', complain);
    page.on('console', message => message.type() === 'error' && complain(message.text()));
    const {width, height, scale} = SIZES[size];
    const {scheme, dir, isForced} = LOOKS[look];
    const isPhone = Math.min(width, height) < 500;
    await page.setViewport({width, height, deviceScaleFactor: scale, hasTouch: isPhone, isMobile: isPhone});
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [
        {name: 'prefers-color-scheme', value: scheme},
        {name: 'prefers-reduced-motion', value: 'reduce'},
        {name: 'forced-colors', value: isForced ? 'active' : 'none'},
      ],
    });
    await page.goto(url);
    await page.evaluate(dir => {
      document.documentElement.dir = dir;
      if (dir === 'rtl') document.documentElement.lang = 'ar';
    }, dir);
    return page;
  }

  /** One page for each size and look. */
  function pageOf(image: Image): Promise<Page> {
    const key = `${image.size} ${image.look}`;
    const page = pages.get(key) ?? open(image);
    pages.set(key, page);
    return page;
  }

  const first = await pageOf({scene: '', size: 'desktop', look: 'light'});
  return {
    scenes: await first.evaluate(() => window.scenes),
    async show(image) {
      const page = await pageOf(image);
      await page.bringToFront();
      const {scene, theme = ''} = image;
      await page.evaluate((...args) => window.show(...args), scene, theme, THEMES);
      return page;
    },
    async close() {
      await Promise.all([...pages.values()].map(async page => (await page).close()));
      server.close();
    },
  };
}

declare global {
  interface Window {
    readonly scenes: readonly string[];
    readonly show: (scene: string, theme: string, themes: readonly string[]) => Promise<void>;
  }
}
