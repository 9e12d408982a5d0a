/**
 * A broker in its own process, so that it can be killed and its memory measured: ours (`kind: 'rtc'`) or stock
 * PeerServer (`kind: 'stock'`). brokers.ts starts it with its options as JSON. It reports `{port}` and exits with its
 * parent.
 */
import {createReadStream, statSync} from 'node:fs';
import {extname, join, normalize} from 'node:path';

const {kind, options} = JSON.parse(process.argv[2]);
process.on('disconnect', () => process.exit());
const READINGS = {
  cpu() {
    const {user, system} = process.cpuUsage();
    return user + system;
  },
  memory() {
    globalThis.gc?.();
    return process.memoryUsage().rss;
  },
};
process.on('message', what => process.send(READINGS[what]()));

if (kind === 'rtc') {
  const {createBroker} = await import('@rtc-call/broker');
  const broker = createBroker({host: '127.0.0.1', ...options});
  const {port} = await broker.listen();
  process.once('SIGTERM', () => void broker.close().then(() => process.exit()));
  process.send({port});
} else {
  const {PeerServer} = await import('peer');
  const peer = PeerServer(
    {host: '127.0.0.1', port: options.port ?? 0, path: '/rtc', concurrent_limit: 50_000},
    server => process.send({port: server.address().port}),
  );
  // Without a listener, the first malformed frame ends the process.
  peer.on('error', () => {});
  if (options.static) peer.use(serveFolder(options.static));
}

/** @param {string} folder */
function serveFolder(folder) {
  const types = {'.html': 'text/html', '.js': 'text/javascript'};
  return (request, response, next) => {
    const path = join(folder, normalize(new URL(request.url, 'http://localhost').pathname));
    if (!statSync(path, {throwIfNoEntry: false})?.isFile()) return next();
    response.writeHead(200, {'content-type': types[extname(path)] ?? 'application/octet-stream'});
    return createReadStream(path).pipe(response);
  };
}
