/** Two releases of the packages, one minor version apart, and a server with both elements. */
import {cp, mkdir, mkdtemp, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {RunningServer} from '../cli/processes.js';
import {run, startServer} from '../cli/processes.js';
import type {Machine} from './machine.js';
import {readManifest} from './registry.js';

const EARLIER = join(import.meta.dirname, 'earlier');

/** The tarballs of the release before this one; empty if there has not been one. */
export async function earlierTarballs(): Promise<string[]> {
  const names = await readdir(EARLIER);
  return names.filter(name => name.endsWith('.tgz')).map(name => join(EARLIER, name));
}

/** `1.3.0` for `1.2.4`. */
export function nextMinor(version: string): string {
  const [major, minor] = version.split('.');
  return `${major}.${Number(minor) + 1}.0`;
}

/** Packs our packages again as the release `version`, which depend on each other's. @returns the tarballs */
export async function renumber(
  tarballs: readonly string[],
  version: string,
  base: string,
): Promise<string[]> {
  const folder = await mkdtemp(join(base, 'renumbered-'));
  const names = new Set((await Promise.all(tarballs.map(readManifest))).map(({name}) => name));
  const renumbered: string[] = [];
  for (const [index, tarball] of tarballs.entries()) {
    const unpacked = join(folder, String(index));
    await mkdir(unpacked);
    await tar('-xzf', tarball, '-C', unpacked);
    const file = join(unpacked, 'package/package.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as {dependencies?: Record<string, string>};
    const dependencies = Object.entries(manifest.dependencies ?? {}).map(([name, range]) => [
      name,
      names.has(name) ? version : range,
    ]);
    const changed = {...manifest, version, dependencies: Object.fromEntries(dependencies) as unknown};
    await writeFile(file, JSON.stringify(changed));
    renumbered.push(`${unpacked}.tgz`);
    await tar('-czf', `${unpacked}.tgz`, '-C', unpacked, 'package');
  }
  return renumbered;
}

async function tar(...args: string[]): Promise<void> {
  const {code, stderr} = await run('tar', args, {cwd: '/'});
  if (code !== 0) throw new Error(stderr);
}

/** Installs the broker of a release, with the element that belongs to it. @returns the folder */
export async function installRelease(machine: Machine, version: string): Promise<string> {
  const folder = await machine.makeFolder(`release-${version}`);
  const signal = AbortSignal.timeout(120_000);
  const args = ['install', '--no-audit', '--no-fund', `@rtc-call/broker@${version}`];
  const {code, stderr} = await machine.run(args, folder, signal);
  if (code !== 0) throw new Error(stderr);
  for (const name of ['@rtc-call/broker', '@rtc-call/engine', 'rtc-call']) {
    const manifest = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    const installed = (JSON.parse(manifest) as {version: string}).version;
    if (installed !== version) throw new Error(`${name} is ${installed} instead of ${version}.`);
  }
  return folder;
}

/** Starts the broker of a release. It serves a page with the element of each release, named by its index. */
export async function serveElements(broker: string, elements: readonly string[]): Promise<RunningServer> {
  const pages = join(broker, 'pages');
  for (const [index, element] of elements.entries()) {
    const bundle = join(element, 'node_modules/rtc-call/dist/bundle');
    await cp(bundle, join(pages, `element-${index}`), {recursive: true});
    const page = `<!doctype html><title>${index}</title><script type="module" src="/element-${index}/rtc-call.js"></script>`;
    await writeFile(
      join(pages, `${index}.html`),
      `${page}<rtc-call broker="/rtc" room="upgrade"></rtc-call>`,
    );
  }
  const server = `
    import {createBroker} from '@rtc-call/broker';
    const {url} = await createBroker({port: 0, static: 'pages'}).listen();
    console.log('ready: ' + url);`;
  await writeFile(join(broker, 'server.mjs'), server);
  return startServer(process.execPath, ['server.mjs'], {cwd: broker});
}
