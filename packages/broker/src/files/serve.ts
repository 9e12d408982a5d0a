/**
 * Static files: a folder of pages, and the element's bundle. Files are read again on each request, so they may change.
 * Imports refusals and libraries. Exports serveFolder and serveBundle.
 */
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createRequire} from 'node:module';
import {basename, dirname, extname, join} from 'node:path';
import type {RefusalCode} from '../refusals.js';
import {readPath} from './read-path.js';
import {sendEncoded, tryOpen} from './send-encoded.js';

/**
 * Answers GET and HEAD with the file that `req.url` names. Resolves to a refusal that the caller must send. Rejects
 * when the file can't be read; part of it may have been sent by then.
 */
export type ServeFile = (req: IncomingMessage, res: ServerResponse) => Promise<RefusalCode | undefined>;

/**
 * Serves a folder of pages: `index.html` for a subfolder, `about.html` for `/about`. Nothing hidden is served, and
 * nothing outside the folder.
 */
export function serveFolder(dir: string): ServeFile {
  return async (req, res) => {
    const path = readPath(req.url ?? '');
    if (path === undefined) return 'not-found';
    const isFolder = path.endsWith('/');
    let name = isFolder ? `${path}index.html` : path;
    let opened = await tryOpen(dir, name);
    if (opened === 'not-found' && extname(name) === '') {
      name += '.html';
      opened = await tryOpen(dir, name);
    }
    if (opened === 'folder') return isFolder ? 'not-found' : redirectToFolder(req, res, path);
    if (typeof opened === 'string') return opened;
    return sendEncoded(req, res, dir, name, opened, {'Cache-Control': 'no-cache'});
  };
}

/** Redirects to the folder's URL with a trailing slash, so that the page's relative links work. */
function redirectToFolder({url = ''}: IncomingMessage, res: ServerResponse, path: string): undefined {
  const query = /\?[^#]*/.exec(url)?.[0] ?? '';
  // A relative URL never leads to another host, whatever the path looks like.
  res.writeHead(301, {Location: `./${encodeURIComponent(basename(path))}/${query}`, 'Content-Length': 0});
  res.end();
}

/** The folder of the built element, `dist/bundle` of the package `rtc-call`; undefined if that is not installed. */
function findBundle(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('rtc-call')), 'bundle');
  } catch {
    return undefined;
  }
}

/** A chunk has a hash of its content in its name, so it never changes. */
const isChunk = (path: string): boolean => /-[A-Za-z0-9]{8}\.js$/.test(path);

/**
 * Serves the element's script and its chunks, to pages on any origin: they are public, and a page that loads a module
 * from another origin may only do so with CORS.
 */
export function serveBundle(): ServeFile {
  // At startup: if the lookup ran out of descriptors, Node would cache that there is no such package.
  let dir = findBundle();
  return async (req, res) => {
    const path = readPath(req.url ?? '');
    dir ??= findBundle();
    if (path === undefined || dir === undefined) return 'not-found';
    const opened = await tryOpen(dir, path);
    if (opened === 'folder') return 'not-found';
    if (typeof opened === 'string') return opened;
    return sendEncoded(req, res, dir, path, opened, {
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': isChunk(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  };
}
