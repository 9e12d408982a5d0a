// @ts-check
import {readFile} from 'node:fs/promises';
import {transform} from 'esbuild';

const BROWSERS = ['chrome125', 'firefox128', 'safari18'];

/**
 * esbuild doesn't minify template literals. This plugin minifies css`…` and removes the indentation of all lines, also
 * in html`…`.
 * @type {import('esbuild').Plugin}
 */
export const minifyTemplates = {
  name: 'minify-templates',
  setup(build) {
    build.onLoad({filter: /element[\\/]dist[\\/].*\.js$/}, async ({path}) => {
      let contents = await readFile(path, 'utf8');
      for (const [whole, source = ''] of contents.matchAll(/css `([^`]*)`/g)) {
        if (source.includes('${')) throw new Error(`${path}: css\`…\` with \${…} can't be minified`);
        const {code} = await transform(source, {loader: 'css', minify: true, target: BROWSERS});
        contents = contents.replace(whole, () => `css\`${code.trim().replaceAll('\\', '\\\\')}\``);
      }
      return {contents: contents.replaceAll(/\n\s+/g, '\n')};
    });
  },
};
