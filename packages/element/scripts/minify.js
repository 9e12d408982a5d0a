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
  return `${code}\n`;
}

/** As a broker sends it, by the suffix of the file: compressed once, here, and not for each visitor. @param {string} code */
export async function compressed(code) {
  const bytes = Buffer.from(code);
  return {'.gz': await zopfli(bytes, {numiterations: 30}), '.br': await brotli(bytes)};
}
