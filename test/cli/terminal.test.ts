import {spawn, type ChildProcess} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, readdir, rm, writeFile, symlink} from 'node:fs/promises';
import {createServer, type AddressInfo} from 'node:net';
import {once} from 'node:events';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {plainEnvironment} from './processes.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = join(root, 'bin/create-rtc-call.js');
const ENTER = '\r';
const DOWN = '\x1b[B';
const CTRL_C = '\x03';
/** The first template is the default. */
const TEMPLATE: [string, string] = ['Which template?', ENTER];
/** What Ctrl-C ends a program with that listens for no signal, as `script` reports it. */
const BY_SIGINT = 130;

/** A package manager that tells when it runs, and takes its time: it installs nothing. */
const SLOW_NPM = `#!/bin/sh
trap 'kill $!; echo npm error signal SIGINT >&2; exit 130' INT
sleep 600 &
echo started > started
wait
`;

/** One that doesn't end when it should. */
const STUBBORN_NPM = `#!/bin/sh
trap '' INT
echo started > started
exec sleep 600
`;

// util-linux's script gives a program a terminal; that of other systems takes other arguments.
describe.runIf(process.platform === 'linux' && existsSync('/usr/bin/script'))('at a terminal', () => {
  let cwd: string;
  let terminal: ChildProcess | undefined;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'rtc-call-terminal-'));
  });

  afterEach(async () => {
    terminal?.kill();
    await rm(cwd, {recursive: true, force: true});
  });

  /** An answer that is a list is typed again and again, until the program ends. */
  type Answers = readonly [question: string | (() => boolean), answer: string | readonly [string]][];

  /** Runs the scaffolder, and types each answer when its prompt appears. */
  function converse(args: readonly string[], answers: Answers, {path = '', term = 'xterm'} = {}) {
    const line = [process.execPath, binary, ...args].join(' ');
    // A new terminal has no size, so prompts would wrap at every character.
    const command = `stty cols 200 rows 60 && exec ${line}`;
    const plain = plainEnvironment();
    const env = {...plain, TERM: term, PATH: [path, plain['PATH']].filter(Boolean).join(delimiter)};
    const child = spawn('script', ['-qec', command, '/dev/null'], {cwd, env});
    terminal = child;
    const left = [...answers];
    let screen = '';
    let all = '';
    const answer = () => {
      const [question, keys] = left[0] ?? [];
      if (question === undefined || keys === undefined) return;
      if (typeof question === 'string' ? !screen.includes(question) : !question()) return;
      if (typeof keys === 'string') left.shift();
      screen = '';
      child.stdin.write(typeof keys === 'string' ? keys : keys[0]);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      all += text;
      // What is typed again and again is echoed.
      if (typeof left[0]?.[1] === 'string') answer();
    });
    // It has ended while something was typed.
    child.stdin.on('error', () => {});
    // For what is not seen on the screen.
    const timer = setInterval(answer, 50);
    return new Promise<{code: number | null; screen: string; unasked: number}>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', code => {
        clearInterval(timer);
        resolve({code, screen: all, unasked: left.length});
      });
    });
  }

  const quiet = ['--no-install', '--no-start'];

  it('prompts for the folder', async () => {
    const result = await converse(quiet, [['What is it called?', `talk${ENTER}`], TEMPLATE]);
    expect(result).toMatchObject({code: 0, unasked: 0});
    expect(await readdir(cwd)).toEqual(['talk']);
    expect(result.screen).toMatch(
      /Created talk[^]*git repository[^]*To start the server[^]*cd talk[^]*npm start -- --lan/,
    );
  });

  it('has a default answer', async () => {
    expect(await converse(quiet, [['What is it', ENTER], TEMPLATE])).toMatchObject({code: 0, unasked: 0});
    expect(await readdir(cwd)).toEqual(['my-call']);
  });

  it('accepts any name', async () => {
    const answers: Answers = [['What is it', `My Cool Call!${ENTER}`], TEMPLATE];
    expect(await converse(quiet, answers)).toMatchObject({code: 0, unasked: 0});
    expect(await readdir(cwd)).toEqual(['my-cool-call']);
  });

  it('prompts again after a name outside the folder', async () => {
    const answers: Answers = [
      ['What is it', `../talk${ENTER}`],
      ['outside the current folder', `\x15talk${ENTER}`],
      TEMPLATE,
    ];
    expect(await converse(quiet, answers)).toMatchObject({code: 0, unasked: 0});
    expect(await readdir(cwd)).toEqual(['talk']);
  });

  it('overwrites only after confirmation', async () => {
    await mkdir(join(cwd, 'demo'));
    await writeFile(join(cwd, 'demo/server.js'), 'mine');
    const refused = await converse(['demo', ...quiet], [['Overwrite', ENTER]]);
    expect(refused).toMatchObject({code: 1, unasked: 0});
    expect(await readFile(join(cwd, 'demo/server.js'), 'utf8')).toBe('mine');

    expect(await converse(['demo', ...quiet], [['Overwrite', `y`], TEMPLATE])).toMatchObject({
      code: 0,
      unasked: 0,
    });
    expect(await readFile(join(cwd, 'demo/server.js'), 'utf8')).toContain('await start(');
  });

  it('doesn’t prompt at a terminal that can’t move its cursor', async () => {
    const {code, screen} = await converse(quiet, [], {term: 'dumb'});
    expect(code).toBe(0);
    expect(await readdir(cwd)).toEqual(['my-call']);
    expect(screen).not.toContain('\x1b');
  });

  it('skips all prompts with --yes', async () => {
    expect(await converse(['--yes', ...quiet], [])).toMatchObject({code: 0});
    expect(await readdir(cwd)).toEqual(['my-call']);
  });

  it('prompts for each decision that no flag makes', async () => {
    // Within the repository, so that the workspace's packages are found, as after an installation.
    await mkdir(join(root, 'test-artifacts'), {recursive: true});
    await rm(cwd, {recursive: true});
    cwd = await mkdtemp(join(root, 'test-artifacts/terminal-'));
    await symlink(join(root, 'test/frameworks/node_modules'), join(cwd, 'node_modules'));
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    const result = await converse(
      ['--no-install', '--host', '127.0.0.1', '--port', String(port)],
      [
        ['What is it called?', `talk${ENTER}`],
        ['Which template?', `${DOWN}${ENTER}`],
        ['Start it now?', `${DOWN}${ENTER}`],
        [`Port ${port} is in use. Use`, ENTER],
        ['Your call is ready: http://127.0.0.1:', CTRL_C],
      ],
    );
    server.close();
    // The server has ended in good order, which is what Ctrl-C asks of it.
    expect(result).toMatchObject({code: 0, unasked: 0});
    expect(await readFile(join(cwd, 'talk/package.json'), 'utf8')).toContain('"template": "express"');
  });

  describe('Ctrl-C', () => {
    it.each<[string, string[], Answers]>([
      ['the name', [], [['What is it called?', CTRL_C]]],
      ['the template', ['talk'], [['Which template?', CTRL_C]]],
      ['the start', ['talk'], [TEMPLATE, ['Start it now?', CTRL_C]]],
      ['the name, by Escape', [], [['What is it called?', '\x1b']]],
    ])('at the prompt for %s leaves nothing, and is no error', async (_prompt, args, answers) => {
      const {code, screen, unasked} = await converse(args, answers);
      expect({code, unasked}).toEqual({code: 0, unasked: 0});
      expect(screen).toContain('Cancelled. Nothing was written.');
      expect(await readdir(cwd)).toEqual([]);
    });

    it('at the prompt for a folder that is not empty changes nothing', async () => {
      await mkdir(join(cwd, 'demo'));
      await writeFile(join(cwd, 'demo/server.js'), 'mine');
      expect(await converse(['demo', ...quiet], [['Overwrite', CTRL_C]])).toMatchObject({
        code: 0,
        unasked: 0,
      });
      expect(await readFile(join(cwd, 'demo/server.js'), 'utf8')).toBe('mine');
    });

    it('during the installation leaves a complete project, says so, and passes on no noise', async () => {
      const path = join(cwd, 'bin');
      await mkdir(path);
      await writeFile(join(path, 'npm'), SLOW_NPM, {mode: 0o755});
      const {code, screen, unasked} = await converse(
        ['talk', '--start', '--port', '0'],
        [TEMPLATE, [() => existsSync(join(cwd, 'talk/started')), CTRL_C]],
        {path},
      );
      expect({code, unasked}).toEqual({code: BY_SIGINT, unasked: 0});
      expect(screen).toMatch(
        /Not installed\.[^]*Stopped\. talk is complete\. To start the server:\s+cd talk\s+npm install\s+npm start/,
      );
      expect(screen).not.toContain('npm error');
      expect(await readdir(join(cwd, 'talk'))).toEqual(expect.arrayContaining(['package.json', 'server.js']));
      // The cursor is shown again.
      expect(screen.lastIndexOf('\x1b[?25h')).toBeGreaterThan(screen.lastIndexOf('\x1b[?25l'));
    });

    it('during an installation that doesn’t end ends it when it is pressed again, and says what is left', async () => {
      const path = join(cwd, 'bin');
      await mkdir(path);
      await writeFile(join(path, 'npm'), STUBBORN_NPM, {mode: 0o755});
      const {code, screen} = await converse(
        ['talk', '--start', '--port', '0'],
        [TEMPLATE, [() => existsSync(join(cwd, 'talk/started')), [CTRL_C]]],
        {path},
      );
      expect(code).toBe(BY_SIGINT);
      expect(screen).toContain('Stopped. talk is complete.');
      expect(screen.match(/Stopped\. talk/g)).toHaveLength(1);
    });
  });
});
