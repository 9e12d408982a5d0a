/** What npm has installed, package by package. */
import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {run} from '../cli/processes.js';

export interface Installed {
  /** The path below node_modules: the package's name, unless it is installed twice. */
  readonly name: string;
  /** Of its own files, without those of packages in it. */
  readonly kB: number;
}

/** The packages in a project's node_modules, largest first. */
export async function listInstalled(project: string): Promise<Installed[]> {
  const {stdout} = await run('npm', ['ls', '--all', '--parseable'], {cwd: project});
  const modules = join(project, 'node_modules/');
  const folders = [...new Set(stdout.split('\n'))].filter(path => path.startsWith(modules));
  const sized = await Promise.all(
    folders.map(async path => ({
      name: path.slice(modules.length),
      kB: Math.ceil((await sizeOf(path)) / 1_000),
    })),
  );
  return sized.toSorted((a, b) => b.kB - a.kB);
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, {withFileTypes: true});
  const sizes = entries
    .filter(({name}) => name !== 'node_modules')
    .map(async entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sizeOf(path) : (await stat(path)).size;
    });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
