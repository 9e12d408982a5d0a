// @ts-check
/** The pages that `pnpm api` writes. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {format, resolveConfig} from 'prettier';
import {renderElement} from './element.js';
import {renderEngine} from './engine.js';
import {renderLlms} from './llms.js';

/** @param {string} root the repository @returns {Promise<Record<string, string>>} the text of each page by its path */
export async function renderAll(root) {
  const manifest = JSON.parse(await readFile(join(root, 'packages/element/custom-elements.json'), 'utf8'));
  const options = {...(await resolveConfig(join(root, 'docs/api/element.md'))), parser: 'markdown'};
  const [element, engine] = await Promise.all([
    format(renderElement(manifest), options),
    format(renderEngine(join(root, 'packages/engine/dist/index.d.ts')), options),
  ]);
  return {
    'docs/api/element.md': element,
    'docs/api/engine.md': engine,
    'docs/llms.txt': await renderLlms(root),
  };
}
