/** Certificates: checked before anything starts, and renewed without losing a socket. */
import {once} from 'node:events';
import {cp, mkdir, readFile, rename, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {connect as connectTls} from 'node:tls';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {createBroker} from '../broker.js';
import {createLog} from '../log.js';
import {OptionsError} from '../options/read-options.js';
import {makeCertificate, makeFolder} from '../testing/certificate.js';
import {connect, until} from '../testing/client.js';
import {startProcess} from '../testing/processes.js';
import {startBroker} from '../testing/servers.js';

afterEach(() => void vi.useRealTimers());

/** Which certificate a newcomer sees. */
async function servedAt(port: number): Promise<string> {
  const socket = connectTls({port, host: '127.0.0.1', rejectUnauthorized: false});
  await once(socket, 'secureConnect');
  const {fingerprint256} = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

const replace = async (file: string, by: string): Promise<void> => {
  await cp(by, `${file}.new`);
  await rename(`${file}.new`, file);
};

const link = async (target: string, path: string): Promise<void> => {
  await symlink(target, `${path}.new`);
  await rename(`${path}.new`, path);
};

async function start(tls: {cert: string; key: string}) {
  const lines: {level: number; msg: string; err?: {message: string}}[] = [];
  const logger = createLog('info', {write: line => void lines.push(JSON.parse(line) as (typeof lines)[0])});
  const {broker, url, port} = await startBroker({tls}, {logger});
  const client = await connect(url, {rejectUnauthorized: false});
  return {broker, port, client, errors: () => lines.filter(({level}) => level >= 50)};
}

describe('an unusable pair', () => {
  const mistakesOf = async (tls: {cert: string; key: string}): Promise<string> => {
    const broker = createBroker({port: 0, host: '127.0.0.1', tls, logLevel: 'silent'});
    const error: unknown = await broker.listen().catch((error: unknown) => error);
    await broker.close();
    if (!(error instanceof OptionsError)) throw new Error('It started.');
    return error.mistakes.join('\n');
  };

  test('prevents the start, with an error that says why', async () => {
    const [one, two] = [await makeCertificate(), await makeCertificate()];
    expect(await mistakesOf({cert: one.cert, key: two.key})).toBe('tls.key: does not match tls.cert');
    expect(await mistakesOf({cert: one.key, key: one.key})).toMatch(
      /^tls.cert: .* does not contain a certificate/,
    );
    expect(await mistakesOf({cert: one.cert, key: one.cert})).toMatch(
      /^tls.key: .* does not contain a private key/,
    );
    expect(await mistakesOf({...one, key: '/nowhere'})).toMatch(/^tls.key: can't read "\/nowhere": ENOENT/);
    await writeFile(one.cert, '');
    expect(await mistakesOf(one)).toMatch(/^tls.cert: .* does not contain a certificate/);
  });

  test('on a renewal leaves the previous pair in use, with one line in the log, until it is fixed', async () => {
    const [files, next] = [await makeCertificate(), await makeCertificate()];
    const {broker, port, client, errors} = await start(files);
    const before = await servedAt(port);
    await replace(files.cert, next.cert);
    await until(() => errors().length > 0);
    expect(errors()).toMatchObject([{err: {message: expect.stringContaining('does not match') as string}}]);
    expect(await servedAt(port)).toBe(before);
    await replace(files.key, next.key);
    await until(async () => (await servedAt(port)) !== before);
    expect(errors()).toHaveLength(1);
    await writeFile(files.key, 'garbage');
    broker.reload();
    expect(errors().length).toBeGreaterThanOrEqual(2);
    client.offer(client.id);
    await client.next('OFFER');
  });
});

describe('a renewed pair is used, and no socket is lost', () => {
  test.each<[string, (dir: string) => Promise<{renew: () => Promise<void>; cert: string; key: string}>]>([
    [
      'written over the old one',
      async dir => {
        const files = await makeCertificate(dir);
        return {
          ...files,
          async renew() {
            const next = await makeCertificate();
            await writeFile(files.cert, await readFile(next.cert));
            await writeFile(files.key, await readFile(next.key));
          },
        };
      },
    ],
    [
      'as certbot does: each file is a link into an archive',
      async dir => {
        for (const name of ['archive', 'live']) await mkdir(join(dir, name));
        const put = async (version: number): Promise<void> => {
          const pair = await makeCertificate();
          for (const name of ['cert', 'key'] as const) {
            await cp(pair[name], join(dir, 'archive', `${name}${version}.pem`));
            await link(`../archive/${name}${version}.pem`, join(dir, 'live', `${name}.pem`));
          }
        };
        await put(1);
        return {cert: join(dir, 'live/cert.pem'), key: join(dir, 'live/key.pem'), renew: () => put(2)};
      },
    ],
    [
      'as Kubernetes does: the files are links into ..data, which is a link itself',
      async dir => {
        const put = async (version: number): Promise<void> => {
          await mkdir(join(dir, `..${version}`));
          await makeCertificate(join(dir, `..${version}`));
          await link(`..${version}`, join(dir, '..data'));
        };
        await put(1);
        for (const name of ['cert.pem', 'key.pem']) await symlink(`..data/${name}`, join(dir, name));
        return {cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem'), renew: () => put(2)};
      },
    ],
    [
      'behind a link to a folder above it',
      async dir => {
        const put = async (version: number): Promise<void> => {
          await mkdir(join(dir, `v${version}`));
          await makeCertificate(join(dir, `v${version}`));
          await link(`v${version}`, join(dir, 'current'));
        };
        await put(1);
        return {cert: join(dir, 'current/cert.pem'), key: join(dir, 'current/key.pem'), renew: () => put(2)};
      },
    ],
  ])('%s', async (_name, make) => {
    const {renew, cert, key} = await make(await makeFolder());
    const {port, client, errors} = await start({cert, key});
    const before = await servedAt(port);
    await renew();
    await until(async () => (await servedAt(port)) !== before);
    client.offer(client.id);
    await client.next('OFFER');
    expect(errors()).toEqual([]);
  });
});

test('after close no file is read', async () => {
  const {broker} = await start(await makeCertificate());
  const clear = vi.spyOn(globalThis, 'clearInterval');
  await broker.close();
  expect(clear).toHaveBeenCalled();
  clear.mockRestore();
});

describe('SIGHUP', () => {
  test('reloads the pair at once', async () => {
    const [files, next] = [await makeCertificate(), await makeCertificate()];
    const flags = ['--tls-cert', files.cert, '--tls-key', files.key];
    const {child, url} = await startProcess(flags);
    const client = await connect(url, {rejectUnauthorized: false});
    const port = Number(new URL(url).port);
    const before = await servedAt(port);
    await replace(files.cert, next.cert);
    await replace(files.key, next.key);
    child.kill('SIGHUP');
    await until(async () => (await servedAt(port)) !== before);
    client.offer(client.id);
    await client.next('OFFER');
  });

  test('does not end a broker without TLS', async () => {
    const {child, url} = await startProcess();
    const client = await connect(url);
    child.kill('SIGHUP');
    client.offer(client.id);
    await client.next('OFFER');
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(child.exitCode).toBeNull();
  });
});
