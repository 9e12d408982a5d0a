import fc from 'fast-check';
import validate from 'validate-npm-package-name';
import {describe, expect, it} from 'vitest';
import {folderName, packageName} from './name.js';

describe('folderName', () => {
  it.each([
    ['demo', 'demo'],
    ['My Cool Call!', 'my-cool-call'],
    ['  a  b  ', 'a-b'],
    ['.hidden', 'hidden'],
    ['--force', 'force'],
    ['Café Zoë', 'café-zoë'],
    ['Мой звонок', 'мой-звонок'],
    ['通話', '通話'],
    ['📞', 'my-call'],
    ['...', 'my-call'],
    ['node_modules', 'node_modules-call'],
    ['NUL', 'nul-call'],
    ['a:b*c?', 'a-b-c'],
    ['x'.repeat(300), 'x'.repeat(60)],
  ])('of %j is %j', (text, name) => {
    expect(folderName(text)).toBe(name);
  });

  it('is a name that every file system takes, for any text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 300}), text => {
        const name = folderName(text);
        return (
          /^[^.\-_\\/:*?"<>|\s]/u.test(name) &&
          !/[\\/:*?"<>|\s.]$/u.test(name) &&
          Buffer.byteLength(name) <= 255
        );
      }),
    );
  });
});

describe('packageName', () => {
  it.each([
    ['my-cool-call', 'my-cool-call'],
    ['café-zoë', 'cafe-zoe'],
    ['My Call', 'my-call'],
    ['通話', 'my-call'],
    ['http', 'http-call'],
    ['node_modules-call', 'node_modules-call'],
  ])('of the folder %j is %j', (folder, name) => {
    expect(packageName(folder)).toBe(name);
  });

  it('is valid for any folder', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => validate(packageName(text)).validForNewPackages),
    );
  });
});
