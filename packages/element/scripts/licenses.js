// @ts-check
import {readFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';

/** The licence texts of the packages that these files come from. @param {readonly string[]} inputs */
export async function licenses(inputs) {
  const folders = inputs.flatMap(input => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []);
  return Promise.all(
    [...new Set(folders)].toSorted().map(async path => {
      const {name, version, license} = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
      const file = (await readdir(path)).find(entry => /^licen[cs]e/i.test(entry));
      return `${name} ${version} (${license})\n\n${file ? await readFile(join(path, file), 'utf8') : ''}`;
    }),
  );
}
