// @ts-check
/** Writes docs/api and docs/llms.txt: `pnpm api`, after a build. */
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {renderAll} from './render.js';

const root = join(import.meta.dirname, '../..');
for (const [path, text] of Object.entries(await renderAll(root))) {
  await mkdir(dirname(join(root, path)), {recursive: true});
  await writeFile(join(root, path), text);
}
