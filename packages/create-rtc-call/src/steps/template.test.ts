import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Prompt} from '../context.js';
import {FLAGS} from '../testing/context.js';
import {chooseTemplate as choose} from './template.js';

type Input = Parameters<typeof choose>[0];
const chooseTemplate = (input: Omit<Input, 'mode' | 'template'> & Partial<Input>) =>
  choose({template: '', mode: 'create', ...input});

describe('chooseTemplate', () => {
  const flags = FLAGS;
  let folder: string;
  let templates: URL;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'));
    templates = pathToFileURL(`${folder}/`);
    await addTemplate('page');
  });

  afterEach(() => rm(folder, {recursive: true}));

  async function addTemplate(name: string) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'package.json'), JSON.stringify({description: `About ${name}`}));
  }

  it('uses the given template', async () => {
    await addTemplate('vue');
    const asked = {...flags, template: 'vue'};
    expect(await chooseTemplate({flags: asked, prompt: undefined, templates})).toEqual({template: 'vue'});
  });

  it('keeps that of the project that is there', async () => {
    await addTemplate('vue');
    expect(await chooseTemplate({flags, prompt: undefined, templates, template: 'vue'})).toEqual({
      template: 'vue',
    });
  });

  it('doesn’t trust what a package.json says it is, unless nothing is written', async () => {
    const project = {flags, prompt: undefined, templates, template: '../elsewhere'};
    await expect(chooseTemplate({...project, mode: 'overwrite'})).rejects.toMatchObject({
      code: 'unknown-template',
    });
    expect(await chooseTemplate({...project, mode: 'reuse'})).toEqual({template: '../elsewhere'});
  });

  it('rejects an unknown template and lists the available ones', async () => {
    await addTemplate('vue');
    const asked = {...flags, template: '../page'};
    await expect(chooseTemplate({flags: asked, prompt: undefined, templates})).rejects.toMatchObject({
      code: 'unknown-template',
      hint: 'Available templates: page, vue.',
    });
  });

  it('uses the plain page if it can’t prompt', async () => {
    await addTemplate('vue');
    expect(await chooseTemplate({flags, prompt: undefined, templates})).toEqual({template: 'page'});
  });

  it('prompts only if there are several templates', async () => {
    const select = vi.fn(async () => 'vue');
    const prompt = {select} as unknown as Prompt;
    expect(await chooseTemplate({flags, prompt, templates})).toEqual({template: 'page'});
    expect(select).not.toHaveBeenCalled();

    await addTemplate('vue');
    expect(await chooseTemplate({flags, prompt, templates})).toEqual({template: 'vue'});
    expect(select).toHaveBeenCalledWith(expect.any(String), [
      {value: 'page', label: 'page  About page'},
      {value: 'vue', label: 'vue   About vue'},
    ]);
  });
});
