import {once} from 'node:events';
import {createServer, request, type IncomingMessage, type ServerResponse} from 'node:http';
import {connect, type AddressInfo, type Socket} from 'node:net';

/** How a request fails: the connection breaks in the middle of the body, or a proxy has no server. */
export type Fault = 'cut' | '503';

/** An HTTP proxy in front of a broker, which lets requests for one path fail. */
export interface FaultyProxy {
  readonly url: string;
  /** Paths of all requests so far, in order. */
  readonly requests: readonly string[];
  /** The next `times` requests for paths that `matches` accepts fail. */
  fail(matches: (path: string) => boolean, fault: Fault, times: number): void;
  /** Requests for these paths wait until the returned function is called. */
  hold(matches: (path: string) => boolean): () => void;
  close(): Promise<void>;
}

export async function startFaultyProxy(port: number): Promise<FaultyProxy> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let left = 0;
  let isAffected = (_path: string) => false;
  let how: Fault = '503';
  let isHeld = (_path: string) => false;
  const held: (() => void)[] = [];

  const server = createServer((req, res) => {
    const path = req.url ?? '';
    requests.push(path);
    if (isHeld(path)) return void held.push(() => forward(req, res, port));
    if (left === 0 || !isAffected(path)) return forward(req, res, port);
    left -= 1;
    if (how === '503') return void res.writeHead(503, {'Content-Type': 'text/html'}).end('<h1>503</h1>');
    // Browsers repeat a request themselves if a connection in use breaks before the response.
    res.writeHead(200, {'Content-Type': 'text/javascript', 'Content-Length': 1_000});
    res.write('export ', () => req.socket.destroy());
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (req, near: Socket, head) => {
    const far = connect(port, '127.0.0.1');
    const headers = req.rawHeaders.map((text, i) => (i % 2 === 0 ? `\r\n${text}: ` : text)).join('');
    far.write(`${req.method} ${req.url} HTTP/1.1${headers}\r\n\r\n`);
    far.write(head);
    near.pipe(far).pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    fail(matches, fault, times) {
      [isAffected, how, left] = [matches, fault, times];
      requests.length = 0;
    },
    hold(matches) {
      isHeld = matches;
      return () => {
        isHeld = () => false;
        for (const answer of held.splice(0)) answer();
      };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(req: IncomingMessage, res: ServerResponse, port: number) {
  const {method, url: path, headers} = req;
  const passed = request({host: '127.0.0.1', port, method, path, headers}, answer => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  passed.on('error', () => res.destroy());
  req.pipe(passed);
}
