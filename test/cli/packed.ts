import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {plainEnvironment, run, startServer, type RunningServer} from './processes.js';
import {startRegistry} from './registry.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The folders of the packages, in dependency order. */
export const PACKAGES = ['engine', 'element', 'broker', 'create-rtc-call'];

/** A fresh machine for which our packages are published: an empty folder outside the repository, and a registry. */
export interface FreshMachine {
  /** An empty folder. */
  readonly folder: string;
  /** The environment of its shell. Its npm starts with an empty cache. */
  readonly env: NodeJS.ProcessEnv;
  /** The packed packages, in dependency order. */
  readonly tarballs: readonly string[];
  /** Removes everything. */
  close(): Promise<void>;
}

/** Packs the four packages as `pnpm publish` does, and publishes them for a fresh machine. Needs a build. */
export async function createFreshMachine(): Promise<FreshMachine> {
  const base = await mkdtemp(join(tmpdir(), 'rtc-call-packed-'));
  const tarballs: string[] = [];
  for (const name of PACKAGES) tarballs.push(await packPackage(name, base));
  const registry = await startRegistry(tarballs);
  const folder = await mkdtemp(join(base, 'folder-'));
  return {
    folder,
    tarballs,
    env: {
      ...plainEnvironment(),
      npm_config_registry: registry.url,
      npm_config_cache: join(base, 'npm-cache'),
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
    },
    async close() {
      await registry.close();
      await rm(base, {recursive: true, force: true});
    },
  };
}

/** A project that `npm create rtc-call` created, installed and started on a fresh machine. */
export interface PackedProject {
  readonly machine: FreshMachine;
  /** The project's folder. */
  readonly dir: string;
  readonly server: RunningServer;
  /** The page's URL. */
  readonly url: string;
  /** Stops the server and removes everything. */
  close(): Promise<void>;
}

/** Runs what a new user runs: `npm create rtc-call@latest my-call`, on a free port. */
export async function startPackedProject(): Promise<PackedProject> {
  const machine = await createFreshMachine();
  try {
    const {folder, env} = machine;
    const args = ['create', '--yes', 'rtc-call@latest', 'my-call', '--', '--port', '0'];
    const server = await startServer('npm', args, {cwd: folder, env});
    return {
      machine,
      dir: join(folder, 'my-call'),
      server,
      url: server.url,
      async close() {
        await server.stop();
        await machine.close();
      },
    };
  } catch (error) {
    await machine.close();
    throw error;
  }
}

/** Packs one package as `pnpm publish` does. Needs a build. @returns the tarball's path */
export async function packPackage(name: string, destination: string): Promise<string> {
  const cwd = join(root, 'packages', name);
  const {code, stdout, stderr} = await runPnpm(['pack', '--json', '--pack-destination', destination], cwd);
  if (code !== 0) throw new Error(`pnpm pack ended with ${code}:\n${stdout}\n${stderr}`);
  const {filename} = JSON.parse(stdout.slice(stdout.indexOf('{\n'))) as {filename: string};
  return filename;
}

/** The pnpm on the PATH if `pnpm test` started us, otherwise the one pinned in the root's package.json. */
async function runPnpm(args: readonly string[], cwd: string) {
  const isThere = process.env.npm_config_user_agent?.startsWith('pnpm/');
  const options = {cwd, env: plainEnvironment()};
  if (isThere) return run('pnpm', args, options);
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  const {packageManager} = JSON.parse(manifest) as {packageManager: string};
  return run('npx', ['--yes', packageManager, ...args], options);
}
