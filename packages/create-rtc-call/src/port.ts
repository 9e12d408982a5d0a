import {createServer} from 'node:net';

/** How many ports above the requested one to try for a suggestion. */
const TRIES = 100;

/**
 * Whether a server can listen on a port: `free`, `in-use`, or `forbidden` (a privileged port, below 1024).
 * An address that this machine doesn't have counts as free: the server reports it better.
 */
export function probePort(port: number, host: string): Promise<'free' | 'in-use' | 'forbidden'> {
  return new Promise(done => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done('in-use');
      else if (error.code === 'EACCES') done('forbidden');
      else done('free');
    });
    server.listen({port, host, exclusive: true}, () => server.close(() => done('free')));
  });
}

/** The first free unprivileged port from `port` on; undefined if none of the next ports is free. */
export async function findFreePort(port: number, host: string): Promise<number | undefined> {
  const first = Math.max(port, 1024);
  for (let next = first; next < first + TRIES && next <= 65_535; next += 1)
    if ((await probePort(next, host)) === 'free') return next;
  return undefined;
}
