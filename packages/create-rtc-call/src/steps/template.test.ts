import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Prompt} from '../context.js';
import {chooseTemplate} from './template.js';

describe('chooseTemplate', () => {
  const flags = {yes: false, install: true, start: true, force: false};
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
    const select = vi.fn<Prompt['select']>(async () => 'vue');
    const prompt = {select} as Partial<Prompt> as Prompt;
    expect(await chooseTemplate({flags, prompt, templates})).toEqual({template: 'page'});
    expect(select).not.toHaveBeenCalled();

    await addTemplate('vue');
    expect(await chooseTemplate({flags, prompt, templates})).toEqual({template: 'vue'});
    expect(select.mock.lastCall?.[1]).toContainEqual({value: 'vue', hint: 'About vue'});
  });
});
