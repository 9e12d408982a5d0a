import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {problemWithName, validName} from './name.js';

describe('problemWithName', () => {
  it.each(['demo', 'my-call', 'call2', 'a.b_c'])('accepts %s', name => {
    expect(problemWithName(name)).toBeUndefined();
  });

  it.each([
    ['My App', /capital letters/],
    ['.hidden', /start with a period/],
    ['_private', /underscore/],
    ['node_modules', /not a valid package name/],
    ['http', /core module/],
    ['a b', /URL-friendly/],
    ['', /length must be greater than zero/],
    ['x'.repeat(215), /214/],
  ])('rejects %j with a reason', (name, problem) => {
    expect(problemWithName(name)).toMatch(problem);
  });
});

describe('validName', () => {
  it('is close to the given name', () => {
    expect(validName('My App!')).toBe('my-app');
  });

  it('is always valid', () => {
    fc.assert(fc.property(fc.string(), text => problemWithName(validName(text)) === undefined));
  });
});
