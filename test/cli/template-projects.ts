import {mkdir, mkdtemp, rm, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, onTestFinished} from 'vitest';
import {plainEnvironment, run, startServer, type RunningServer} from './processes.js';

/** Projects that the scaffolder creates from the templates, for the tests of one file. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = join(root, 'bin/create-rtc-call.js');

export interface TemplateProjects {
  /** Creates a project, without installing it; returns its folder. */
  create(template: string): Promise<string>;
  /** Creates a project and starts it on a free port. It is stopped after the test, and has to end with 0. */
  start(template: string, args?: readonly string[]): Promise<RunningServer>;
  /** Starts the project in a folder. */
  serve(
    dir: string,
    settings: Readonly<Record<string, string>>,
    args?: readonly string[],
  ): Promise<RunningServer>;
  /** Runs its TypeScript compiler. */
  checkTypes(dir: string, compiler: string): Promise<void>;
}

export function useTemplateProjects(): TemplateProjects {
  let folder: string;

  beforeAll(async () => {
    // Within the repository, so that the workspace's packages are found; those of the frameworks are in its folder.
    await mkdir(join(root, 'test-artifacts'), {recursive: true});
    folder = await mkdtemp(join(root, 'test-artifacts/templates-'));
    await symlink(join(root, 'test/frameworks/node_modules'), join(folder, 'node_modules'));
  });

  afterAll(() => rm(folder, {recursive: true}));

  const projects: TemplateProjects = {
    async create(template) {
      const args = [binary, template, '--template', template, '--no-install', '--no-start', '--no-git'];
      const {code, stderr} = await run(process.execPath, args, {cwd: folder});
      expect(code, stderr).toBe(0);
      return join(folder, template);
    },
    async start(template, args = []) {
      return projects.serve(await projects.create(template), {PORT: '0'}, args);
    },
    async serve(cwd, settings, args = []) {
      const env = {...plainEnvironment(), ...settings};
      const server = await startServer(process.execPath, ['server.js', ...args], {cwd, env});
      onTestFinished(async () => expect(await server.stop()).toBe(0));
      return server;
    },
    async checkTypes(cwd, compiler) {
      const program = join(root, 'test/frameworks/node_modules/.bin', compiler);
      const {code, stdout} = await run(program, [], {cwd});
      expect(code, stdout).toBe(0);
    },
  };
  return projects;
}
