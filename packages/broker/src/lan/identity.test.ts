import {execFile, execFileSync} from 'node:child_process';
import {X509Certificate} from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {beforeEach, describe, expect, test} from 'vitest';
import {makeFolder} from '../testing/certificate.js';
import {readPair, writePair, type Pair} from './config-folder.js';
import {loadIdentity, type IdentityParts} from './identity.js';
import {issueLeaf} from './issue.js';

const DAY_MS = 86_400_000;
const ADDRESSES = ['192.168.1.5', 'fd00::5'];

let folder: string;
const load = (addresses = ADDRESSES, parts: IdentityParts = {}) =>
  loadIdentity(addresses, {folder, name: 'laptop', ...parts});
const file = (name: string) => join(folder, name);
const pairOf = (name: string) => ({
  cert: readFileSync(file(`${name}/certificate.pem`), 'utf8'),
  key: readFileSync(file(`${name}/key.pem`), 'utf8'),
});
const daysOf = ({validFrom, validTo}: X509Certificate) =>
  (Date.parse(validTo) - Date.parse(validFrom)) / DAY_MS;
const print = (name: string) =>
  execFileSync('openssl', ['x509', '-noout', '-text', '-in', file(`${name}/certificate.pem`)]).toString();
const verify = (leaf: string) =>
  execFileSync(
    'openssl',
    ['verify', '-x509_strict', '-no_check_time', '-CAfile', file('authority/certificate.pem'), leaf],
    {
      stdio: 'pipe',
    },
  ).toString();

beforeEach(async () => {
  folder = join(await makeFolder(), 'rtc-call');
});

describe('the authority', () => {
  test('may sign servers with local names and private addresses, and no other authority, for a year at most', async () => {
    const {authority, fingerprint} = await load();
    const certificate = new X509Certificate(authority);
    expect(certificate.fingerprint256).toBe(fingerprint);
    expect(daysOf(certificate)).toBeLessThanOrEqual(365);
    const text = print('authority');
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign/);
    expect(text).toMatch(/Extended Key Usage: ?\n\s+TLS Web Server Authentication\n/);
    expect(text).toMatch(
      /Name Constraints: critical\s+Permitted:\s+DNS:localhost\s+DNS:local\s+IP:10.0.0.0\/255.0.0.0\s/,
    );
    expect(text).toContain('IP:172.16.0.0/255.240.0.0');
    expect(text).toContain('IP:FC00:0:0:0:0:0:0:0/FE00:0:0:0:0:0:0:0');
    expect(text).not.toContain('Excluded');
  });

  test.each(['example.com', 'laptop', 'app.laptop', 'notlocal', '8.8.8.8', '172.32.0.1', '2001:db8::1'])(
    'can’t vouch for %s',
    async name => {
      await load();
      const leaf = await issueLeaf(pairOf('authority'), [name], Date.now());
      writeFileSync(file('leaf.pem'), leaf.cert);
      expect(() => verify(file('leaf.pem'))).toThrow(/permitted subtree violation/);
    },
  );

  test('is created once, and again before it ends', async () => {
    const {fingerprint} = await load();
    expect((await load()).fingerprint).toBe(fingerprint);
    const later = await load(ADDRESSES, {now: Date.now() + 360 * DAY_MS});
    expect(later.fingerprint).not.toBe(fingerprint);
    expect(verify(file('server/certificate.pem'))).toContain('OK');
  });

  test('is the same for all who start at the same time, the first time and when it is renewed', async () => {
    for (const now of [Date.now(), Date.now() + 360 * DAY_MS]) {
      const all = await Promise.all(Array.from({length: 5}, () => load(ADDRESSES, {now})));
      expect(new Set(all.map(({fingerprint}) => fingerprint)).size).toBe(1);
      expect(new Set(all.map(({leaf}) => leaf.cert)).size).toBe(1);
    }
    expect(readdirSync(folder).toSorted()).toEqual(['authority', 'server']);
  });

  test('is the same for processes that start at the same time', async () => {
    const module = new URL('../../dist/lan/identity.js', import.meta.url).href;
    const script = `const {loadIdentity} = await import('${module}');
      const {fingerprint} = await loadIdentity(['192.168.1.5'], {folder: process.argv[1], name: 'laptop'});
      console.log(fingerprint);`;
    const args = ['--input-type=module', '-e', script, folder];
    const runs = await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, args)));
    expect(new Set(runs.map(({stdout}) => stdout)).size).toBe(1);
    expect(readdirSync(folder).toSorted()).toEqual(['authority', 'server']);
  });

  test('stays if another process has written it since the previous one was read', () => {
    const pairs = ['one', 'two'].map(text => ({cert: text, key: text}));
    let there: Pair | undefined;
    for (let round = 0; round < 20; round += 1) {
      const next = pairs[round % 2]!;
      expect(writePair(file('pair'), next, there)).toEqual(next);
      // Whoever has read the previous one does not remove this one.
      expect(writePair(file('pair'), pairs[(round + 1) % 2]!, there && {cert: 'older', key: ''})).toEqual(
        next,
      );
      expect(readPair(file('pair'))).toEqual(next);
      there = next;
    }
  });

  test('and its key are private', async () => {
    await load();
    for (const [name, mode] of [
      ['.', 0o700],
      ['authority', 0o700],
      ['server', 0o700],
      ['authority/key.pem', 0o600],
      ['server/key.pem', 0o600],
    ] as const)
      expect(statSync(file(name)).mode & 0o777, name).toBe(mode);
  });

  test.each([
    ['the key can be read by others', () => chmodSync(file('authority/key.pem'), 0o644)],
    ['the folder can be changed by others', () => chmodSync(file('authority'), 0o770)],
    [
      'the folder is a link',
      () => {
        renameSync(file('authority'), file('elsewhere'));
        symlinkSync(file('elsewhere'), file('authority'));
      },
    ],
  ])('is not used if %s', async (_what, change) => {
    await load();
    change();
    await expect(load()).rejects.toMatchObject({
      code: 'bad-options',
      message: expect.stringMatching(/lan: others can read or change .*: delete .*authority/),
    });
  });

  test('that is damaged, or can’t be written, is explained', async () => {
    await load();
    writeFileSync(file('authority/certificate.pem'), 'nonsense', {mode: 0o600});
    await expect(load()).rejects.toThrow(/damaged: delete that folder/);
    mkdirSync(file('other'));
    writeFileSync(file('other/file'), '');
    await expect(load(ADDRESSES, {folder: file('other/file')})).rejects.toThrow(/lan: can't use .*file/);
  });
});

