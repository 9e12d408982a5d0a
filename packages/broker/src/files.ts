import {existsSync} from 'node:fs';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import sirv from 'sirv';

/** Serves a file of a folder for a path; calls `next` when there is none. */
export type ServeFile = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/** Whether a path names something hidden (`/.env`, `/.git/config`); `/.well-known` is meant to be seen. */
const isHidden = (url: string): boolean =>
  /[/\\](?:\.|%2e)(?!well-known\/)/i.test(url.split('?', 1)[0] ?? '');

/** Serves a folder as it is at the moment of each request, without what is hidden in it. */
export function serveFolder(dir: string): ServeFile {
  const serve = sirv(dir, {dev: true, etag: true});
  return (req, res, next) => (isHidden(req.url ?? '') ? next() : serve(req, res, next));
}

/** Where the built element lies: `dist/bundle` of the package `rtc-call`. */
const bundleFolder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('rtc-call')), 'bundle');

/** A chunk has its digest in its name, so it never changes. */
const isChunk = (path: string): boolean => /-[A-Za-z0-9]{8}\.js$/.test(path);

/**
 * Serves the element's script and its chunks, to pages on any origin: they are public, and a page that
 * loads a module from another origin may only do so with CORS.
 */
export function serveBundle(): ServeFile {
  let serve: ServeFile | undefined;
  return (req, res, next) => {
    const dir = bundleFolder();
    if (!serve && !existsSync(dir)) return next();
    serve ??= sirv(dir, {
      dev: true,
      etag: true,
      gzip: true,
      brotli: true,
      extensions: [],
      setHeaders(res, path) {
        res.setHeader('Access-Control-Allow-Origin', '*');
        res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
        if (isChunk(path)) res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      },
    });
    serve(req, res, next);
  };
}
