import {spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, readFile, rm, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {createRoomName} from '../../../templates/page/public/room-name.js';
import {isStale} from '../../../templates/shared-built/stale.js';
import {listTemplateFiles, listTemplates} from './templates.js';

const templates = new URL('../../../templates/', import.meta.url);

describe('the templates', () => {
  it('are listed with their descriptions', async () => {
    const found = await listTemplates(templates);
    expect(found.map(({name}) => name)).toEqual([
      'express',
      'next',
      'page',
      'peerjs',
      'react',
      'ring',
      'support',
      'vue',
    ]);
    // A terminal of 40 columns shows it beside the name.
    for (const {description} of found) expect(description).toMatch(/^[A-Z].{5,22}[^.]$/);
  });

  it('contain a .gitignore, although npm doesn’t pack one', async () => {
    const targets = (await listTemplateFiles(templates, 'page')).map(({target}) => target);
    expect(targets).toContain('.gitignore');
    expect(targets).toContain('public/index.html');
    expect(targets).not.toContain('_gitignore');
  });

  it('share files, which are where each looks for them, unless a template has its own', async () => {
    const sourceOf = async (template: string, target: string) => {
      const files = await listTemplateFiles(templates, template);
      return files.find(file => file.target === target)?.source.replaceAll('\\', '/');
    };
    const style = /\/shared\/_pages\/style\.css$/;
    expect(await sourceOf('express', 'public/style.css')).toMatch(style);
    expect(await sourceOf('react', 'src/style.css')).toMatch(style);
    expect(await sourceOf('next', 'app/style.css')).toMatch(style);
    expect(await sourceOf('page', 'public/style.css')).toMatch(/\/page\/public\/style\.css$/);

    for (const [template, folder] of [
      ['react', 'src'],
      ['vue', 'src'],
      ['next', 'app'],
    ] as const)
      expect(await sourceOf(template, `${folder}/host-keys.ts`)).toMatch(/\/shared-built\//);
    for (const template of ['react', 'vue'])
      for (const file of ['src/room.ts', 'server.js', 'pnpm-workspace.yaml'])
        expect(await sourceOf(template, file)).toMatch(/\/shared-vite\//);
    expect(await sourceOf('next', 'server.js')).toMatch(/\/next\//);
    expect(await sourceOf('page', 'public/host-keys.ts')).toBe(undefined);
  });

  it('have no file twice: what two have alike is shared', async () => {
    const seen = new Map<string, string>();
    for (const {name} of await listTemplates(templates))
      for (const {source, target} of await listTemplateFiles(templates, name)) {
        const content = await readFile(source, 'base64');
        const other = seen.get(content) ?? source;
        expect(other, `${name}: ${target}`).toBe(source);
        seen.set(content, source);
      }
  });
});

describe.each(['express', 'next', 'page', 'peerjs', 'react', 'ring', 'support', 'vue'])('%s', template => {
  const read = async (name: string) => {
    const files = await listTemplateFiles(templates, template);
    return readFile(files.find(({target}) => target === name)!.source, 'utf8');
  };

  it('says in one sentence that Node is too old, or a package missing, before anything else can fail', async () => {
    expect(/^import .*/m.exec(await read('server.js'))?.[0]).toBe("import './ready.cjs';");
    const manifest = await read('package.json');
    const {scripts, dependencies} = JSON.parse(manifest);
    for (const command of [scripts.start, scripts.dev ?? scripts.start])
      expect(command).toMatch(/^node -r \.\/ready\.cjs server\.js/);

    const cwd = await mkdtemp(join(tmpdir(), 'ready-'));
    onTestFinished(() => rm(cwd, {recursive: true}));
    const names = Object.keys(dependencies);
    const imports = names.map(name => `import '${name}';`).join('\n');
    for (const [file, text] of [
      ['package.json', manifest],
      ['ready.cjs', await read('ready.cjs')],
      ['old.cjs', "Object.defineProperty(process.versions, 'node', {value: process.env.VERSION});"],
      ['server.mjs', imports],
    ] as const)
      await writeFile(join(cwd, file), text);
    const start = (VERSION: string) => {
      const args = ['-r', './old.cjs', '-r', './ready.cjs', 'server.mjs'];
      const {status, stderr} = spawnSync(process.execPath, args, {cwd, env: {VERSION}});
      return {status, stderr: stderr.toString()};
    };
    expect(start('18.20.8')).toEqual({
      status: 1,
      stderr:
        'This server needs Node.js 20.19 or later; this is 18.20.8. Get it at https://nodejs.org. [node-too-old]\n',
    });
    expect(start('22.1.0')).toEqual({
      status: 1,
      stderr: `The package ${names[0]} is not installed. Run npm install first. [not-installed]\n`,
    });
    for (const name of names) {
      // A package needn't show its package.json.
      const folder = join(cwd, 'node_modules', name);
      await mkdir(folder, {recursive: true});
      await writeFile(join(folder, 'package.json'), '{"exports": {".": {"import": "./index.js"}}}');
      await writeFile(join(folder, 'index.js'), '');
    }
    expect(start('22.1.0')).toEqual({status: 0, stderr: ''});
  });

  it('says which template it is, and depends on what is tested here', async () => {
    const manifest = JSON.parse(await read('package.json'));
    expect(manifest).toMatchObject({private: true, type: 'module', rtcCall: {template}});
    const tested = await Promise.all(
      ['package.json', 'test/frameworks/package.json'].map(async path =>
        JSON.parse(await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')),
      ),
    );
    const ranges = Object.assign({}, ...tested.map(({devDependencies}) => devDependencies));
    for (const [name, range] of Object.entries({...manifest.dependencies, ...manifest.devDependencies})) {
      const isOurs = name === 'rtc-call' || name.startsWith('@rtc-call/');
      // PeerJS is pinned for the tests of its internals.
      expect(range, name).toBe(isOurs ? 'latest' : ranges[name].replace(/^(?=\d)/, '^'));
    }
  });

  it('names in its README files that exist, and all of its settings in .env.example', async () => {
    const targets = (await listTemplateFiles(templates, template)).map(({target}) => target);
    const rows = [...(await read('README.md')).matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name!);
    expect(rows.length).toBeGreaterThan(5);
    for (const name of rows) expect(targets).toContain(name);
    const documented = [...(await read('.env.example')).matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name!);
    const settings = 'PORT, HOST, ORIGINS, TRUST_PROXY, STUN, TURN_URLS, TURN_SECRET, AUTH_SECRET';
    expect(documented).toEqual(settings.split(', '));
    expect(await read('settings.js')).toContain(`const {${settings}} = process.env;`);
  });
});

describe('a built page', () => {
  it('is stale when a source is newer, but is left as it is on a server', async () => {
    const root = await mkdtemp(join(tmpdir(), 'rtc-call-stale-'));
    onTestFinished(() => rm(root, {recursive: true}));
    onTestFinished(() => void vi.unstubAllEnvs());
    const put = async (name: string, seconds: number) => {
      await writeFile(join(root, name), '');
      await utimes(join(root, name), seconds, seconds);
    };
    for (const folder of ['src', 'src/parts', 'dist', 'node_modules']) await mkdir(join(root, folder));
    await put('src/parts/a.ts', 100);
    expect(isStale(root, 'dist/index.html')).toBe(true);
    await put('dist/index.html', 200);
    for (const folder of ['src', 'src/parts']) await utimes(join(root, folder), 100, 100);
    await put('node_modules/x.js', 300);
    await put('.env', 300);
    expect(isStale(root, 'dist/index.html')).toBe(false);
    await put('src/parts/a.ts', 300);
    expect(isStale(root, 'dist/index.html')).toBe(true);
    vi.stubEnv('NODE_ENV', 'production');
    expect(isStale(root, 'dist/index.html')).toBe(false);
  });
});

describe('a generated room name', () => {
  const names = Array.from({length: 2_000}, createRoomName);

  it('is readable and needs no URL encoding', () => {
    for (const name of names) expect(name).toMatch(/^[a-z]+-[a-z]+-[a-z]+-[0-9a-hjkmnp-tv-z]{10}$/);
  });

  it('uses all 3 × 64 words and 32 characters', () => {
    const parts = names.map(name => name.split('-'));
    const distinct = (index: number) => new Set(parts.map(part => part[index])).size;
    expect([distinct(0), distinct(1), distinct(2)]).toEqual([64, 64, 64]);
    expect(new Set(parts.flatMap(part => part[3]!.split(''))).size).toBe(32);
    expect(new Set(names).size).toBe(names.length);
  });
});
