import {readFile, readdir} from 'node:fs/promises';
import {expect, it} from 'vitest';

it('all workflow actions are pinned by commit hash, with the version in a comment', async () => {
  const folder = '.github/workflows';
  for (const file of await readdir(folder)) {
    for (const [, action] of (await readFile(`${folder}/${file}`, 'utf8')).matchAll(/\buses: (?!\.\/)(.*)/g))
      expect(action, file).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});
