/** A folder in which snippets are compiled and run, with the packages that they import. */
import {mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {root} from './pages.js';

/** Where each package is that the root itself does not depend on. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@rtc-call/broker': 'packages/broker',
  '@rtc-call/engine': 'packages/engine',
  'rtc-call': 'packages/element',
  peerjs: 'node_modules/peerjs',
  express: 'packages/broker/node_modules/express',
  '@types/express': 'packages/broker/node_modules/@types/express',
  fastify: 'packages/broker/node_modules/fastify',
  jose: 'packages/broker/node_modules/jose',
  react: 'test/frameworks/node_modules/react',
  '@types/react': 'test/frameworks/node_modules/@types/react',
  'react-dom': 'test/frameworks/node_modules/react-dom',
  vue: 'test/frameworks/node_modules/vue',
  '@types/node': 'node_modules/@types/node',
};

export interface Workshop {
  readonly folder: string;
  readonly remove: () => void;
}

/** Makes a new folder, which the caller removes. */
export function openWorkshop(): Workshop {
  mkdirSync(join(root, 'test-artifacts'), {recursive: true});
  const folder = mkdtempSync(join(root, 'test-artifacts/snippets-'));
  for (const [name, path] of Object.entries(PACKAGES)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), {recursive: true});
    symlinkSync(join(root, path), link, 'dir');
  }
  return {folder, remove: () => rmSync(folder, {recursive: true, force: true})};
}
