/** The server that a broker opens for itself, with everything that belongs to it: its certificate and the metrics port. */
import type {RequestListener} from 'node:http';
import type {Server as HttpsServer} from 'node:https';
import type {Clock} from '../clock.js';
import type {Logger} from '../log.js';
import {acceptPlain, type Lan} from '../lan/index.js';
import {isLoopbackHost} from '../origin.js';
import type {Config} from '../options/index.js';
import type {RefusalCode} from '../refusals.js';
import {readCertificate, watchCertificate, type CertificateWatch} from './certificate.js';
import type {Connections} from './connections.js';
import {listen, type Address, type Listening} from './listening.js';
import {startMetricsServer, type MetricsServer} from './metrics-server.js';
import type {Metrics} from './metrics.js';
import type {AnyHttpServer} from './mount.js';
import {closeServer, createServer} from './server.js';

export interface OwnServerParts {
  readonly config: Config;
  readonly connections: Connections;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly onRefused: (code: RefusalCode) => void;
  readonly log: Logger;
}

export interface ListenParts {
  readonly fds?: readonly number[];
  readonly lan?: Lan;
  readonly app?: RequestListener;
}

export class OwnServer {
  readonly #parts: OwnServerParts;
  #server: AnyHttpServer | undefined;
  #metricsServer: MetricsServer | undefined;
  #listening: Listening | undefined;
  #certificate: CertificateWatch | undefined;

  constructor(parts: OwnServerParts) {
    this.#parts = parts;
  }

  /**
   * Opens the server. Rejects with the system's error, such as EADDRINUSE; `close` then closes what was opened before.
   * `fds`, `lan`, `app`: see Broker.listen.
   */
  async listen({fds, lan, app}: ListenParts = {}): Promise<{server: AnyHttpServer; address: Address}> {
    const {config, connections, metrics, clock, onRefused, log} = this.#parts;
    const certificate = config.tls ? readCertificate(config.tls) : lan?.identity.leaf;
    const server = createServer(config, certificate, connections, clock, onRefused, log, app);
    if (lan) acceptPlain(server as HttpsServer, config.handshakeMs, socket => connections.add(socket));
    if (config.metricsPort !== undefined)
      this.#metricsServer = await startMetricsServer(config.metricsPort, metrics, clock, log);
    this.#server = server;
    this.#listening = await listen(server, {
      ...config,
      host: lan && config.host !== undefined && isLoopbackHost(config.host) ? undefined : config.host,
      fds,
      isSecure: config.tls !== undefined,
    });
    if (config.tls) this.#certificate = watchCertificate(server as HttpsServer, config.tls, log);
    lan?.watch(pair => (server as HttpsServer).setSecureContext(pair));
    return {server, address: {...this.#listening.address, metricsUrl: this.#metricsServer?.url}};
  }

  /** Reads the certificate again. */
  reload(): void {
    this.#certificate?.reload();
  }

  /** Resolves when everything is closed. Connections that are still open at `deadline`, a time of the clock, are cut off. */
  async close(deadline: number): Promise<void> {
    const {clock, connections} = this.#parts;
    await this.#metricsServer?.close();
    this.#certificate?.stop();
    this.#listening?.stop();
    if (this.#server) await closeServer(this.#server, connections, deadline - clock.now());
  }
}
