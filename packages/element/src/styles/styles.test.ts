import {readFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';

describe('The styles', () => {
  it('use the element’s own unit and never rem, which follows the page’s root', async () => {
    const files = (await readdir(import.meta.dirname)).filter(file => !file.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const text = await readFile(join(import.meta.dirname, file), 'utf8');
      expect(text.match(/[\d.]+rem\b/g), file).toBeNull();
    }
  });
});
