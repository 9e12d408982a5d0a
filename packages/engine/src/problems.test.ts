import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {renderErrors} from '../scripts/errors-page.js';
import {CallError} from './errors.js';
import {BROKER_PROBLEMS, CALL_PROBLEMS, explain, type ErrorCode} from './problems.js';

const ALL = [...Object.entries(CALL_PROBLEMS), ...Object.entries(BROKER_PROBLEMS)];

test.each(ALL)('%s has one sentence for what happened and one for the fix', (_code, {sentence, fix}) => {
  for (const text of [sentence, fix]) expect(text).toMatch(/^[A-Z].*(?:\.|\{detail\})$/);
});

test('each code is in only one table', () => {
  expect(new Set(ALL.map(([code]) => code)).size).toBe(ALL.length);
});

test('docs/errors.md matches the tables (update it with pnpm --filter @rtc-call/engine errors)', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8');
  expect(page).toBe(renderErrors(CALL_PROBLEMS, BROKER_PROBLEMS));
  for (const [code] of ALL) expect(page).toContain(`\n### ${code}\n`);
});

describe('the hint of a CallError', () => {
  test.each(Object.keys(CALL_PROBLEMS) as ErrorCode[])('is both sentences: %s', code => {
    expect(new CallError(code, {detail: 'https://a.example'}).hint).toBe(
      explain(CALL_PROBLEMS[code], 'https://a.example'),
    );
  });

  test('contains the detail unchanged', () => {
    const {hint} = new CallError('origin-forbidden', {detail: '$& {detail}'});
    expect(hint).toContain('--origins $& {detail} ');
  });
});
