import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Prompt} from '../context.js';
import type {Flags} from '../flags.js';
import {chooseDirectory} from './directory.js';

describe('chooseDirectory', () => {
  let cwd: string;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'directory-'));
  });

  afterEach(() => rm(cwd, {recursive: true}));

  const choose = (asked: Partial<Flags>, prompt?: Partial<Prompt>) =>
    chooseDirectory({
      cwd,
      flags: {yes: false, install: true, start: true, force: false, ...asked},
      prompt: prompt as Prompt | undefined,
      template: 'page',
    });

  async function put(file: string, content = '') {
    const path = join(cwd, file);
    await mkdir(join(path, '..'), {recursive: true});
    await writeFile(path, content);
  }

  it('accepts a new folder, and one that contains only .git', async () => {
    expect(await choose({dir: 'demo'})).toEqual({dir: join(cwd, 'demo'), name: 'demo', mode: 'create'});
    await put('cloned/.git/HEAD');
    expect(await choose({dir: 'cloned'})).toMatchObject({mode: 'create'});
  });

  it('uses my-call by default', async () => {
    expect(await choose({})).toMatchObject({name: 'my-call'});
  });

  it('prompts for the name and validates it immediately', async () => {
    const text: Prompt['text'] = async (_message, initial, problem) => {
      expect(initial).toBe('my-call');
      expect(problem('My Call')).toMatch(/capital/);
      expect(problem('talk')).toBeUndefined();
      return 'talk';
    };
    expect(await choose({}, {text})).toMatchObject({name: 'talk'});
  });

  it('rejects an invalid package name and suggests one', async () => {
    await expect(choose({dir: 'My Call'})).rejects.toMatchObject({
      code: 'bad-name',
      hint: expect.stringContaining('my-call'),
    });
    expect(await readdir(cwd)).toEqual([]);
  });

  it('rejects a folder with other files', async () => {
    await put('demo/notes.txt');
    await expect(choose({dir: 'demo'})).rejects.toMatchObject({
      code: 'directory-not-empty',
      hint: expect.stringContaining('--force'),
    });
  });

  it('overwrites with --force, or if the user confirms', async () => {
    await put('demo/notes.txt');
    expect(await choose({dir: 'demo', force: true})).toMatchObject({mode: 'overwrite'});
    expect(await choose({dir: 'demo'}, {confirm: async () => true})).toMatchObject({mode: 'overwrite'});
    await expect(choose({dir: 'demo'}, {confirm: async () => false})).rejects.toMatchObject({
      code: 'directory-not-empty',
    });
  });

  it('reuses its own project, or overwrites it with --force', async () => {
    await put('demo/package.json', JSON.stringify({rtcCall: {template: 'page'}}));
    expect(await choose({dir: 'demo'})).toMatchObject({mode: 'reuse'});
    expect(await choose({dir: 'demo', force: true})).toMatchObject({mode: 'overwrite'});
  });

  it.each(['{"rtcCall": {"template": "vue"}}', '{"name": "other"}', 'null', 'no JSON'])(
    'doesn’t reuse a folder with the package.json %s',
    async content => {
      await put('demo/package.json', content);
      await expect(choose({dir: 'demo'})).rejects.toMatchObject({code: 'directory-not-empty'});
    },
  );

  it('rejects the path of a file', async () => {
    await put('demo');
    await expect(choose({dir: 'demo'})).rejects.toMatchObject({code: 'not-a-directory'});
  });
});
