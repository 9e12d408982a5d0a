import {freePort, isInstalled, startDaemon} from '../../packages/broker/src/testing/daemons.js';
import {makeCertificate} from '../../packages/broker/src/testing/certificate.js';

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
