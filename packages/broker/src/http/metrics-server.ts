/** Sends the metrics, and serves them on a separate port that only this machine can reach. */
import {createServer, type ServerResponse} from 'node:http';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import type {Clock} from '../clock.js';
import {refuseRequest} from '../http-reply.js';
import type {Logger} from '../log.js';
import {isLoopback} from '../origin.js';
import type {Metrics} from './metrics.js';
import {limitRequests} from './server.js';

export async function sendMetrics(res: ServerResponse, metrics: Metrics): Promise<void> {
  const text = await metrics.render();
  res.writeHead(200, {'Content-Type': metrics.contentType, 'Cache-Control': 'no-store'});
  res.end(text);
}

export interface MetricsServer {
  /** `http://127.0.0.1:9091/metrics`. */
  readonly url: string;
  close(): Promise<void>;
}

/** How long a request may take to arrive, in ms. */
const REQUEST_MS = 5_000;

/** Listens on 127.0.0.1 only. Rejects with the system's error, such as EADDRINUSE. */
export async function startMetricsServer(
  port: number,
  metrics: Metrics,
  clock: Clock,
  log: Logger,
): Promise<MetricsServer> {
  const server = createServer({connectionsCheckingInterval: 1_000}, (req, res) => {
    // DNS rebinding: a page whose host name resolves to 127.0.0.1 can reach this port under that name.
    if (!isLoopback(`http://${req.headers.host}`)) return refuseRequest(res, 'metrics-forbidden');
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuseRequest(res, 'method-not-allowed');
    if (req.url?.split('?', 1)[0] !== '/metrics') return refuseRequest(res, 'not-found');
    sendMetrics(res, metrics).catch((error: unknown) => {
      log.error({err: error}, 'the metrics could not be rendered');
      refuseRequest(res, 'internal-error');
    });
  });
  limitRequests(server, REQUEST_MS, clock);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.on('error', error => log.error({err: error}, 'the metrics port failed'));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
