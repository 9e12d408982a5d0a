/** Bundles the examples of the frameworks that run in a browser with Vite, for the browser and for the server. */
import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {svelte} from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import {build} from 'vite';

const here = import.meta.dirname;

/** Each page's code for the browser and for the server; `from` is the folder whose React it uses. */
const PAGES = {
  'react-19': {from: here, client: 'react/client.tsx', server: 'react/server.tsx'},
  'react-19-component': {from: here, client: 'react-18/client.tsx', server: 'react-18/server.tsx'},
  'react-18-component': {
    from: join(here, 'react-18'),
    client: 'react-18/client.tsx',
    server: 'react-18/server.tsx',
  },
  vue: {from: here, client: 'vue/client.ts', server: 'vue/server.ts'},
  svelte: {from: here, client: 'svelte/client.svelte.ts', server: 'svelte/server.ts'},
};

export type PageName = keyof typeof PAGES;

export const PAGE_NAMES = Object.keys(PAGES) as PageName[];

/** A folder with a page per name, empty before its script runs, and the code for the server. */
export interface Examples {
  readonly folder: string;
  /** What the server renders, in a process of its own. */
  render(name: PageName): Promise<string>;
  /** Writes a page with what the server rendered: <name>-rendered. */
  writeRendered(name: PageName, html: string): Promise<void>;
  remove(): Promise<void>;
}

export async function buildExamples(): Promise<Examples> {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-call-frameworks-'));
  for (const from of new Set(Object.values(PAGES).map(page => page.from)))
    for (const side of ['client', 'server'] as const) await bundle(folder, from, side);
  const writePage = (name: PageName, suffix: string, html: string) =>
    writeFile(
      join(folder, `${name}${suffix}.html`),
      `<!doctype html><html lang="en"><title>${name}</title><link rel="icon" href="data:," /><div id="app">${html}</div>
      <script type="module" src="client/${name}.js"></script></html>`,
    );
  await Promise.all(PAGE_NAMES.map(name => writePage(name, '', '')));
  return {
    folder,
    writeRendered: (name, html) => writePage(name, '-rendered', html),
    async render(name) {
      const url = pathToFileURL(join(folder, 'server', `${name}.js`)).href;
      const script = `const {render} = await import('${url}'); process.stdout.write(await render('standup'));`;
      const {stdout, stderr} = await promisify(execFile)(process.execPath, [
        '--input-type=module',
        '-e',
        script,
      ]);
      const warnings = stderr.replace(/^Lit is in dev mode.*\n/m, '');
      if (warnings) throw new Error(warnings);
      return stdout;
    },
    remove: () => rm(folder, {recursive: true, force: true}),
  };
}

async function bundle(folder: string, from: string, side: 'client' | 'server') {
  const own = Object.entries(PAGES).filter(([, page]) => page.from === from);
  await build({
    root: from,
    base: './',
    configFile: false,
    logLevel: 'warn',
    mode: 'development',
    // Frameworks report mistakes in development only.
    define: {'process.env.NODE_ENV': '"development"'},
    plugins: [
      vue({template: {compilerOptions: {isCustomElement: tag => tag === 'rtc-call'}}}),
      svelte({configFile: false}),
    ],
    esbuild: {jsx: 'automatic'},
    // `react` is the one of the folder, whoever imports it: rtc-call is linked here, and has its own.
    resolve: {dedupe: ['react', 'react-dom']},
    ssr: {noExternal: true},
    build: {
      ssr: side === 'server',
      outDir: join(folder, side),
      emptyOutDir: false,
      minify: false,
      rollupOptions: {
        // Takes half of the time, and the size doesn't matter here.
        treeshake: false,
        input: Object.fromEntries(own.map(([name, page]) => [name, join(here, page[side])])),
        // `'use client'` is for bundlers that build pages and server components at once.
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
        output: {entryFileNames: '[name].js', chunkFileNames: `[name]-[hash].js`},
      },
    },
  });
}
