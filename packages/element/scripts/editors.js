// @ts-check
import {readFile} from 'node:fs/promises';
import {generateJetBrainsWebTypes} from 'custom-element-jet-brains-integration';
import {generateVsCodeCustomElementData} from 'custom-element-vs-code-integration';

/**
 * Writes what editors complete and explain, from custom-elements.json: web-types for JetBrains, and the HTML and CSS data
 * for VS Code. The current folder is the package's, whose name and version the first of them contains.
 * @param {string} outdir
 */
export async function writeEditorData(outdir) {
  const manifest = JSON.parse(await readFile('custom-elements.json', 'utf8'));
  generateJetBrainsWebTypes(structuredClone(manifest), {outdir, hideLogs: true});
  generateVsCodeCustomElementData(structuredClone(manifest), {outdir, hideLogs: true});
}
