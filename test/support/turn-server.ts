import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {freePort, isInstalled, makeFolder, startDaemon} from '../../packages/broker/src/testing/daemons.js';
import {makeCertificate} from '../../packages/broker/src/testing/certificate.js';

const BROKER = fileURLToPath(new URL('../../packages/broker/dist/bin.js', import.meta.url));

export const hasTurnServer = isInstalled('turnserver');

/**
 * A coturn on loopback that accepts the broker's short-lived credentials. It can be killed and restarted, and is stopped
 * after the test.
 */
export interface TurnServer {
  readonly secret: string;
  /** ICE URLs by transport. */
  readonly urls: {readonly udp: string; readonly tcp: string; readonly tls: string};
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** Not yet started. */
export async function createTurnServer(): Promise<TurnServer> {
  const secret = 'known-to-broker-and-turn-server';
  const [port, tlsPort] = [await freePort(), await freePort()];
  const {cert, key} = await makeCertificate();
  const options =
    '-n --no-cli --no-dtls --log-file=stdout --simple-log --pidfile=/dev/null --realm=test --use-auth-secret ' +
    '--listening-ip=127.0.0.1 --relay-ip=127.0.0.1 --allow-loopback-peers ' +
    `--static-auth-secret=${secret} --listening-port=${port} --tls-listening-port=${tlsPort} ` +
    `--cert=${cert} --pkey=${key}`;
  let kill: (() => Promise<void>) | null = null;
  return {
    secret,
    urls: {
      udp: `turn:127.0.0.1:${port}?transport=udp`,
      tcp: `turn:127.0.0.1:${port}?transport=tcp`,
      tls: `turns:localhost:${tlsPort}?transport=tcp`,
    },
    async start() {
      kill = await startDaemon('turnserver', options.split(' '), port);
    },
    async kill() {
      await kill?.();
    },
  };
}

/** Routable, as a server's is. Nothing is sent there: coturn maps it to its own address. */
const PUBLIC_ADDRESS = '93.184.215.14';

/** A coturn behind NAT, at this private address, with the configuration that `rtc-broker init` writes; stopped after the test. */
export async function startConfiguredTurnServer(
  privateAddress: string,
): Promise<{readonly secret: string; readonly url: string}> {
  const dir = await makeFolder();
  await writeFile(join(dir, 'package.json'), '{}');
  const args = ['init', dir, '--domain', 'calls.example.com'];
  const addresses = ['--external-ip', `${PUBLIC_ADDRESS}/${privateAddress}`];
  await promisify(execFile)(process.execPath, [BROKER, ...args, ...addresses]);
  const [port, tlsPort, {cert, key}] = [await freePort(), await freePort(), await makeCertificate()];
  const file = join(dir, 'deploy/turnserver.conf');
  // Only what a test can't have: the well-known ports, and the certificate of the domain. Pages may use servers on loopback.
  const config = (await readFile(file, 'utf8'))
    .replace(
      'listening-port=3478',
      `listening-port=${port}\nlistening-ip=127.0.0.1\nrelay-ip=${privateAddress}`,
    )
    .replace('tls-listening-port=5349', `tls-listening-port=${tlsPort}`)
    .replace(/^cert=.*/m, `cert=${cert}`)
    .replace(/^pkey=.*/m, `pkey=${key}`);
  await writeFile(file, config);
  await startDaemon('turnserver', ['-c', file], port);
  return {
    secret: /^static-auth-secret=(\w+)/m.exec(config)![1]!,
    url: `turn:127.0.0.1:${port}?transport=udp`,
  };
}
