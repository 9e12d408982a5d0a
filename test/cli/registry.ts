import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {basename} from 'node:path';
import {plainEnvironment, run} from './processes.js';

/** A package registry on loopback with our packages as they would be published. */
export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a registry that serves these tarballs, each as the latest version of its package. For other packages it
 * redirects to the registry that this machine uses.
 */
export async function startRegistry(tarballs: readonly string[]): Promise<Registry> {
  const upstream = await run('npm', ['config', 'get', 'registry'], {cwd: '/', env: plainEnvironment()});
  const files = new Map(tarballs.map(path => [`/-/${basename(path)}`, path]));
  const packages = new Map<string, {manifest: Manifest; path: string}>();
  for (const path of tarballs) {
    const manifest = await readManifest(path);
    packages.set(manifest.name, {manifest, path});
  }

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = files.get(path);
    const known = packages.get(path.slice(1));
    if (file) response.end(await readFile(file));
    else if (known) response.end(JSON.stringify(await document(known, url)));
    else response.writeHead(302, {location: new URL(request.url ?? '/', upstream.stdout.trim()).href}).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The registry's response for a package with one version. */
async function document({manifest, path}: {manifest: Manifest; path: string}, url: string): Promise<unknown> {
  const {name, version} = manifest;
  const integrity = `sha512-${createHash('sha512')
    .update(await readFile(path))
    .digest('base64')}`;
  const dist = {tarball: `${url}/-/${basename(path)}`, integrity};
  return {name, 'dist-tags': {latest: version}, versions: {[version]: {...manifest, dist}}};
}

async function readManifest(tarball: string): Promise<Manifest> {
  const {stdout} = await run('tar', ['-xOzf', tarball, 'package/package.json'], {cwd: '/'});
  return JSON.parse(stdout) as Manifest;
}
