import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {format, resolveConfig} from 'prettier';
import {expect, it} from 'vitest';
import {iconsSources} from '../scripts/icons.js';

it.each(Object.entries(iconsSources()))(
  '%s is up to date with scripts/icons.js and lucide',
  async (file, source) => {
    const path = join(import.meta.dirname, file);
    const config = await resolveConfig(path);
    expect(await readFile(path, 'utf8')).toBe(await format(source, {...config, filepath: path}));
  },
);
