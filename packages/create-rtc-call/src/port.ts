import {createServer} from 'node:net';

/** How many ports after the wanted one are tried for a suggestion. */
const TRIES = 100;

/**
 * Whether one can listen there: `free`, `in-use`, or `forbidden` (below 1024 to who may not).
 * An address that does not exist here counts as free: the server itself will say so better.
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

/** The first free port from `port` on, but none of the privileged ones; undefined where there is none near. */
export async function findFreePort(port: number, host: string): Promise<number | undefined> {
  const first = Math.max(port, 1024);
  for (let next = first; next < first + TRIES && next <= 65_535; next += 1)
    if ((await probePort(next, host)) === 'free') return next;
  return undefined;
}
