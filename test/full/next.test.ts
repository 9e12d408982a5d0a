/** The template `next`, built: a call between two browsers. The light tests of it are in test/cli/templates.test.ts. */
import {writeFile, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect} from 'vitest';
import {templateCalls} from '../cli/template-calls.js';
import {useTemplateProjects} from '../cli/template-projects.js';
import {test} from '../support/people.js';

const projects = useTemplateProjects();

test.for([[[]], [['--dev']]])('next %j: a room is opened, and its link invites', async ([args], {open}) => {
  await templateCalls['next']!.make(await projects.start('next', args), open);
});

test('next: a page that has changed is built again by the next start', async () => {
  const dir = await projects.create('next');
  const settings = {PORT: '0'};
  const before = await projects.serve(dir, settings);
  expect(await (await fetch(before.url)).text()).toContain('Open a room');
  await before.stop();
  const page = join(dir, 'app/page.tsx');
  await writeFile(page, (await readFile(page, 'utf8')).replace('Open a room', 'Open another room'));
  const after = await projects.serve(dir, settings);
  expect(await (await fetch(after.url)).text()).toContain('Open another room');
});
