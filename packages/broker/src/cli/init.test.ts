/** What `init` writes, with the programs that it is for. */
import {execFile, execFileSync, spawn} from 'node:child_process';
import {mkdir, readFile, readdir, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {connect as connectTcp} from 'node:net';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {parseEnv} from 'node:util';
import {beforeEach, describe, expect, onTestFinished, test} from 'vitest';
import {allocate, bind, readIceUrl, type Relay} from '../check/turn.js';
import {iceServersFor} from '../ice.js';
import {readSettings} from '../options/index.js';
import {makeCertificate} from '../testing/certificate.js';
import {until} from '../testing/client.js';
import {freePort, isInstalled, makeFolder, startDaemon} from '../testing/daemons.js';
import {canOpenPhoneNetwork, openPhoneNetwork} from '../testing/phone-network.js';

const bin = join(import.meta.dirname, '../../dist/bin.js');
const DOMAIN = 'calls.example.com';
const run = promisify(execFile);

let dir: string;
const file = (name: string) => join(dir, 'deploy', name);
const read = (name: string) => readFile(file(name), 'utf8');
const init = (...args: string[]) => run(process.execPath, [bin, 'init', dir, '--domain', DOMAIN, ...args]);

beforeEach(async () => {
  dir = await makeFolder();
  await writeFile(join(dir, 'package.json'), '{}');
});

describe('init', () => {
  test('writes everything once, with a secret for each use, which git ignores', async () => {
    execFileSync('git', ['init', '-q'], {cwd: dir});
    const {stdout} = await init();
    expect(stdout).toMatch(/Wrote deploy\/turnserver.conf\n[^]*Next: read deploy\/README.md\.\n$/);
    const names = await readdir(join(dir, 'deploy'));
    const shown = execFileSync('git', ['ls-files', '--others', '--exclude-standard', 'deploy'], {cwd: dir});
    const seen = shown.toString().trim().split('\n');
    expect(names.filter(name => !seen.includes(`deploy/${name}`)).toSorted()).toEqual([
      '.env',
      'turnserver.conf',
    ]);
    const secrets = (await read('.env')).match(/[0-9a-f]{64}/g)!;
    expect(new Set(secrets).size).toBe(2);
    for (const name of names) {
      const text = await read(name);
      expect(text, name).not.toMatch(/\{\{\w+\}\}/);
      if (name !== '.env' && name !== 'turnserver.conf')
        for (const one of secrets) expect(text).not.toContain(one);
      else expect((await stat(file(name))).mode & 0o777).toBe(0o600);
    }

    const kept = await read('.env');
    await rm(file('turnserver.conf'));
    await writeFile(file('Caddyfile'), 'mine');
    expect((await init()).stdout).toContain('Wrote deploy/turnserver.conf\nNext');
    expect([await read('.env'), await read('Caddyfile')]).toEqual([kept, 'mine']);
    expect(await read('turnserver.conf')).toContain(`static-auth-secret=${secrets[0]}\n`);
    expect((await init()).stdout).toContain('are there already');

    await rm(file('.env'));
    await init();
    expect(await read('.env')).toContain(`TURN_SECRET=${secrets[0]}\n`);
  });

  test('sets the options of the broker, or those of a project with its own server', async () => {
    await init();
    const config = readSettings({}, parseEnv(await read('.env')) as Record<string, string>);
    expect(config).toMatchObject({
      host: '127.0.0.1',
      trustProxy: ['127.0.0.1'],
      stun: [`stun:${DOMAIN}:3478`],
    });
    expect(config.turn?.urls).toHaveLength(3);
    expect(await read('rtc-call.service')).toContain('rtc-broker serve public\n');
    await rm(join(dir, 'deploy'), {recursive: true});
    await writeFile(join(dir, 'server.js'), '');
    await init();
    expect(Object.keys(parseEnv(await read('.env'))).toSorted()).toEqual([
      'HOST',
      'PORT',
      'STUN',
      'TRUST_PROXY',
      'TURN_SECRET',
      'TURN_URLS',
    ]);
    expect(await read('rtc-call.service')).toContain('ExecStart=/usr/bin/node server.js\n');
    expect(await read('Dockerfile')).toMatch(/\nCMD \["node","server.js"\]\n$/);
  });

  test.each([
    [['--domain', 'not a name'], /--domain: expected a host name/],
    [['--domain', '10.0.0.1'], /--domain: expected a host name/],
    [['--external-ip', 'here'], /--external-ip: expected an address/],
  ])('refuses %j', async (args, message) => {
    await expect(init(...args)).rejects.toMatchObject({code: 1, stderr: expect.stringMatching(message)});
    expect(await readdir(dir)).toEqual(['package.json']);
  });

  test('asks for the domain', async () => {
    await expect(run(process.execPath, [bin, 'init', dir])).rejects.toMatchObject({
      code: 1,
      stderr: '--domain is missing: add the host name of the server, such as --domain calls.example.com\n',
    });
    expect(await readdir(dir)).toEqual(['package.json']);
  });

  test('refuses a folder that is no project', async () => {
    await rm(join(dir, 'package.json'));
    await expect(init()).rejects.toMatchObject({stderr: expect.stringContaining('no package.json')});
  });
});

describe('the files are accepted by', () => {
  test.skipIf(!isInstalled('nginx'))('nginx', async () => {
    await init();
    const {cert, key} = await makeCertificate();
    const site = (await read('nginx.conf'))
      .replace(/(?<=ssl_certificate )\S+(?=;)/, cert)
      .replace(/(?<=ssl_certificate_key )\S+(?=;)/, key)
      .replace('/var/log/nginx', dir);
    await writeFile(join(dir, 'nginx.conf'), `pid ${dir}/pid; events {} http { ${site} }`);
    const {stderr} = await run('nginx', ['-t', '-c', join(dir, 'nginx.conf'), '-e', 'stderr']);
    expect(stderr).toContain('test is successful');
    expect(stderr).not.toContain('warn');
  });

  test.skipIf(!isInstalled('caddy'))('Caddy (to run: apt-get install caddy)', async () => {
    await init();
    const env = {...process.env, HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir};
    const args = ['--adapter', 'caddyfile', '--config', file('Caddyfile')];
    const {stdout, stderr} = await run('caddy', ['validate', ...args], {env});
    expect(stdout + stderr).toContain('Valid configuration');
    expect(stdout + stderr).not.toContain('not formatted');
  });

  test.skipIf(!isInstalled('systemd-analyze'))('systemd, which finds little exposed', async () => {
    await writeFile(join(dir, 'server.js'), '');
    await init();
    const units = ['rtc-call.socket', 'rtc-call.service'].map(file);
    // The folders of the server are not here.
    const unit = (await read('rtc-call.service')).replaceAll('/opt/rtc-call/deploy/.env', file('.env'));
    await writeFile(
      file('rtc-call.service'),
      unit.replaceAll('/opt/rtc-call', dir).replace('/usr/bin/node', process.execPath),
    );
    const {stdout, stderr} = await run('systemd-analyze', ['verify', '--man=no', ...units]);
    expect((stdout + stderr).split('\n').filter(line => line.includes('rtc-call'))).toEqual([]);
    const security = ['security', '--offline=yes', '--no-pager', '--threshold=20', units[1]!];
    await run('systemd-analyze', security);
  });
});

test.skipIf(!isInstalled('systemd-socket-activate'))('a project takes the socket of systemd', async () => {
  const root = join(import.meta.dirname, '../../../..');
  for (const name of ['settings.js', 'start.js'])
    await writeFile(join(dir, name), await readFile(join(root, 'templates/shared', name)));
  await writeFile(join(dir, 'package.json'), '{"type": "module"}');
  await writeFile(
    join(dir, 'server.js'),
    `import {options} from './settings.js'; import {start} from './start.js'; await start(options);`,
  );
  await mkdir(join(dir, 'node_modules/@rtc-call'), {recursive: true});
  await symlink(join(root, 'packages/broker'), join(dir, 'node_modules/@rtc-call/broker'));
  const port = await freePort();
  const args = ['-l', `127.0.0.1:${port}`, process.execPath, join(dir, 'server.js')];
  const child = spawn('systemd-socket-activate', args, {stdio: 'ignore'});
  onTestFinished(async () => {
    child.kill();
    await until(() => child.exitCode !== null || child.signalCode !== null);
  });
  // The first connection starts it.
  await until(() => canConnect(port));
  await until(() =>
    fetch(`http://127.0.0.1:${port}/rtc/health`).then(
      ({ok}) => ok,
      () => false,
    ),
  );
});

const canConnect = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connectTcp(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const canRelay = canOpenPhoneNetwork && isInstalled('turnserver');
describe.skipIf(!canRelay)('coturn with the configuration (to run: be root, apt-get install coturn)', () => {
  /** Addresses of every denied range. */
  const DENIED =
    '0.0.0.1 10.0.0.1 10.255.255.255 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 ' +
    '192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.251 240.0.0.1 255.255.255.255';
  const DENIED_6 =
    ':: ::1 ::7f00:1 100::1 2001::1 2001:2::1 2001:20::1 2001:db8::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 ' +
    'fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.1.2.3 ::ffff:8.8.8.8 64:ff9b::10.1.2.3 64:ff9b:1::1 2002:a01:203::1';
  /** Those of the addresses that the relay would send to. */
  async function permitted({permits}: Relay, addresses: string): Promise<string[]> {
    const found = [];
    for (const address of addresses.split(' ')) if (await permits(address)) found.push(address);
    return found;
  }
  /** Routable, as a server's is. Nothing is sent there: coturn maps it to its own address. */
  const PUBLIC = '93.184.215.14';

  test('relays behind NAT, also from relay to relay, and refuses each denied range', async () => {
    const network = openPhoneNetwork();
    onTestFinished(() => network.close());
    await init('--external-ip', `${PUBLIC}/${network.address}`);
    const {cert, key} = await makeCertificate();
    const port = await freePort();
    // Only what a test can't have: the well-known ports, and the certificate of the domain.
    const config = (await read('turnserver.conf'))
      .replace(
        'listening-port=3478',
        `listening-port=${port}\nlistening-ip=${network.address}\nrelay-ip=${network.address}`,
      )
      .replace('tls-listening-port=5349', `tls-listening-port=${await freePort()}`)
      .replace(/^cert=.*/m, `cert=${cert}`)
      .replace(/^pkey=.*/m, `pkey=${key}`);
    await writeFile(file('turnserver.conf'), config);
    await startDaemon('turnserver', ['-c', file('turnserver.conf')], port, network.address);
    const url = `turn:${network.address}:${port}`;
    await until(() => bind(readIceUrl(url)!).then(Boolean, () => false));
    const secret = /static-auth-secret=(\w+)/.exec(config)![1]!;
    const credentials = (id: string) =>
      iceServersFor({stun: [], turn: {urls: [url], secret, ttl: 60}}, id).iceServers[0]!;
    const open = (id: string) => {
      const {username = '', credential = ''} = credentials(id);
      return allocate(readIceUrl(url)!, username, credential);
    };
    const [red, blue] = await Promise.all([open('red'), open('blue')]);
    for (const relay of [red, blue]) expect(relay.address).toContain(PUBLIC);
    // With external-ip coturn itself allows its own private address, where relays send to each other.
    const allowed = [network.address, '8.8.8.8', PUBLIC];
    expect(await permitted(red, `${DENIED} ${allowed.join(' ')}`)).toEqual(allowed);
    await Promise.all([red.close(), blue.close()]);

    // coturn's own client: two clients, each with a relay, send packets to each other over both.
    const {username = '', credential = ''} = credentials('uclient');
    const args = [
      '-y',
      '-n',
      '20',
      '-m',
      '2',
      '-u',
      username,
      '-w',
      credential,
      '-p',
      String(port),
      network.address,
    ];
    const {stdout} = await run('turnutils_uclient', args, {timeout: 60_000});
    expect(stdout).toMatch(/Total lost packets 0 \(0\.0+%\)/);
  });

  test('refuses the IPv6 ranges, and IPv4 inside IPv6', async () => {
    await init();
    const [port, {cert, key}] = [await freePort(), await makeCertificate()];
    const config = (await read('turnserver.conf'))
      .replace(
        'listening-port=3478',
        `listening-port=${port}\nlistening-ip=127.0.0.1\nrelay-ip=127.0.0.1\nrelay-ip=::1`,
      )
      .replace('tls-listening-port=5349', `tls-listening-port=${await freePort()}`)
      .replace(/^cert=.*/m, `cert=${cert}`)
      .replace(/^pkey=.*/m, `pkey=${key}`);
    await writeFile(file('turnserver.conf'), config);
    await startDaemon('turnserver', ['-c', file('turnserver.conf')], port);
    const server = readIceUrl(`turn:127.0.0.1:${port}`)!;
    await until(() => bind(server).then(Boolean, () => false));
    const secret = /static-auth-secret=(\w+)/.exec(config)![1]!;
    const {username = '', credential = ''} = iceServersFor(
      {stun: [], turn: {urls: [`turn:127.0.0.1:${port}`], secret, ttl: 60}},
      'a',
    ).iceServers[0]!;
    const relay = await allocate(server, username, credential, 6);
    const server6 = '2606:2800:21f:cb07:6820:80da:af6b:8b2c';
    expect(await permitted(relay, `${DENIED_6} ${server6}`)).toEqual([server6]);
    await relay.close();
  });
});
