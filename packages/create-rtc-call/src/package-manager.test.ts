import {expect, it} from 'vitest';
import {detectPackageManager} from './package-manager.js';

it.each([
  ['npm/11.0.0 node/v20.19.0 linux x64 workspaces/false', 'npm'],
  ['pnpm/12.0.0 npm/? node/v20.19.0 linux x64', 'pnpm'],
  ['yarn/4.5.0 npm/? node/v20.19.0 linux x64', 'yarn'],
  ['bun/1.2.0 npm/? node/v22.6.0 linux x64', 'bun'],
  ['somebody/1.0.0', 'npm'],
  ['', 'npm'],
  [undefined, 'npm'],
])('a user agent of %j means %s', (userAgent, name) => {
  expect(detectPackageManager(userAgent)).toBe(name);
});
