/** The supported package managers. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

const KNOWN: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

/**
 * The package manager that started this process.
 *
 * @param userAgent `npm_config_user_agent`, which all four set: `pnpm/12.0.0 npm/? node/v20.19.0 linux x64`
 */
export function detectPackageManager(userAgent: string | undefined): PackageManager {
  const name = userAgent?.split('/')[0];
  return KNOWN.find(known => known === name) ?? 'npm';
}
