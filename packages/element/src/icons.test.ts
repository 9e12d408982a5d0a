import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {format, resolveConfig} from 'prettier';
import {expect, it} from 'vitest';
import {iconsSource} from '../scripts/icons.js';

it('The icons are up to date with scripts/icons.js and lucide', async () => {
  const path = join(import.meta.dirname, 'icons.ts');
  const config = await resolveConfig(path);
  expect(await readFile(path, 'utf8')).toBe(await format(iconsSource(), {...config, filepath: path}));
});
