import {readFileSync} from 'node:fs';

/** The version of this package, and so of the whole release: the four packages share one number. */
export function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return (manifest as {version: string}).version;
}
