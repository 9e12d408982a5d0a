import {cp, mkdtemp, rm} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {build} from 'esbuild';

const here = import.meta.dirname;

/** A folder with the test pages, which a broker serves beside `/rtc`. */
export interface Site {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function buildSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-call-site-'));
  const peerjs = dirname(createRequire(import.meta.url).resolve('peerjs'));
  await Promise.all([
    cp(join(here, 'pages'), folder, {recursive: true, filter: path => !path.endsWith('.ts')}),
    cp(join(peerjs, 'peerjs.min.js'), join(folder, 'peerjs.min.js')),
    build({
      entryPoints: ['stock', 'raw', 'engine', 'element'].map(name => join(here, 'pages', `${name}.ts`)),
      bundle: true,
      format: 'iife',
      target: 'es2022',
      outdir: folder,
      logLevel: 'warning',
    }),
  ]);
  return {folder, remove: () => rm(folder, {recursive: true, force: true})};
}

let lab: Promise<string> | undefined;

/** The script that runs in every page before its own scripts, see in-page/lab.ts. */
export function labScript(): Promise<string> {
  lab ??= build({
    entryPoints: [join(here, 'in-page/lab.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  }).then(({outputFiles}) => outputFiles[0]!.text);
  return lab;
}
