import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {decodeJwt} from 'jose';
import {describe, expect, onTestFinished, test} from 'vitest';
import {connect, until} from '../testing/client.js';
import {createCli} from './main.js';
import type {Terminal} from './terminal.js';

/** Runs the command as the shell would; `signal` is what a process would get. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const output = {out: '', err: ''};
  const listeners = new Map<string, () => void>();
  const terminal: Terminal = {
    env,
    stdout: {write: text => (output.out += text)},
    stderr: {write: text => (output.err += text)},
    exitCode: 0,
    pid: 4_711,
    once: (signal, listener) => listeners.set(signal, listener),
    on: (signal, listener) => listeners.set(signal, listener),
  };
  const done = createCli(terminal).parseAsync(args, {from: 'user'});
  return {output, terminal, done, signal: (name: string) => listeners.get(name)?.()};
}

describe('serve', () => {
  test('runs a broker with the options from flags and environment until it is stopped', async () => {
    const args = ['serve', '--port', '0', '--host', '127.0.0.1', '--log-level', 'silent'];
    const {output, done, signal} = run(args, {RTC_BROKER_PATH: '/calls'});
    await done;
    const [, url] = /^The broker is at (http:\/\/127\.0\.0\.1:\d+\/calls)\n$/.exec(output.out)!;
    const client = await connect(url!);
    signal('SIGHUP');
    signal('SIGINT');
    expect((await client.closed).reason).toBe('draining');
    await until(() =>
      fetch(`${url}/health`).then(
        () => false,
        () => true,
      ),
    );
  });

  test('reports every wrong option and does not start', async () => {
    const {output, terminal, done} = run(['serve', '--port', 'many'], {RTC_BROKER_GRACE_MS: '-1'});
    await done;
    expect(terminal.exitCode).toBe(1);
    expect(output).toEqual({
      out: '',
      err: `The broker's options can't be used:
  --port: expected a number from 0 to 65535, got "many"
  RTC_BROKER_GRACE_MS: expected a whole number from 0 to 600000, got -1

See rtc-broker serve --help for all options.
`,
    });
  });

  test.each(['localhost', '127.0.0.1', '::1', '[::1]'])('refuses --lan with --host %s', async host => {
    const {output, terminal, done} = run(['serve', '--lan', '--port', '0', '--host', host]);
    await done;
    expect(terminal.exitCode).toBe(1);
    expect(output.err).toContain(`  --lan: contradicts --host ${host}, which only this machine can reach\n`);
  });

  test('reports a folder that does not exist', async () => {
    const {output, terminal, done} = run(['serve', 'publik', '--port', '0', '--log-level', 'silent']);
    await done;
    expect(terminal.exitCode).toBe(1);
    expect(output.err).toContain('  static: there is no folder "publik"\n');
  });

  test('reports a port that is in use, and suggests another', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const {port} = server.address() as {port: number};
    const {output, terminal, done} = run(['serve', '--port', String(port), '--host', '127.0.0.1']);
    await done;
    expect(terminal.exitCode).toBe(1);
    expect(output.err).toBe(`Port ${port} is in use: choose another one, for example --port ${port + 1}.\n`);
  });
});

test('a broker that fails to start does not keep its process alive', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const {port} = server.address() as {port: number};
  const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
  const child = spawn(process.execPath, [bin, 'serve', '--port', String(port), '--host', '127.0.0.1']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [[code], errors] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  expect([code, errors]).toEqual([1, expect.stringMatching(/^Port \d+ is in use/)]);
});

describe('token', () => {
  const secret = 'a secret of thirty-two bytes or more';

  test('prints a token with the given claims', async () => {
    const args = [
      'token',
      '--id',
      'alice',
      '--room',
      'a',
      'b',
      '--name',
      'Alice',
      '--moderator',
      '--trusted',
      '--ttl',
      '60',
    ];
    const {output, done} = run(args, {RTC_BROKER_AUTH_SECRET: secret});
    await done;
    const {iat = 0, ...claims} = decodeJwt(output.out.trim());
    expect(claims).toEqual({
      sub: 'alice',
      rooms: ['a', 'b'],
      name: 'Alice',
      moderator: true,
      trusted: true,
      exp: iat + 60,
    });
  });

  test.each([
    ['no secret', ['token'], /RTC_BROKER_AUTH_SECRET/],
    ['a short secret', ['token', '--secret', 'short'], /at least 32 bytes/],
    ['an endless token', ['token', '--secret', secret, '--ttl', 'forever'], /^--ttl: .* got forever/],
  ])('refuses %s', async (_name, args, words) => {
    const {output, terminal, done} = run(args);
    await done;
    expect([terminal.exitCode, output.out]).toEqual([1, '']);
    expect(output.err).toMatch(words);
  });
});

test('check reports problems and exits with an error', async () => {
  const {output, terminal, done} = run(['check', 'nonsense']);
  await done;
  expect(terminal.exitCode).toBe(1);
  expect(output.out).toMatch(
    /^✓ Node: .*\n✗ Address: nonsense is not an http or https URL\n {4}Pass a complete URL.*\n1 failed\.\n$/,
  );
});

describe('check, of the broker on this machine', () => {
  const start = async () => {
    const server = run(['serve', '--port', '0', '--host', '127.0.0.1', '--log-level', 'silent']);
    await server.done;
    onTestFinished(() => server.signal('SIGINT'));
    return /:(\d+)\/rtc/.exec(server.output.out)![1]!;
  };

  test('counts a missing relay as a warning, and succeeds', async () => {
    const {output, terminal, done} = run(['check'], {RTC_BROKER_PORT: await start()});
    await done;
    expect(output.out).toMatch(/! ICE servers: none\n {4}\S.*\n[^]*\n1 warning\.\n$/);
    expect(terminal.exitCode).toBe(0);
  });

  test('prints JSON', async () => {
    const port = await start();
    const {output, terminal, done} = run(['check', '--json'], {PORT: port});
    await done;
    const report = JSON.parse(output.out);
    expect(report).toMatchObject({url: `http://localhost:${port}`, ok: true, failed: 0, warnings: 1});
    expect(report.findings).toContainEqual({
      level: 'warning',
      name: 'ICE servers',
      detail: 'none',
      hint: expect.any(String),
    });
    const wrong = run(['check', 'http://127.0.0.1:1', '--json']);
    await wrong.done;
    expect(JSON.parse(wrong.output.out)).toMatchObject({ok: false, failed: 1});
    expect([terminal.exitCode, wrong.terminal.exitCode]).toEqual([0, 1]);
  });
});

test.each(['calls.example.com', 'https://', 'file:///page.html'])(
  'check rejects --origin %s',
  async origin => {
    const {output, terminal, done} = run(['check', 'http://127.0.0.1:1', '--origin', origin]);
    await done;
    expect([terminal.exitCode, output.out]).toEqual([1, '']);
    expect(output.err).toMatch(/^--origin: expected an origin such as https:\/\/example.com, got /);
  },
);

test('serve prints the URL of the metrics, and names the flag for their port', async () => {
  const args = ['serve', '--port', '0', '--host', '127.0.0.1', '--log-level', 'silent', '--metrics-port'];
  const first = run([...args, '0']);
  await first.done;
  onTestFinished(() => first.signal('SIGINT'));
  const port = Number(
    /^Its metrics are at http:\/\/127\.0\.0\.1:(\d+)\/metrics$/m.exec(first.output.out)![1],
  );
  const second = run([...args, String(port)]);
  await second.done;
  expect(second.output.err).toBe(
    `Port ${port} is in use: choose another one, for example --metrics-port ${port + 1}.\n`,
  );
});
