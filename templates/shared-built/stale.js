// Whether the page has to be built again.
import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';

/**
 * Whether something in the project has changed since `built` was written, a file of the built page. With
 * NODE_ENV=production, only whether it is missing: a server is often not allowed to write it.
 */
export function isStale(root, built) {
  const builtAt = statSync(join(root, built), {throwIfNoEntry: false})?.mtimeMs;
  if (builtAt === undefined) return true;
  if (process.env.NODE_ENV === 'production') return false;
  return readdirSync(root)
    .filter(name => !name.startsWith('.') && !['node_modules', 'dist'].includes(name))
    .some(name => isNewer(join(root, name), builtAt));
}

function isNewer(path, time) {
  const stats = statSync(path);
  if (stats.mtimeMs > time) return true;
  return stats.isDirectory() && readdirSync(path).some(name => isNewer(join(path, name), time));
}
