import {describe, expect, it, vi} from 'vitest';
import type {Tools} from './context.js';
import {delegate} from './delegate.js';
import {testContext} from './testing/context.js';

describe('delegate', () => {
  const run = (argv: readonly string[], changes: Partial<Tools> = {}) => {
    const runBroker = vi.fn<Tools['runBroker']>(async () => 1);
    return {runBroker, result: delegate(argv, testContext({runBroker, ...changes}))};
  };

  it('runs check of the project’s own broker for doctor, and returns its exit code', async () => {
    const {runBroker, result} = run(['doctor', 'https://calls.example.com', '--json']);
    expect(await result).toBe(1);
    expect(runBroker).toHaveBeenCalledExactlyOnceWith(['check', 'https://calls.example.com', '--json']);
  });

  it('runs init for add deploy, and knows nothing else to add', async () => {
    const {runBroker, result} = run(['add', 'deploy', '--domain', 'calls.example.com']);
    await result;
    expect(runBroker).toHaveBeenCalledExactlyOnceWith(['init', '--domain', 'calls.example.com']);
    for (const argv of [['add'], ['add', 'database']])
      await expect(run(argv).result).rejects.toMatchObject({code: 'bad-option'});
  });

  it.each([[[]], [['demo']], [['./doctor']], [['demo', 'doctor']]])(
    'leaves %j to the scaffolder',
    async argv => {
      const {runBroker, result} = run(argv);
      expect(await result).toBeUndefined();
      expect(runBroker).not.toHaveBeenCalled();
    },
  );

  it('says so if there is no project', async () => {
    await expect(run(['doctor'], {isInstalled: () => false}).result).rejects.toMatchObject({
      code: 'not-installed',
      hint: expect.stringContaining('npm install'),
    });
  });
});
