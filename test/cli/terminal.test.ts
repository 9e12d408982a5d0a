import {spawn, type ChildProcess} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {plainEnvironment} from './processes.js';

const binary = fileURLToPath(new URL('../../bin/create-rtc-call.js', import.meta.url));
const ENTER = '\r';
const CTRL_C = '\x03';

// util-linux's script gives a program a terminal; that of other systems takes other arguments.
describe.runIf(process.platform === 'linux' && existsSync('/usr/bin/script'))('at a terminal', () => {
  let cwd: string;
  let terminal: ChildProcess | undefined;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'rtc-call-terminal-'));
  });

  afterEach(async () => {
    terminal?.kill();
    await rm(cwd, {recursive: true});
  });

  /** Runs the scaffolder, and types each answer when its prompt appears. */
  function converse(args: readonly string[], answers: readonly [question: string, answer: string][]) {
    const line = [process.execPath, binary, '--no-install', '--no-start', ...args].join(' ');
    // A new terminal has no size, so prompts would wrap at every character.
    const command = `stty cols 200 rows 40 && exec ${line}`;
    const env = {...plainEnvironment(), TERM: 'xterm'};
    const child = spawn('script', ['-qec', command, '/dev/null'], {cwd, env});
    terminal = child;
    const left = [...answers];
    let screen = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      const next = left[0];
      if (!next || !screen.includes(next[0])) return;
      left.shift();
      screen = '';
      child.stdin.write(next[1]);
    });
    return new Promise<{code: number | null; screen: string; unasked: number}>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', code => resolve({code, screen, unasked: left.length}));
    });
  }

  it('prompts for the folder', async () => {
    const result = await converse([], [['Where should the project go?', `talk${ENTER}`]]);
    expect(result).toMatchObject({code: 0, unasked: 0});
    expect(await readdir(cwd)).toEqual(['talk']);
  });

  it('has a default answer', async () => {
    expect(await converse([], [['Where should', ENTER]])).toMatchObject({code: 0, unasked: 0});
    expect(await readdir(cwd)).toEqual(['my-call']);
  });

  it('prompts again after an invalid name', async () => {
    const answers: [string, string][] = [
      ['Where should', `My Call${ENTER}`],
      ['capital letters', `\x15talk${ENTER}`],
    ];
    expect(await converse([], answers)).toMatchObject({code: 0, unasked: 0});
    expect(await readdir(cwd)).toEqual(['talk']);
  });

  it('overwrites only after confirmation', async () => {
    await mkdir(join(cwd, 'demo'));
    await writeFile(join(cwd, 'demo/server.js'), 'mine');
    const refused = await converse(['demo'], [['Overwrite', ENTER]]);
    expect(refused).toMatchObject({code: 1, unasked: 0});
    expect(await readFile(join(cwd, 'demo/server.js'), 'utf8')).toBe('mine');

    expect(await converse(['demo'], [['Overwrite', `y`]])).toMatchObject({code: 0, unasked: 0});
    expect(await readFile(join(cwd, 'demo/server.js'), 'utf8')).toContain('createBroker');
  });

  it('skips all prompts with --yes', async () => {
    expect(await converse(['--yes'], [])).toMatchObject({code: 0});
    expect(await readdir(cwd)).toEqual(['my-call']);
  });

  it('stops on Ctrl-C and writes nothing', async () => {
    const {code, screen} = await converse([], [['Where should', CTRL_C]]);
    expect(code).toBe(130);
    expect(screen).toContain('Nothing was written. [cancelled]');
    expect(await readdir(cwd)).toEqual([]);
  });
});
