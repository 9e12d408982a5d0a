import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Prompt} from '../context.js';
import type {Flags} from '../flags.js';
import {testContext} from '../testing/context.js';
import {chooseDirectory} from './directory.js';

describe('chooseDirectory', () => {
  let cwd: string;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'directory-'));
  });

  afterEach(() => rm(cwd, {recursive: true}));

  const choose = (asked: Partial<Flags>, prompt?: Partial<Prompt>) =>
    chooseDirectory(testContext({cwd, flags: asked, prompt}));

  async function put(file: string, content = '') {
    const path = join(cwd, file);
    await mkdir(join(path, '..'), {recursive: true});
    await writeFile(path, content);
  }

  it('accepts a new folder, and one that contains only .git', async () => {
    expect(await choose({dir: 'demo'})).toEqual({
      dir: join(cwd, 'demo'),
      name: 'demo',
      mode: 'create',
      template: '',
    });
    await put('cloned/.git/HEAD');
    expect(await choose({dir: 'cloned'})).toMatchObject({mode: 'create'});
  });

  it('uses my-call by default', async () => {
    expect(await choose({})).toMatchObject({name: 'my-call'});
  });

  it('prompts for the name', async () => {
    const text: Prompt['text'] = async (_message, initial, problem) => {
      expect(initial).toBe('my-call');
      expect(problem('My Call')).toBeUndefined();
      expect(problem('../talk')).toMatch(/outside/);
      return 'talk';
    };
    expect(await choose({}, {text})).toMatchObject({name: 'talk'});
  });

  it('accepts any name, and spells it as folders and packages are', async () => {
    expect(await choose({dir: 'My Cool Call!'})).toMatchObject({
      dir: join(cwd, 'my-cool-call'),
      name: 'my-cool-call',
    });
    expect(await choose({dir: 'apps/Café'})).toMatchObject({dir: join(cwd, 'apps/café'), name: 'cafe'});
  });

  it('uses a folder that exists as it is', async () => {
    await mkdir(join(cwd, 'My Call'));
    expect(await choose({dir: 'My Call'})).toMatchObject({dir: join(cwd, 'My Call'), name: 'my-call'});
  });

  it.each(['..', '../talk', 'a/../../talk'])('rejects %s, which is outside the current folder', async dir => {
    await expect(choose({dir})).rejects.toMatchObject({
      code: 'outside-directory',
      hint: expect.stringContaining(resolve(cwd, dir)),
    });
  });

  it('accepts a whole path', async () => {
    const dir = join(cwd, '../directory-that-is-not-there');
    expect(await choose({dir})).toMatchObject({dir, mode: 'create'});
  });

  it.each(['link', 'link/talk', 'dangling'])('rejects %s: a symbolic link may lead anywhere', async dir => {
    await symlink(tmpdir(), join(cwd, 'link'));
    await symlink(join(cwd, 'nowhere'), join(cwd, 'dangling'));
    await expect(choose({dir})).rejects.toMatchObject({code: 'symbolic-link'});
    await expect(choose({dir: join(cwd, dir)})).rejects.toMatchObject({code: 'symbolic-link'});
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
    await put('demo/server.js');
    expect(await choose({dir: 'demo'})).toMatchObject({mode: 'reuse', template: 'page'});
    expect(await choose({dir: 'demo', force: true})).toMatchObject({mode: 'overwrite'});
  });

  it.each(['{"name": "other"}', 'null', 'no JSON'])(
    'doesn’t reuse a folder with the package.json %s',
    async content => {
      await put('demo/package.json', content);
      await expect(choose({dir: 'demo'})).rejects.toMatchObject({code: 'directory-not-empty'});
    },
  );

  it('doesn’t reuse a project from another template', async () => {
    await put('demo/package.json', JSON.stringify({rtcCall: {template: 'page'}}));
    await expect(choose({dir: 'demo', template: 'vue'})).rejects.toMatchObject({code: 'directory-not-empty'});
  });

  it('says that a project of ours is incomplete', async () => {
    await put('demo/package.json', JSON.stringify({rtcCall: {template: 'page'}}));
    await expect(choose({dir: 'demo'})).rejects.toMatchObject({
      code: 'incomplete-project',
      hint: expect.stringContaining('--force'),
    });
  });

  it.each(['demo', 'demo/talk'])('rejects the path %s if demo is a file', async dir => {
    await put('demo');
    await expect(choose({dir})).rejects.toMatchObject({code: 'not-a-directory'});
  });
});
