/** Fresh machines: each has one package manager, with a home of its own, for which our packages are published. */
import {chown, mkdir, readFile, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {plainEnvironment, run, startServer, type RunningServer} from '../cli/processes.js';

/** A package manager as a user has it. */
export interface Manager {
  readonly name: string;
  /** The package and version that it is; undefined for the npm that belongs to this Node. */
  readonly from?: string;
  readonly program: string;
  /** What a user types before the name of the folder. */
  readonly create: readonly string[];
  /** What a user types between the name of the folder and the options. */
  readonly separator?: string;
  /** Settings in `.yarnrc.yml`. */
  readonly yarnrc?: Readonly<Record<string, string>>;
}

const CREATE = ['create', 'rtc-call'];
const YARN_4 = {from: '@yarnpkg/cli-dist@4.18.1', program: 'yarn', create: CREATE};

export const MANAGERS: readonly Manager[] = [
  {name: 'npm', program: 'npm', create: ['create', '--yes', 'rtc-call@latest'], separator: '--'},
  {name: 'pnpm', from: await ownPnpm(), program: 'pnpm', create: CREATE},
  {name: 'yarn-1', from: 'yarn@1.22.22', program: 'yarn', create: CREATE},
  {name: 'yarn-4', ...YARN_4, yarnrc: {nodeLinker: 'node-modules'}},
  {name: 'yarn-4-pnp', ...YARN_4, yarnrc: {nodeLinker: 'pnp'}},
  {name: 'bun', from: 'bun@1.4.5', program: 'bun', create: CREATE},
];

/** The user called nobody. */
const NOBODY = 65_534;

export interface Machine {
  /** Runs what a user types in a folder, with a limit in time. */
  run(args: readonly string[], folder: string, signal: AbortSignal): ReturnType<typeof run>;
  /** The same for a command that ends with a running server. PORT is 0. */
  serve(args: readonly string[], folder: string, signal: AbortSignal): Promise<RunningServer>;
  /** Makes an empty folder for a user who works there. */
  makeFolder(name: string): Promise<string>;
}

/** @param base a new folder for all of it @param registry its URL */
export async function setUpMachine(manager: Manager, base: string, registry: string): Promise<Machine> {
  // Not as root, whose home Yarn 1 knows better than HOME.
  const uid = process.getuid?.() === 0 ? NOBODY : undefined;
  const makeFolder = async (name: string) => {
    const path = join(base, name);
    await mkdir(path, {recursive: true});
    if (uid !== undefined) await chown(path, uid, uid);
    return path;
  };
  const home = await makeFolder('home');
  const tools = await makeFolder('tools');
  await writeFile(join(home, '.npmrc'), `registry=${registry}/\n`);
  // Yarn 1 hands its own setting to the programs that it runs, not npm's.
  await writeFile(join(home, '.yarnrc'), `registry "${registry}/"\n`);
  await writeFile(join(home, '.yarnrc.yml'), yarnSettings(manager, registry));
  const env = {
    ...homelessEnvironment(),
    HOME: home,
    PATH: [join(tools, 'node_modules/.bin'), ...systemPath()].join(delimiter),
    PORT: '0',
    npm_config_update_notifier: 'false',
  };
  if (manager.from) {
    const args = ['install', '--no-audit', '--no-fund', '--no-save', manager.from];
    const {code, stderr} = await run('npm', args, {cwd: tools, env, uid});
    if (code !== 0) throw new Error(`${manager.from} could not be installed:\n${stderr}`);
  }
  return {
    makeFolder,
    run: (args, cwd, signal) => run(manager.program, args, {cwd, env, uid, signal}),
    serve: (args, cwd, signal) => startServer(manager.program, args, {cwd, env, uid, signal}),
  };
}

function yarnSettings({yarnrc}: Manager, registry: string): string {
  const settings = {
    npmRegistryServer: registry,
    unsafeHttpWhitelist: '[127.0.0.1]',
    // By default, Yarn 4 offers nothing that was published today.
    npmMinimalAgeGate: '0',
    enableTelemetry: 'false',
    ...yarnrc,
  };
  return Object.entries(settings)
    .map(entry => `${entry.join(': ')}\n`)
    .join('');
}

/** Without the variables that lead to files of this machine's user. */
function homelessEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(XDG_|COREPACK_|BUN_|CI$)/;
  return Object.fromEntries(Object.entries(plainEnvironment()).filter(([name]) => !foreign.test(name)));
}

/** Without the programs of this repository's packages, which Bun would run. */
const systemPath = () =>
  (process.env.PATH ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'));

/** The pnpm that this repository pins. */
async function ownPnpm(): Promise<string> {
  const path = fileURLToPath(new URL('../../package.json', import.meta.url));
  const {packageManager} = JSON.parse(await readFile(path, 'utf8')) as {packageManager: string};
  return packageManager.split('+')[0]!;
}