describe('the server’s certificate', () => {
  test('covers all names and addresses, for 90 days at most', async () => {
    const certificate = new X509Certificate((await load()).leaf.cert);
    expect(daysOf(certificate)).toBeLessThanOrEqual(90);
    for (const name of ['laptop.local', 'localhost']) expect(certificate.checkHost(name), name).toBe(name);
    for (const address of ['127.0.0.1', ...ADDRESSES])
      expect(certificate.checkIP(address), address).toBe(address);
    expect(verify(file('server/certificate.pem'))).toContain('OK');
    expect(print('server')).toContain('TLS Web Server Authentication');
  });

  test('is kept, so that a browser that was told to go on does not ask again', async () => {
    const {leaf} = await load();
    expect((await load()).leaf).toEqual(leaf);
    expect((await load([ADDRESSES[0]!])).leaf).toEqual(leaf);
  });

  test('is renewed for a new address, before it ends, and for a new authority', async () => {
    const {leaf} = await load();
    const moved = await load(['10.0.0.7']);
    expect(moved.leaf.cert).not.toBe(leaf.cert);
    expect(new X509Certificate(moved.leaf.cert).checkIP('10.0.0.7')).toBe('10.0.0.7');
    const later = await load(['10.0.0.7'], {now: Date.now() + 61 * DAY_MS});
    expect(later.leaf.cert).not.toBe(moved.leaf.cert);
    renameSync(file('authority'), file('old'));
    await load(['10.0.0.7'], {now: Date.now() + 61 * DAY_MS});
    expect(verify(file('server/certificate.pem'))).toContain('OK');
  });

  test('gets the new name of a machine that was renamed', async () => {
    await load();
    const certificate = new X509Certificate((await load(ADDRESSES, {name: 'renamed'})).leaf.cert);
    expect(certificate.checkHost('renamed.local')).toBe('renamed.local');
    expect(verify(file('server/certificate.pem'))).toContain('OK');
  });
});
