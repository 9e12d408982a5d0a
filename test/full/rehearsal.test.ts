/**
 * The release, rehearsed: our packages are published to a real registry on this machine, and with each package manager a
 * new user creates, installs, starts and uses a project of each template.
 */
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {listTemplates} from '../../packages/create-rtc-call/src/templates.js';
import type {RunningServer} from '../cli/processes.js';
import {templateCalls} from '../cli/template-calls.js';
import {listInstalled} from '../release/installed.js';
import {MANAGERS, setUpMachine, type Machine} from '../release/machine.js';
import {publish} from '../release/registry.js';
import {startRehearsal, type Rehearsal} from '../release/rehearsal.js';
import {test} from '../support/people.js';

const templates = await listTemplates(pathToFileURL(join(import.meta.dirname, '../../templates/')));

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal();
}, 120_000);

afterAll(() => rehearsal?.close(), 120_000);

it.each(['https://registry.npmjs.org', 'http://localhost.example', 'http://127.0.0.1.example:4873'])(
  'nothing is published to %s',
  async url => {
    await expect(publish('any.tgz', url, rehearsal.base)).rejects.toThrow('not on this machine');
  },
);

it('the broker brings few packages along', {timeout: 120_000}, async ({signal}) => {
  const npm = await setUpMachine(MANAGERS[0]!, join(rehearsal.base, 'broker-alone'), rehearsal.registry.url);
  const folder = await npm.makeFolder('project');
  const args = ['install', '--no-audit', '--no-fund', '@rtc-call/broker'];
  expect(await npm.run(args, folder, signal)).toMatchObject({code: 0});
  const installed = await listInstalled(folder);
  console.log(installed.map(({name, kB}) => `${String(kB).padStart(6)} kB  ${name}`).join('\n'));
  expect(installed.length).toBeLessThan(180);
  expect(installed.reduce((sum, {kB}) => sum + kB, 0)).toBeLessThan(34_000);
});

describe.each(MANAGERS)('$name create rtc-call', manager => {
  let machine: Machine;

  beforeAll(async () => {
    machine = await setUpMachine(manager, join(rehearsal.base, manager.name), rehearsal.registry.url);
  }, 120_000);

  test.for(templates.map(({name}) => name))(
    'template %s: created, installed, started, stopped, started again, and used for a call',
    {timeout: 240_000},
    async (template, {open, signal}) => {
      const folder = await machine.makeFolder(template);
      const {create, separator} = manager;
      const flags = ['--yes', '--template', template, '--port', '0'];
      const args = [...create, 'my-call', ...(separator ? [separator] : []), ...flags];
      const created = await machine.serve(args, folder, signal);
      onTestFinished(async () => void (await created.stop()));
      await expectService(created);
      await created.stop();
      await expect(fetch(created.url)).rejects.toThrow();

      const server = await machine.serve(['start'], join(folder, 'my-call'), signal);
      onTestFinished(async () => void (await server.stop()));
      await templateCalls[template]!.make(server, open);
    },
  );
});

async function expectService({url}: RunningServer): Promise<void> {
  const health = await fetch(`${url}/rtc/health`);
  expect(health.status).toBe(200);
  const page = await fetch(url);
  expect(page.status).toBe(200);
  const element = await fetch(`${url}/rtc/rtc-call.js`);
  expect(element.headers.get('content-type')).toMatch('javascript');
}
