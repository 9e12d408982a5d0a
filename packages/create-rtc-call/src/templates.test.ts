import {describe, expect, it} from 'vitest';
import {createRoomName} from '../../../templates/page/public/room-name.js';
import {listTemplateFiles, listTemplates} from './templates.js';

const templates = new URL('../../../templates/', import.meta.url);

describe('the templates', () => {
  it('are listed with their descriptions', async () => {
    expect(await listTemplates(templates)).toContainEqual({name: 'page', description: expect.any(String)});
  });

  it('contain a .gitignore, although npm doesn’t pack one', async () => {
    const targets = (await listTemplateFiles(templates, 'page')).map(({target}) => target);
    expect(targets).toContain('.gitignore');
    expect(targets).toContain('public/index.html');
    expect(targets).not.toContain('_gitignore');
  });
});

describe('a generated room name', () => {
  const names = Array.from({length: 2_000}, createRoomName);

  it('is readable and needs no URL encoding', () => {
    for (const name of names) expect(name).toMatch(/^[a-z]+-[a-z]+-[a-z]+-[0-9a-hjkmnp-tv-z]{10}$/);
  });

  it('uses all 3 × 64 words and 32 characters', () => {
    const parts = names.map(name => name.split('-'));
    const distinct = (index: number) => new Set(parts.map(part => part[index])).size;
    expect([distinct(0), distinct(1), distinct(2)]).toEqual([64, 64, 64]);
    expect(new Set(parts.flatMap(part => part[3]!.split(''))).size).toBe(32);
    expect(new Set(names).size).toBe(names.length);
  });
});
