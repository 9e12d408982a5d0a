// What all published packages say about where they come from stands once, in the root's package.json: pnpm adds it
// to a package's own when it packs or publishes that.
import {readFileSync} from 'node:fs';
import {relative} from 'node:path';

const root = import.meta.dirname;

export const hooks = {
  beforePacking(manifest, dir) {
    const {repository, homepage, bugs, keywords} = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
    const directory = relative(root, dir).replaceAll('\\', '/');
    return {...manifest, homepage, bugs, keywords, repository: {...repository, directory}};
  },
};
