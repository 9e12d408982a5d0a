/**
 * What a Dockerfile says, done by hand: there is no container engine on the machines that run the tests. The base image is
 * replaced by this machine's /usr, and bubblewrap makes the namespaces that an engine would make.
 */
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdir, readFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {DockerfileParser, type Instruction} from 'dockerfile-ast';

export const canRunImages = spawnSync('bwrap', ['--version']).status === 0 && process.getuid?.() === 0;

/** The user called node in the images of Node. */
const USERS: Readonly<Record<string, number>> = {root: 0, node: 1000};

export interface Image {
  /** Its file system, without what the base image brings. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly stopSignal: NodeJS.Signals;
}

/**
 * Builds what the Dockerfile says, line by line.
 *
 * @param context the folder that is sent to the engine @param root an empty folder
 * @param network variables for RUN alone: where npm finds its registry
 */
export async function buildImage(
  dockerfile: string,
  context: string,
  root: string,
  network: Readonly<Record<string, string>>,
): Promise<Image> {
  const text = await readFile(dockerfile, 'utf8');
  const ignored = (await readFile(`${dockerfile}.dockerignore`, 'utf8')).split('\n').filter(isPattern);
  const image = {
    root,
    workdir: '/',
    env: {PATH: '/usr/local/bin:/usr/bin:/bin'} as Record<string, string>,
    user: 'root',
    command: [] as string[],
    healthCheck: [] as string[],
    stopSignal: 'SIGTERM' as NodeJS.Signals,
  };
  const steps: Readonly<Record<string, (step: Instruction) => unknown>> = {
    FROM: step => {
      if (!/^node:\d+-slim$/.test(argumentsOf(step))) throw new Error(`Not known: ${argumentsOf(step)}`);
    },
    WORKDIR: step => mkdir(join(root, (image.workdir = argumentsOf(step))), {recursive: true}),
    ENV(step) {
      for (const pair of argumentsOf(step).split(' ')) {
        const [name = '', value = ''] = pair.split('=');
        image.env[name] = value;
      }
    },
    COPY: step => copy(argumentsOf(step).split(' '), context, join(root, image.workdir), ignored),
    async RUN(step) {
      const command = ['/bin/sh', '-c', argumentsOf(step)];
      const child = runInside({...image, env: {...image.env, ...network, HOME: '/tmp'}}, command, {
        isBuild: true,
      });
      const [code] = (await once(child, 'close')) as [number | null];
      if (code !== 0) throw new Error(`${argumentsOf(step)} ended with ${code}.`);
    },
    USER: step => (image.user = argumentsOf(step)),
    EXPOSE() {},
    STOPSIGNAL: step => (image.stopSignal = argumentsOf(step) as NodeJS.Signals),
    CMD: step => image.command.push(...wordsOf(step)),
    HEALTHCHECK: step => image.healthCheck.push(...wordsOf(step)),
  };
  for (const step of DockerfileParser.parse(text).getInstructions()) await steps[step.getKeyword()]!(step);
  return image;
}

const isPattern = (line: string) => line !== '' && !line.startsWith('#');
const argumentsOf = (step: Instruction) => step.getArgumentsContent() ?? '';
/** The words of `CMD ["a", "b"]`. */
const wordsOf = (step: Instruction) => JSON.parse(argumentsOf(step).replace(/^[^[]*CMD /, '')) as string[];

async function copy(args: readonly string[], context: string, workdir: string, ignored: readonly string[]) {
  const [source = '', target = ''] = args;
  const pattern = new RegExp(
    `^${source === '.' ? '.*' : source.replaceAll('.', '\\.').replaceAll('*', '.*')}$`,
  );
  const names = (await readdir(context)).filter(name => pattern.test(name) && !ignored.includes(name));
  for (const name of names) await cp(join(context, name), join(workdir, target, name), {recursive: true});
}

interface Where {
  /** RUN: what it writes stays, and it has a network. Otherwise nothing can be written but /tmp, as compose.yaml says. */
  readonly isBuild?: boolean;
}

type Part = Pick<Image, 'root' | 'workdir' | 'env' | 'user'>;

function runInside({root, workdir, env, user}: Part, command: readonly string[], {isBuild = false}: Where) {
  const uid = String(USERS[user]!);
  const namespaces = `--unshare-user --unshare-pid --unshare-ipc --unshare-uts --uid ${uid} --gid ${uid} --as-pid-1`;
  const privileges = '--die-with-parent --clearenv --cap-drop ALL --info-fd 3';
  const base =
    '--ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc --dev /dev';
  const files = `--tmpfs /tmp ${isBuild ? '--bind' : '--unshare-net --ro-bind'}`;
  const args = [
    ...`${namespaces} ${privileges} ${base} ${files}`.split(' '),
    join(root, workdir),
    workdir,
    '--chdir',
    workdir,
    ...Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]),
  ];
  return spawn('bwrap', [...args, ...command], {stdio: ['ignore', 'pipe', 'inherit', 'pipe']});
}

export interface Container {
  readonly output: () => string;
  /** The exit code of the image's health check. */
  checkHealth(): Promise<number | null>;
  /** Sends the image's stop signal to its first process. @returns its exit code, and how long it took, in ms */
  stop(): Promise<{code: number | null; ms: number}>;
  kill(): Promise<void>;
}

/** Runs the image's CMD as its USER, as the first process of a namespace, with a file system that is read-only. */
export async function runImage(image: Image): Promise<Container> {
  const child = runInside(image, image.command, {});
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const pid = await firstProcess(child);
  return {
    output: () => output,
    checkHealth: () => checkInside(pid, image),
    async stop() {
      const start = performance.now();
      process.kill(pid, image.stopSignal);
      const [code] = await ended;
      return {code, ms: performance.now() - start};
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** In the container's namespaces, as its user, as an engine runs a health check. */
async function checkInside(pid: number, {workdir, env, healthCheck}: Image): Promise<number | null> {
  const args = `--target ${pid} --user --mount --net --pid --preserve-credentials --wdns=${workdir}`.split(
    ' ',
  );
  const child = spawn('nsenter', [...args, ...healthCheck], {
    env: {...env},
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

async function firstProcess(child: ChildProcess): Promise<number> {
  let info = '';
  for await (const chunk of child.stdio[3] as NodeJS.ReadableStream) info += String(chunk);
  return (JSON.parse(info) as {'child-pid': number})['child-pid'];
}
