/** The Dockerfile that `create-rtc-call add deploy` and `rtc-broker init` write: built and run, without a container engine. */
import {mkdir, mkdtemp, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, onTestFinished, vi, test} from 'vitest';
import {run} from '../cli/processes.js';
import {buildImage, canRunImages, runImage} from '../release/image.js';
import {startRehearsal, type Rehearsal} from '../release/rehearsal.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The grace period in compose.yaml, in ms. */
const GRACE_MS = 15_000;

describe.skipIf(!canRunImages)('the image (to run: be root, apt-get install bubblewrap)', () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await startRehearsal();
  }, 120_000);

  afterAll(() => rehearsal?.close(), 120_000);

  async function node(...args: string[]) {
    const {code, stdout, stderr} = await run(process.execPath, args, {cwd: rehearsal.base});
    expect(code, stdout + stderr).toBe(0);
  }

  async function makeProject(kind: string): Promise<string> {
    const project = await mkdtemp(join(rehearsal.base, 'project-'));
    if (kind === 'pages') {
      const dependencies = {'@rtc-call/broker': 'latest'};
      await writeFile(join(project, 'package.json'), JSON.stringify({type: 'module', dependencies}));
      await mkdir(join(project, 'public'));
      await writeFile(join(project, 'public/index.html'), '<!doctype html>');
    } else {
      const flags = ['--template', kind, '--no-install', '--no-start', '--no-git'];
      await node(join(root, 'bin/create-rtc-call.js'), project, ...flags);
    }
    await node(join(root, 'packages/broker/dist/bin.js'), 'init', project, '--domain', 'calls.example.com');
    return project;
  }

  test.each(['pages', 'page', 'react'])(
    'of %s is built, gets healthy as an unprivileged user who can write nothing, and ends on SIGTERM',
    {timeout: 240_000},
    async kind => {
      const project = await makeProject(kind);
      const folder = await mkdtemp(join(rehearsal.base, 'image-'));
      const network = {npm_config_registry: rehearsal.registry.url};
      const image = await buildImage(join(project, 'deploy/Dockerfile'), project, folder, network);
      const {code: secrets} = await run('grep', ['-rlE', 'TURN_SECRET=[0-9a-f]{64}', folder], {cwd: folder});
      expect(secrets).toBe(1);

      const container = await runImage(image);
      onTestFinished(() => container.kill());
      await vi.waitFor(async () => expect(await container.checkHealth()).toBe(0), {
        timeout: 30_000,
        interval: 200,
      });
      const {code, ms} = await container.stop();
      expect(code, container.output()).toBe(0);
      expect(ms).toBeLessThan(GRACE_MS);
    },
  );
});
