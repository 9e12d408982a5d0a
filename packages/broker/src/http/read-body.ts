import type {IncomingMessage} from 'node:http';
import type {Clock} from '../clock.js';

/** The body of a request as text; undefined if it is longer than `maxBytes`, takes longer than `ms`, or breaks off. */
export function readBody(
  req: IncomingMessage,
  {maxBytes, ms, clock}: {readonly maxBytes: number; readonly ms: number; readonly clock: Clock},
): Promise<string | undefined> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (text?: string): void => {
      stop();
      // What is still to come is dropped. If it is much, Node ends the connection after the response.
      req.removeAllListeners('data').resume();
      resolve(text);
    };
    const stop = clock.after(ms, () => finish());
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) finish();
      else chunks.push(chunk);
    });
    req.on('end', () => finish(Buffer.concat(chunks).toString()));
    req.on('close', () => finish());
    req.on('error', () => finish());
  });
}
