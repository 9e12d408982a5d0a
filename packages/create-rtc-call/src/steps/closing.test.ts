import {describe, expect, it} from 'vitest';
import {testContext, type Changes} from '../testing/context.js';
import {printNext} from './closing.js';

describe('printNext', () => {
  it.each<[Changes, string]>([
    [{}, 'Done. Next time:\n  cd demo\n  npm start\n  npm start -- --lan'],
    [{packageManager: 'pnpm'}, 'Done. Next time:\n  cd demo\n  pnpm start\n  pnpm start --lan'],
    [{start: 'no'}, 'Done. To start the server:\n  cd demo\n  npm start\n  npm start -- --lan'],
    [
      {start: 'no', flags: {install: false}, isInstalled: () => false, packageManager: 'yarn'},
      '  cd demo\n  yarn install\n  yarn start\n  yarn start --lan',
    ],
    [{dir: '/somewhere'}, 'Done. Next time:\n  npm start'],
    [{dir: '/elsewhere/demo'}, '  cd /elsewhere/demo\n'],
    [{dir: '/somewhere/my call'}, '  cd "my call"\n'],
  ])('with %j prints %j', async (changes, text) => {
    const context = testContext(changes);
    await printNext(context);
    expect(context.printed.join('\n')).toContain(text);
  });
});
