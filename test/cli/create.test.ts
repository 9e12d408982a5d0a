import {once} from 'node:events';
import {mkdir, mkdtemp, readFile, readdir, rm, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {run, startServer} from './processes.js';

const binary = fileURLToPath(new URL('../../bin/create-rtc-call.js', import.meta.url));

describe('create-rtc-call, spawned', () => {
  let cwd: string;
  let server: Server | undefined;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'rtc-call-cli-'));
  });

  afterEach(async () => {
    server?.close();
    server = undefined;
    await rm(cwd, {recursive: true});
  });

  const create = (...args: string[]) => run(process.execPath, [binary, ...args], {cwd});
  const quiet = ['--no-install', '--no-start'];

  async function occupiedPort(): Promise<number> {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  it('doesn’t prompt without a terminal, and prints how to start', async () => {
    const {code, stdout, stderr} = await create(...quiet);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toContain('cd my-call\n  npm install\n  npm start');
    expect(await readdir(join(cwd, 'my-call'))).toEqual(
      expect.arrayContaining(['.gitignore', 'README.md', 'package.json', 'public', 'server.js']),
    );
  });

  it('leaves its own project unchanged when it runs again', async () => {
    await create('demo', ...quiet);
    await writeFile(join(cwd, 'demo/public/index.html'), 'mine');
    const {code, stdout} = await create('demo', ...quiet);
    expect(code).toBe(0);
    expect(stdout).toContain('demo already exists');
    expect(await readFile(join(cwd, 'demo/public/index.html'), 'utf8')).toBe('mine');
  });

  it('refuses a non-empty folder and changes nothing', async () => {
    await mkdir(join(cwd, 'demo'));
    await writeFile(join(cwd, 'demo/notes.txt'), 'mine');
    const {code, stderr} = await create('demo', ...quiet);
    expect(code).toBe(1);
    expect(stderr).toMatch(/demo is not empty.*\[directory-not-empty\]\n.*--force/);
    expect(await readdir(join(cwd, 'demo'))).toEqual(['notes.txt']);
  });

  it("overwrites only the template's files with --force", async () => {
    await mkdir(join(cwd, 'demo'));
    await writeFile(join(cwd, 'demo/notes.txt'), 'mine');
    await writeFile(join(cwd, 'demo/server.js'), 'mine');
    expect((await create('demo', '--force', ...quiet)).code).toBe(0);
    expect(await readFile(join(cwd, 'demo/notes.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(cwd, 'demo/server.js'), 'utf8')).toContain('createBroker');
  });

  it('refuses an invalid package name and suggests another', async () => {
    const {code, stderr} = await create('My Call', ...quiet);
    expect(code).toBe(1);
    expect(stderr).toMatch(/"My Call".*capital letters.*\[bad-name\]\n.*my-call/);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('refuses an unknown template and lists the available ones', async () => {
    const {code, stderr} = await create('demo', '--template', 'pgae', ...quiet);
    expect(code).toBe(1);
    expect(stderr).toMatch(/"pgae".*\[unknown-template\]\n.*page/);
  });

  it('reports a port in use and suggests a free one, before it writes anything', async () => {
    const port = await occupiedPort();
    const {code, stderr} = await create(
      'demo',
      '--no-install',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`Port ${port} is in use. \\[port-in-use\\]\\n  \\d+ is free: add --port \\d+`),
    );
    expect(await readdir(cwd)).toEqual([]);
  });

  it.each([
    [['--port', 'http'], /0 to 65535/],
    [['--potr', '80'], /unknown option '--potr'.*did you mean --port\?/i],
    [['one', 'two'], /too many arguments/i],
  ])('refuses the command line %j', async (args, message) => {
    const {code, stderr} = await create(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('[bad-option]');
  });

  it('refuses an old Node before it loads code that needs a newer one', async () => {
    const old = `Object.defineProperty(process, 'versions', {value: {...process.versions, node: '18.20.0'}})`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(old)}`, binary, 'demo'];
    const {code, stderr} = await run(process.execPath, args, {cwd});
    expect(code).toBe(1);
    expect(stderr).toMatch(/Node 18\.20\.0.*20\.19.*\[node-too-old\]/);
  });

  it('reports a failed install and keeps the project', async () => {
    const env = {
      PATH: process.env.PATH,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
    };
    const {code, stderr} = await run(process.execPath, [binary, 'demo', '--no-start'], {cwd, env});
    expect(code).toBe(1);
    expect(stderr).toMatch(/npm install failed.*\[install-failed\]/);
    expect(await readdir(join(cwd, 'demo'))).toContain('server.js');
  });
});

describe('the server of a project in the clone', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  let dir: string;

  beforeEach(async () => {
    // Within the repository, so that the workspace's packages are found, as for ./demo.
    await mkdir(join(root, 'test-artifacts'), {recursive: true});
    dir = await mkdtemp(join(root, 'test-artifacts/project-'));
  });

  afterEach(() => rm(dir, {recursive: true}));

  it.each(['SIGTERM', 'SIGINT'] as const)('exits with 0 on %s to the scaffolder', async signal => {
    const args = [binary, 'demo', '--yes', '--no-install', '--port', '0'];
    const server = await startServer(process.execPath, args, {cwd: dir});
    expect((await fetch(server.url)).status).toBe(200);
    server.child.kill(signal);
    expect(await server.ended).toBe(0);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('exits on Ctrl-C', async () => {
    const args = [binary, 'demo', '--yes', '--no-install', '--port', '0'];
    const server = await startServer(process.execPath, args, {cwd: dir});
    expect(await server.stop()).toBe(0);
  });

  it('reports that its port is in use', async () => {
    const args = [binary, 'demo', '--yes', '--no-install', '--port', '0'];
    const first = await startServer(process.execPath, args, {cwd: dir});
    const env = {...process.env, PORT: new URL(first.url).port};
    const second = await run(process.execPath, ['server.js'], {cwd: join(dir, 'demo'), env});
    await first.stop();
    expect(second.code).toBe(1);
    expect(second.stderr).toBe(
      `Port ${env.PORT} is in use. Set PORT to another port, or to 0 for any free port.\n`,
    );
  });
});
