import {mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Tools} from '../context.js';
import {listTemplateFiles} from '../templates.js';
import {testContext, type Changes} from '../testing/context.js';
import {writeProject} from './write.js';

const templates = new URL('../../../../templates/', import.meta.url);

describe('writeProject', () => {
  let cwd: string;
  let dir: string;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'write-'));
    dir = join(cwd, 'demo');
  });

  afterEach(() => rm(cwd, {recursive: true}));

  const write = (changes: Changes = {}) => {
    const context = testContext({cwd, dir, template: 'page', ...changes});
    return writeProject(context).then(() => context.printed);
  };
  const read = (file: string) => readFile(join(dir, file), 'utf8');

  it('copies every file of the template unchanged, except package.json', async () => {
    await write();
    const files = await listTemplateFiles(templates, 'page');
    for (const {source, target} of files.filter(({target}) => target !== 'package.json'))
      expect(await read(target), target).toBe(await readFile(source, 'utf8'));
    const entries = await readdir(dir, {recursive: true, withFileTypes: true});
    expect(entries.filter(entry => entry.isFile())).toHaveLength(files.length);
  });

  it('sets the project’s name and its dependency on this release', async () => {
    await write({name: 'talk'});
    expect(JSON.parse(await read('package.json'))).toMatchObject({
      name: 'talk',
      private: true,
      scripts: {start: 'node -r ./ready.cjs server.js'},
      dependencies: {'@rtc-call/broker': '^1.2.3'},
      rtcCall: {template: 'page'},
    });
  });

  it('overwrites only the files of the template', async () => {
    await mkdir(join(dir, 'public'), {recursive: true});
    await writeFile(join(dir, 'server.js'), 'mine');
    await writeFile(join(dir, 'public/notes.txt'), 'mine');
    await writeFile(join(dir, '.env'), 'SECRET=mine');
    await write({mode: 'overwrite', settings: {PORT: '8080'}});
    expect(await read('server.js')).toContain('await start(');
    expect(await read('public/notes.txt')).toBe('mine');
    expect(await read('.env')).toBe('SECRET=mine');
  });

  it('doesn’t overwrite a file that appears in an empty folder', async () => {
    await mkdir(dir);
    await writeFile(join(dir, 'server.js'), 'mine');
    await expect(write()).rejects.toMatchObject({
      code: 'cannot-write',
      message: 'server.js is in the way. Nothing was changed.',
    });
    expect(await readdir(dir)).toEqual(['server.js']);
    expect(await read('server.js')).toBe('mine');
  });

  it('refuses to write through a symbolic link, and changes nothing', async () => {
    await mkdir(dir);
    await mkdir(join(cwd, 'elsewhere'));
    await symlink(join(cwd, 'elsewhere'), join(dir, 'public'));
    await expect(write({mode: 'overwrite'})).rejects.toMatchObject({code: 'symbolic-link'});
    expect(await readdir(dir)).toEqual(['public']);
    expect(await readdir(join(cwd, 'elsewhere'))).toEqual([]);
  });

  it('names the file that is where a folder of the template belongs, and changes nothing', async () => {
    await mkdir(dir);
    await writeFile(join(dir, 'public'), 'mine');
    await expect(write({mode: 'overwrite'})).rejects.toMatchObject({
      code: 'cannot-write',
      message: 'public is in the way. Nothing was changed.',
    });
    expect(await readdir(dir)).toEqual(['public']);
  });

  it('makes a new project a git repository, unless it is in one, or --no-git is given', async () => {
    const initGit = vi.fn<Tools['initGit']>(() => true);
    expect(await write({initGit})).toContain('Made it a git repository.');
    expect(initGit).toHaveBeenCalledExactlyOnceWith(dir);
    await write({initGit, dir: join(cwd, 'other'), flags: {git: false}});
    await write({initGit, mode: 'overwrite'});
    await mkdir(join(cwd, '.git'));
    await write({initGit, dir: join(cwd, 'third')});
    expect(initGit).toHaveBeenCalledTimes(1);
  });

  it('is complete without git', async () => {
    expect(await write({initGit: () => false})).toContain(
      'git init did not work, so it is not a git repository.',
    );
    expect(await read('server.js')).toContain('await start(');
  });

  it('leaves nothing behind if it fails half-way', async () => {
    const templates = new URL(`${pathToFileURL(cwd).href}/templates/`);
    await mkdir(new URL('page/', templates), {recursive: true});
    await writeFile(new URL('page/a.txt', templates), '');
    await writeFile(new URL('page/package.json', templates), 'no JSON');
    await expect(write({dir: join(cwd, 'new/deep/demo'), templates})).rejects.toThrow();
    expect(await readdir(cwd)).toEqual(['templates']);
  });

  it('writes nothing into an existing project', async () => {
    await mkdir(dir);
    await write({mode: 'reuse', settings: {PORT: '8080'}});
    expect(await readdir(dir)).toEqual([]);
  });

  it('saves the chosen port and host', async () => {
    await write({settings: {PORT: '8080', HOST: '0.0.0.0'}});
    expect(await read('.env')).toBe('PORT=8080\nHOST=0.0.0.0\n');
  });
});
