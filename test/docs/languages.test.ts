/** No snippet goes unchecked: each language has a test. */
import {expect, it} from 'vitest';
import {inLanguages, snippets} from './snippets.js';

/** The test of each language, by the word after the fence. */
const CHECKED_BY: Readonly<Record<string, string>> = {
  js: 'code.test.ts',
  jsx: 'code.test.ts',
  ts: 'code.test.ts',
  html: 'markup.test.ts; its scripts: code.test.ts',
  vue: 'markup.test.ts; test/frameworks compiles more',
  css: 'markup.test.ts',
  sh: 'commands.test.ts',
  json: 'below',
  nginx: 'packages/broker/src/http/nginx.test.ts, with the real nginx',
  yaml: 'deployments.test.ts',
  toml: 'deployments.test.ts',
  python: 'tokens.test.ts',
  php: 'tokens.test.ts',
  go: 'tokens.test.ts',
  // Commands (commands.test.ts), headers (test/e2e/policies.test.ts), settings and diagrams.
  '': 'commands.test.ts',
};

it('each snippet is in a language that a test checks', () => {
  expect(snippets.filter(({language}) => !(language in CHECKED_BY)).map(({place}) => place)).toEqual([]);
});

it('code says what it is written in', () => {
  const looksLikeCode = /^(?:import .* from|(?:const|let|function|export) |<[a-z!])/m;
  expect(
    inLanguages('')
      .filter(({code}) => looksLikeCode.test(code))
      .map(({place}) => place),
  ).toEqual([]);
});

it.each(inLanguages('json').map(({place, code}) => [place, code]))('%s is JSON', (_place, code) => {
  expect(() => JSON.parse(code) as unknown).not.toThrow();
});
