import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {plainEnvironment, run, startServer} from './processes.js';

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
    expect(stdout).toContain('cd my-call\n  npm install\n  npm start\n  npm start -- --lan');
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
    expect(await readFile(join(cwd, 'demo/server.js'), 'utf8')).toContain('await start(');
  });

  it('accepts any name', async () => {
    const {code, stdout} = await create('My Cool Call!', ...quiet);
    expect(code).toBe(0);
    expect(stdout).toContain('cd my-cool-call\n');
    expect(await readdir(cwd)).toEqual(['my-cool-call']);
  });

  it('makes a git repository, unless --no-git is given', async () => {
    await create('with', ...quiet);
    await create('without', '--no-git', ...quiet);
    expect(await readdir(join(cwd, 'with'))).toContain('.git');
    expect(await readdir(join(cwd, 'without'))).not.toContain('.git');
  });

  it('only prints what it would do with --dry-run', async () => {
    const {code, stdout} = await create('demo', '--dry-run', '--port', '0');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Nothing was done. Without --dry-run, in [^]*demo:\n {2}write .env.example\n {2}write .gitignore\n[^]*write .env\n[^]*npm install\n {2}run node server.js/,
    );
    expect(await readdir(cwd)).toEqual([]);
  });

  it('refuses an unknown template and lists the available ones', async () => {
    const {code, stderr} = await create('demo', '--template', 'pgae', ...quiet);
    expect(code).toBe(1);
    expect(stderr).toMatch(/"pgae".*\[unknown-template\]\n.*page/);
  });

  it('reports a port in use and suggests a free one, before it writes anything', async () => {
    const port = await occupiedPort();
    const {code, stderr} = await create('demo', '--host', '127.0.0.1', '--port', String(port));
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`Port ${port} is in use. \\[port-in-use\\]\\n  \\d+ is free: add --port \\d+`),
    );
    expect(await readdir(cwd)).toEqual([]);
  });

  it.each([
    [['--port', 'http'], /0 to 65535/],
    [['--potr', '80'], /unknown option '--potr'.*did you mean --port\?/i],
    [['one', 'two'], /too many arguments[^]*"one two"/i],
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

  it('says that there is no network, and keeps the project', async () => {
    const env = {
      PATH: process.env.PATH,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
    };
    const {code, stderr} = await run(process.execPath, [binary, 'demo', '--no-start'], {cwd, env});
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /npm could not reach its registry. \[no-network\]\n.*demo is complete.*\n {4}cd demo/,
    );
    expect(await readdir(join(cwd, 'demo'))).toContain('server.js');
  });

  it.each([
    [['..'], 'outside-directory'],
    [['../demo'], 'outside-directory'],
    [['link'], 'symbolic-link'],
    [['link/demo'], 'symbolic-link'],
    [['file'], 'not-a-directory'],
    [['file/demo'], 'not-a-directory'],
    [['broken'], 'incomplete-project'],
    [['demo', '--start', '--no-install'], 'contradicting-flags'],
    [['demo', '--start', '--no-start'], 'contradicting-flags'],
    [['demo', '--lan', '--no-start'], 'contradicting-flags'],
    [['demo', '--lan', '--host', 'localhost'], 'contradicting-flags'],
    [['/proc/demo'], process.platform === 'linux' ? 'cannot-write' : 'no-permission'],
    [['/proc/some/where/demo'], process.platform === 'linux' ? 'cannot-write' : 'no-permission'],
  ])('refuses %j with one sentence: %s', async (args, code) => {
    await symlink(tmpdir(), join(cwd, 'link'));
    await writeFile(join(cwd, 'file'), '');
    await mkdir(join(cwd, 'broken'));
    await writeFile(join(cwd, 'broken/package.json'), '{"rtcCall": {"template": "page"}}');
    const {stderr, ...result} = await create(...args);
    expect(stderr).toMatch(new RegExp(`^\\n✖ [^\\n]+\\. \\[${code}\\]\\n`));
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(result.code).toBe(code === 'contradicting-flags' ? 2 : 1);
    expect((await readdir(cwd)).toSorted()).toEqual(['broken', 'file', 'link']);
  });

  it('notices that npm kept an option for itself', async () => {
    const env = {...plainEnvironment(), npm_config_user_agent: 'npm/11.0.0', npm_config_template: 'true'};
    const {code, stderr} = await run(process.execPath, [binary, 'demo', 'vue'], {cwd, env});
    expect(code).toBe(2);
    expect(stderr).toContain('npm kept --template for itself. [forgotten-separator]\n  Put -- before');
  });

  // Root may read and write everything, so it becomes somebody else.
  describe.runIf(process.getuid?.() === 0)('without permission', () => {
    const asNobody = (...args: string[]) => run(process.execPath, [binary, ...args], {cwd, uid: 65_534});

    it('refuses a folder that it can’t write to', async () => {
      await chmod(cwd, 0o755);
      const {code, stderr} = await asNobody('demo', ...quiet);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^\n✖ demo belongs to another user or is protected, or a folder above it is. \[no-permission\]\n.*\n$/,
      );
      expect(await readdir(cwd)).toEqual([]);
    });

    it('refuses a folder that it can’t read', async () => {
      await chmod(cwd, 0o755);
      await mkdir(join(cwd, 'demo'), {mode: 0o700});
      const {code, stderr} = await asNobody('demo', ...quiet);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^\n✖ demo .*\[no-permission\]\n.*\n$/);
    });

    it('refuses a project whose settings it can’t read', async () => {
      await create('demo', ...quiet);
      await writeFile(join(cwd, 'demo/.env'), 'PORT=0', {mode: 0o600});
      await chmod(cwd, 0o755);
      const {code, stderr} = await asNobody('demo', '--start');
      expect(code).toBe(1);
      expect(stderr).toMatch(/^\n✖ \S+\/demo\/\.env .*\[no-permission\]\n.*\n$/);
    });

    it.each([
      ['read-only', 'ro'],
      ['disk-full', 'size=8k'],
    ])('says that the disk is unusable: %s', async (code, option) => {
      const disk = join(cwd, 'disk');
      await mkdir(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', option, 'tmpfs', disk]);
      try {
        const result = await create('disk/demo', ...quiet);
        expect(result.code).toBe(1);
        expect(result.stderr).toContain(`[${code}]`);
        expect(result.stderr).not.toMatch(/^\s+at /m);
        expect(await readdir(disk)).toEqual([]);
      } finally {
        execFileSync('umount', [disk]);
      }
    });
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

  it('is checked by doctor', async () => {
    const args = [binary, 'demo', '--yes', '--no-install', '--port', '0'];
    const server = await startServer(process.execPath, args, {cwd: dir});
    // As `--port` saves it.
    await writeFile(join(dir, 'demo/.env'), `PORT=${new URL(server.url).port}\n`);
    const env = plainEnvironment();
    const {code, stdout} = await run(process.execPath, [binary, 'doctor'], {cwd: join(dir, 'demo'), env});
    await server.stop();
    expect(stdout).toMatch(/✓ WebSocket: open[^]*\n1 warning\.\n$/);
    expect(code).toBe(0);
    const elsewhere = await run(process.execPath, [binary, 'doctor'], {cwd: '/'});
    expect([elsewhere.code, elsewhere.stderr]).toEqual([1, expect.stringContaining('[not-installed]')]);
  });

  it.each([
    [
      'an incomplete installation',
      'node_modules/@rtc-call/broker',
      'The installed @rtc-call/broker is incomplete.',
    ],
    ['a missing Yarn', '.pnp.cjs', 'Yarn could not be started: spawn yarn ENOENT.'],
  ])('is told by doctor of %s', async (_what, left, sentence) => {
    const cwd = await mkdtemp(join(tmpdir(), 'rtc-call-doctor-'));
    await mkdir(join(cwd, left), {recursive: true});
    for (const command of [['doctor'], ['add', 'deploy', '--domain=calls.example.com']]) {
      const {code, stdout, stderr} = await run(process.execPath, [binary, ...command], {
        cwd,
        env: {PATH: cwd},
      });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(new RegExp(`^\\n✖ ${sentence} \\[not-installed\\]\\n  [A-Z][^\\n]+\\.\\n$`));
      expect(stderr).not.toMatch(/^\s+at /m);
    }
    await rm(cwd, {recursive: true});
  });

  it('exits on Ctrl-C', async () => {
    const args = [binary, 'demo', '--yes', '--no-install', '--port', '0'];
    const server = await startServer(process.execPath, args, {cwd: dir});
    expect(await server.stop()).toBe(0);
  });

  it('that doesn’t end is ended by the second Ctrl-C, unless that is npm’s copy of the first', async () => {
    const start = new URL('../../templates/shared/start.js', import.meta.url).href;
    const code = `const {stopWith} = await import('${start}');
      stopWith(() => new Promise(() => {}));
      setInterval(() => {}, 1e9);
      console.log('ready: http://nowhere');`;
    const server = await startServer(process.execPath, ['--input-type=module', '--eval', code], {cwd: root});
    const before = performance.now();
    const timer = setInterval(() => server.child.kill('SIGINT'), 50);
    expect(await server.ended).toBe(130);
    clearInterval(timer);
    expect(performance.now() - before).toBeGreaterThan(500);
  });

  it('says in one sentence what keeps it from starting, with a code', async () => {
    const args = [binary, 'demo', '--yes', '--no-install', '--port', '0'];
    const first = await startServer(process.execPath, args, {cwd: dir});
    const {port} = new URL(first.url);
    const start = async (env: Record<string, string>) => {
      const cwd = join(dir, 'demo');
      const {code, stderr} = await run(process.execPath, ['server.js'], {cwd, env: {...process.env, ...env}});
      expect(code).toBe(1);
      return stderr;
    };
    const [inUse, noAddress, noPort] = await Promise.all([
      start({PORT: port}),
      // TEST-NET-1: no computer has this address.
      start({PORT: '0', HOST: '192.0.2.77'}),
      start({PORT: 'http'}),
    ]);
    expect(inUse).toBe(
      `Port ${port} is in use. Set PORT to another port, or to 0 for any free port. [port-in-use]\n`,
    );
    expect(noAddress).toMatch(/^This computer has no address [^\n]+ \[bad-host\]\n$/);
    expect(noPort).toMatch(/\n {2}port: expected [^\n]+ \[bad-options\]\n$/);
    await rm(join(dir, 'demo/.env'));
    await mkdir(join(dir, 'demo/.env'));
    expect(await start({})).toBe("The file .env can't be read. [cannot-read]\n");
    await first.stop();
  });
});
