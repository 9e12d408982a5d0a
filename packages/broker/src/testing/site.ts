/** A folder of pages for tests, with secrets beside it, and a client that requests its files. */
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {request, type IncomingHttpHeaders} from 'node:http';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {makeFolder} from './daemons.js';
import {startBroker} from './servers.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends the path unchanged, which fetch would normalize. */
export function get(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const {hostname: host, port} = new URL(origin);
  return new Promise((resolve, reject) => {
    request({host, port, path, headers, method}, res => {
      text(res).then(body => resolve({status: res.statusCode!, headers: res.headers, body}), reject);
    })
      .on('error', reject)
      .end();
  });
}

/** A folder of pages with secrets beside it. */
export async function makeSite(): Promise<{root: string; dir: string}> {
  const root = await makeFolder();
  const dir = join(root, 'pages');
  await mkdir(dir);
  await mkdir(join(root, 'pages-private'));
  await writeFile(join(root, 'secret.txt'), 'secret');
  await writeFile(join(root, 'pages-private', 'secret.txt'), 'secret');
  await writeFile(join(dir, 'index.html'), '<h1>Hello</h1>');
  await writeFile(join(dir, 'ten.txt'), '0123456789');
  // The user who runs the broker can read all of it.
  await chmod(root, 0o755);
  return {root, dir};
}

/** A broker that serves such a folder. */
export async function startSite() {
  const site = await makeSite();
  const {origin} = await startBroker({static: site.dir});
  return {...site, get: (...args: Rest<typeof get>) => get(origin, ...args)};
}

type Rest<T> = T extends (first: string, ...rest: infer R) => unknown ? R : never;

/** The status and the code of a refusal. */
export const codeOf = ({status, body}: Answer) => [status, (JSON.parse(body) as {code: string}).code];
