// @ts-check
import {readFile, readdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';

/**
 * The licences of the packages that these files come from, each once.
 * @param {readonly string[]} inputs - Paths of esbuild's metafile. @param {string} root - What they are relative to.
 */
export async function licenses(inputs, root) {
  const folders = inputs.flatMap(
    input => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input.replace(/^[\w-]+:/, ''))?.[0] ?? [],
  );
  const texts = await Promise.all(
    [...new Set(folders)].toSorted().map(async folder => {
      const path = resolve(root, folder);
      const {name, version, license} = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
      const file = (await readdir(path)).find(entry => /^licen[cs]e/i.test(entry));
      return `${name} ${version} (${license})\n\n${file ? await readFile(join(path, file), 'utf8') : ''}`;
    }),
  );
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
