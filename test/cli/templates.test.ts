/** Each template: created by the scaffolder, started, and used for a real call between two browsers. */
import {mkdir, mkdtemp, rm, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {listTemplates} from '../../packages/create-rtc-call/src/templates.js';
import {test} from '../support/people.js';
import {run, startServer, plainEnvironment, type RunningServer} from './processes.js';
import {templateCalls} from './template-calls.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = join(root, 'bin/create-rtc-call.js');

let folder: string;

beforeAll(async () => {
  // Within the repository, so that the workspace's packages are found; those of the frameworks are in its folder.
  await mkdir(join(root, 'test-artifacts'), {recursive: true});
  folder = await mkdtemp(join(root, 'test-artifacts/templates-'));
  await symlink(join(root, 'test/frameworks/node_modules'), join(folder, 'node_modules'));
});

afterAll(() => rm(folder, {recursive: true}));

async function create(template: string): Promise<string> {
  const args = [binary, template, '--template', template, '--no-install', '--no-start', '--no-git'];
  const {code, stderr} = await run(process.execPath, args, {cwd: folder});
  expect(code, stderr).toBe(0);
  return join(folder, template);
}

async function start(template: string, args: readonly string[] = []): Promise<RunningServer> {
  const cwd = await create(template);
  const env = {...plainEnvironment(), PORT: '0'};
  const server = await startServer(process.execPath, ['server.js', ...args], {cwd, env});
  onTestFinished(async () => expect(await server.stop()).toBe(0));
  return server;
}

it('each template has a call', async () => {
  const templates = await listTemplates(pathToFileURL(join(root, 'templates/')));
  expect(Object.keys(templateCalls).toSorted()).toEqual(templates.map(({name}) => name));
});

describe('the template', () => {
  test.for(Object.entries(templateCalls).map(([template, {shows}]) => [template, shows] as const))(
    '%s: %s',
    async ([template], {open}) => templateCalls[template]!.make(await start(template), open),
  );

  test.for([
    ['react', 'tsc'],
    ['vue', 'vue-tsc'],
  ] as const)(
    '%s: its types are right, and Vite serves it with --dev',
    async ([template, checker], {open}) => {
      const server = await start(template, ['--dev']);
      const red = await open('red', '#standup', {at: server.url});
      await red.press('join-button');
      await red.until(call => call.state === 'waiting');
      const program = join(root, 'test/frameworks/node_modules/.bin', checker);
      const {code, stdout} = await run(program, [], {cwd: join(folder, template)});
      expect(code, stdout).toBe(0);
    },
  );
});
