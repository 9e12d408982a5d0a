/** Answers requests outside the broker's prefix on the broker's own server: with the folder of pages, if there is one. */
import type {RequestListener} from 'node:http';
import {serveFolder} from '../files/index.js';
import {refuseRequest} from '../http-reply.js';
import type {Logger} from '../log.js';
import type {RefusalCode} from '../refusals.js';

/** Serves the folder `dir` at `/`; without a folder, refuses everything. */
export function createSite(
  dir: string | undefined,
  onRefused: (code: RefusalCode) => void,
  log: Logger,
): RequestListener {
  const serve = dir === undefined ? undefined : serveFolder(dir);
  return (req, res) => {
    const refuse = (code: RefusalCode): void => {
      onRefused(code);
      refuseRequest(res, code);
    };
    if (!serve) return refuse('not-found');
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse('method-not-allowed');
    serve(req, res).then(
      code => code && refuse(code),
      error => {
        log.error({err: error}, 'a file could not be read');
        refuse('internal-error');
      },
    );
  };
}
