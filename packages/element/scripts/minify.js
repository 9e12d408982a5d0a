// @ts-check
import {promisify} from 'node:util';
import {brotliCompress} from 'node:zlib';
import {gzip} from '@gfx/zopfli';
import {minify} from 'terser';

const zopfli = promisify(gzip);
const brotli = promisify(brotliCompress);

/**
 * A chunk, smaller than esbuild makes it: terser also follows values into functions. It is told only what is true
 * of this code and of what is in it: nothing here reads an arrow function's `prototype` or has getters with effects.
 * @param {string} source
 */
export async function minified(source) {
  const {code = ''} = await minify(source, {
    module: true,
    ecma: 2022,
    compress: {
      passes: 3,
      hoist_props: true,
      keep_fargs: false,
      pure_getters: true,
      unsafe_arrows: true,
      unsafe_methods: true,
    },
    format: {comments: /^ rtc-call, /},
  });
  return `${oneImportEach(code)}\n`;
}

/**
 * Esbuild and terser leave one import for each module that was bundled, though all come from the same file.
 * @param {string} code
 */
function oneImportEach(code) {
  /** @type {Map<string, string[]>} */
  const imports = new Map();
  const rest = code.replaceAll(/import\{([^}]*)\}from("[^"]*");/g, (_, names, from) => {
    imports.set(from, [...(imports.get(from) ?? []), names].filter(Boolean));
    return '';
  });
  if (/(^|;)import[{*"\w]/.test(rest))
    throw new Error('an import of another kind would run after those that moved');
  return [...imports].map(([from, names]) => `import{${names.join(',')}}from${from};`).join('') + rest;
}

/** As a broker sends it, by the suffix of the file: compressed once, here, and not for each visitor. @param {string} code */
export async function compressed(code) {
  const bytes = Buffer.from(code);
  return {'.gz': await zopfli(bytes, {numiterations: 30}), '.br': await brotli(bytes)};
}
