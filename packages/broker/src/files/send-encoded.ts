/** Opens a file in a folder and sends it, or the compressed version beside it (`page.html.br`). */
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {RefusalCode} from '../refusals.js';
import {acceptedEncodings} from './encodings.js';
import {openInside, type OpenFile} from './open-inside.js';
import {sendFile} from './send-file.js';

const REFUSED: Readonly<Record<string, RefusalCode>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  ENAMETOOLONG: 'not-found',
  ELOOP: 'not-found',
  // A socket.
  ENXIO: 'not-found',
  EACCES: 'file-forbidden',
  EPERM: 'file-forbidden',
  EMFILE: 'out-of-descriptors',
  ENFILE: 'out-of-descriptors',
};

/** Opens a file of `dir`. Resolves to a refusal when that fails; rejects with errors that have no refusal, such as EIO. */
export async function tryOpen(dir: string, path: string): Promise<OpenFile | 'folder' | RefusalCode> {
  try {
    return (await openInside(dir, path)) ?? 'not-found';
  } catch (error) {
    const code = REFUSED[(error as NodeJS.ErrnoException).code ?? ''];
    if (code) return code;
    throw error;
  }
}

/** Different for each encoding (RFC 9110 §8.8.3); weak, since a file may change twice within a millisecond. */
const etagOf = ({size, mtime}: OpenFile['stats'], encoding?: string): string =>
  `W/"${size.toString(16)}-${mtime.getTime().toString(16)}${encoding ? `-${encoding}` : ''}"`;

/**
 * Sends `file`, which is `path` in the folder `dir`, or the version beside it in the encoding that the client prefers,
 * and closes it. Resolves to a refusal that the caller must send. Rejects when the file can't be read.
 */
export async function sendEncoded(
  req: IncomingMessage,
  res: ServerResponse,
  dir: string,
  path: string,
  file: OpenFile,
  headers: Readonly<Record<string, string>>,
): Promise<RefusalCode | undefined> {
  const varied = {...headers, Vary: 'Accept-Encoding'};
  for (const {name, extension} of acceptedEncodings(req)) {
    // If anything is wrong with the compressed file, the plain one can still be sent.
    const encoded = await tryOpen(dir, path + extension).catch(() => 'not-found' as const);
    if (typeof encoded === 'string') continue;
    await file.handle.close();
    const more = {'Content-Encoding': name, ETag: etagOf(encoded.stats, name)};
    return sendFile(req, res, encoded, path, {...varied, ...more});
  }
  return sendFile(req, res, file, path, {...varied, ETag: etagOf(file.stats)});
}
