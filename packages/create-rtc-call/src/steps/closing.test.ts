import {describe, expect, it} from 'vitest';
import {testContext, type Changes} from '../testing/context.js';
import {printNext} from './closing.js';

describe('printNext', () => {
  it.each<[Changes, string]>([
    [{}, 'Next time:\n  cd demo\n  npm start\n  npm start -- --lan'],
    [{packageManager: 'pnpm'}, 'Next time:\n  cd demo\n  pnpm start\n  pnpm start --lan'],
    [{start: 'no'}, 'To start the server:\n  cd demo\n  npm start\n  npm start -- --lan'],
    [
      {start: 'no', flags: {install: false}, isInstalled: () => false, packageManager: 'yarn'},
      '  cd demo\n  yarn install\n  yarn start\n  yarn start --lan',
    ],
    [{dir: '/somewhere'}, 'Next time:\n  npm start'],
    [{dir: '/elsewhere/demo'}, '  cd /elsewhere/demo\n'],
    [{dir: '/somewhere/my call'}, '  cd "my call"\n'],
  ])('with %j prints %j', async (changes, text) => {
    const context = testContext(changes);
    await printNext(context);
    expect(context.printed.join('\n')).toContain(text);
  });
});
