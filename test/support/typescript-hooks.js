/**
 * Lets plain Node, from 20 on, run the TypeScript of this folder: `register('../support/typescript-hooks.js',
 * import.meta.url)`. An import of `./x.js` resolves to `./x.ts` if only that exists, as in tsc and Vitest.
 */
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {transform} from 'esbuild';

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL) {
    const url = new URL(specifier, context.parentURL);
    const source = new URL(url.href.replace(/\.js$/, '.ts'));
    if (!existsSync(url) && existsSync(source)) return nextResolve(source.href, context);
  }
  return nextResolve(specifier, context);
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context);
  const source = await readFile(new URL(url), 'utf8');
  const sourcefile = fileURLToPath(url);
  const {code} = await transform(source, {loader: 'ts', sourcefile, sourcemap: 'inline', target: 'node20'});
  return {format: 'module', source: code, shortCircuit: true};
}
