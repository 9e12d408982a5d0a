/** A real package registry on loopback, to which our packages are published as they will be published to npm's. */
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {runServer} from 'verdaccio';
import {plainEnvironment, run} from '../cli/processes.js';

export interface Registry {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Publishes a tarball as the latest version of its package. */
  publish(tarball: string): Promise<void>;
  /** Stops it. The folder is left to the caller. */
  close(): Promise<void>;
}

/** Our packages are never looked up anywhere else. */
const OURS = {access: '$all', publish: '$all'};

/** @param folder where it keeps what is published, and copies of other packages */
export async function startRegistry(folder: string): Promise<Registry> {
  await mkdir(folder, {recursive: true});
  const server = (await runServer({
    configPath: join(folder, 'verdaccio.yaml'),
    storage: join(folder, 'packages'),
    web: {enable: false},
    log: {type: 'stdout', format: 'pretty', level: 'fatal'},
    auth: {htpasswd: {file: join(folder, 'users'), max_users: -1}},
    // All other packages come from the registry that this machine uses.
    uplinks: {machine: {url: await configuredRegistry(), timeout: '60s', maxage: '1h'}},
    packages: {
      '@rtc-call/*': OURS,
      'rtc-call': OURS,
      'create-rtc-call': OURS,
      '**': {access: '$all', proxy: 'machine'},
    },
  } as unknown as Parameters<typeof runServer>[0])) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    publish: tarball => publish(tarball, url, folder),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The registry that npm uses on this machine. It may be private: it is only kept in memory. */
async function configuredRegistry(): Promise<string> {
  const {stdout} = await run('npm', ['config', 'get', 'registry'], {cwd: '/', env: plainEnvironment()});
  return stdout.trim();
}

/** @throws Error unless the registry is on this machine: nothing may be published anywhere else */
export async function publish(tarball: string, registry: string, folder: string): Promise<void> {
  const {protocol, hostname, host} = new URL(registry);
  if (protocol !== 'http:' || hostname !== '127.0.0.1')
    throw new Error(`Refused to publish to ${registry}, which is not on this machine.`);
  const {name, publishConfig} = await readManifest(tarball);
  if (publishConfig) throw new Error(`${name} says itself where it is published, which npm prefers.`);
  const nothing = join(folder, 'npmrc');
  await writeFile(nothing, '');
  // Everything is in the command. The settings of this machine's user are not read.
  const args =
    `publish --registry ${registry} --@rtc-call:registry=${registry} --//${host}/:_authToken=none --access public ` +
    `--userconfig ${nothing} --globalconfig ${nothing}-global --cache ${join(folder, 'npm-cache')} --no-update-notifier`;
  const {code, stdout, stderr} = await run('npm', [...args.split(' '), tarball], {
    cwd: folder,
    env: plainEnvironment(),
  });
  if (code !== 0) throw new Error(`npm publish ended with ${code}:\n${stdout}\n${stderr}`);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly publishConfig?: unknown;
}

export async function readManifest(tarball: string): Promise<Manifest> {
  const {stdout} = await run('tar', ['-xOzf', tarball, 'package/package.json'], {cwd: '/'});
  return JSON.parse(stdout) as Manifest;
}
