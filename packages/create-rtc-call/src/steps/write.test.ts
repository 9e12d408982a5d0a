import {mkdir, mkdtemp, readFile, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Decisions} from '../context.js';
import {listTemplateFiles} from '../templates.js';
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

  const write = (decided: Partial<Decisions> = {}) =>
    writeProject({
      cwd,
      dir,
      mode: 'create',
      name: 'demo',
      print: () => {},
      settings: {},
      template: 'page',
      templates,
      version: '1.2.3',
      ...decided,
    });
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
      scripts: {start: 'node server.js'},
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
    expect(await read('server.js')).toContain('createBroker');
    expect(await read('public/notes.txt')).toBe('mine');
    expect(await read('.env')).toBe('SECRET=mine');
  });

  it('doesn’t overwrite a file that appears in an empty folder', async () => {
    await mkdir(dir);
    await writeFile(join(dir, 'server.js'), 'mine');
    await expect(write()).rejects.toMatchObject({code: 'cannot-write'});
    expect(await read('server.js')).toBe('mine');
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

  it('reports files that it can’t write', async () => {
    await writeFile(dir, 'a file');
    await expect(write()).rejects.toMatchObject({
      code: 'cannot-write',
      message: expect.stringMatching(/^Could not write demo/),
    });
  });
});
