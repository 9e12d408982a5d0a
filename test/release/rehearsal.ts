/** A registry on this machine to which our packages, as they are now, are published. */
import {chmod, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PACKAGES, packPackage} from '../cli/packed.js';
import {startRegistry, type Registry} from './registry.js';

export interface Rehearsal {
  /** A new folder, in which machines can be set up. */
  readonly base: string;
  readonly registry: Registry;
  /** The packed packages, in dependency order. */
  readonly tarballs: readonly string[];
  /** Stops the registry and removes everything. */
  close(): Promise<void>;
}

/** Packs all packages as they are and publishes them. Needs a build. */
export async function startRehearsal(): Promise<Rehearsal> {
  const base = await mkdtemp(join(tmpdir(), 'rtc-call-rehearsal-'));
  // Users without privileges work in its folders.
  await chmod(base, 0o755);
  const registry = await startRegistry(join(base, 'registry'));
  const close = async () => {
    await registry.close();
    await rm(base, {recursive: true, force: true});
  };
  try {
    const tarballs: string[] = [];
    for (const name of PACKAGES) {
      const tarball = await packPackage(name, base);
      await registry.publish(tarball);
      tarballs.push(tarball);
    }
    return {base, registry, tarballs, close};
  } catch (error) {
    await close();
    throw error;
  }
}
