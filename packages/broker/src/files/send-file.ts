/** Sends an open file: `send` handles ranges, conditions and HEAD; we open and close the descriptor. */
import type {ReadStream} from 'node:fs';
import type {FileHandle} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {callbackify} from 'node:util';
import send from 'send';
import type {RefusalCode} from '../refusals.js';
import type {OpenFile} from './open-inside.js';

/** What `send` reports instead of sending the file. */
interface SendError extends Error {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const REFUSED: Readonly<Record<number, RefusalCode>> = {
  412: 'precondition-failed',
  416: 'range-not-satisfiable',
};

/**
 * Sends `file` under the content type of `name`, with `headers`, and closes it. Resolves when the response has ended, or
 * to a refusal that the caller must send. Rejects when the file can't be read; part of it may have been sent by then.
 */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  {handle, stats}: OpenFile,
  name: string,
  headers: Readonly<Record<string, string>>,
): Promise<RefusalCode | undefined> {
  try {
    // The client may have gone while the file was opened, and 'close' is emitted once.
    if (res.closed) return undefined;
    return await new Promise((resolve, reject) => {
      // `send` hands its options to createReadStream, which reads from `fd` and ignores the path.
      const options = {fd: handle.fd, fs: readerOf(handle), cacheControl: false};
      const sender = Object.assign(send(req, name, options), {res});
      sender.on('error', (error: SendError) => {
        const code = REFUSED[error.status];
        if (!code) return reject(error);
        for (const header of ['ETag', 'Last-Modified', 'Accept-Ranges', ...Object.keys(headers)])
          res.removeHeader(header);
        resolve(code);
      });
      sender.on('stream', (file: ReadStream) => guardLength(file, res));
      res.once('close', () => resolve(undefined));
      for (const [header, value] of Object.entries(headers)) res.setHeader(header, value);
      sender.send(name, stats);
    });
  } finally {
    await handle.close();
  }
}

type Done = (error: unknown, bytesRead?: number, buffer?: Buffer) => void;

/** How a stream reads from the handle. createReadStream itself knows only handles of Node, not those of Yarn's Plug'n'Play. */
const readerOf = (handle: FileHandle) => ({
  read(_fd: number, buffer: Buffer, offset: number, length: number, position: number | null, done: Done) {
    handle.read(buffer, offset, length, position).then(
      // What a callback throws is not a failed read.
      ({bytesRead}) => process.nextTick(done, null, bytesRead, buffer),
      error => process.nextTick(done, error),
    );
  },
  close: callbackify((_fd: number) => handle.close()),
});

/**
 * Keeps the response to its Content-Length when the file's size changes meanwhile. Otherwise the client would take
 * bytes of the next response for the rest of this one, or surplus bytes for the start of the next one.
 */
function guardLength(file: ReadStream, res: ServerResponse): void {
  const length = Number(res.getHeader('Content-Length'));
  if (length === 0) {
    // A stream can't read an empty range: it would send one byte if the file has grown.
    file.destroy();
    res.end();
  }
  file.on('end', () => {
    if (file.bytesRead < length) res.destroy();
  });
}
