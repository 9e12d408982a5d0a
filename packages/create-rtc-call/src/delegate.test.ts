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

  it.each([
    [['add', 'deploy', 'calls.example.com'], {npm_config_domain: 'true'}, '--domain'],
    [['add', 'deploy'], {npm_config_external_ip: '192.0.2.1'}, '--external-ip'],
    [['add', 'deploy'], {npm_config_force: 'true'}, '--force'],
    [['doctor'], {npm_config_json: 'true'}, '--json'],
    [['doctor', 'eyJ'], {npm_config_token: 'true'}, '--token'],
  ])('notices a forgotten -- in %j with %j', async (argv, env, flag) => {
    const npm = {npm_config_user_agent: 'npm/11.0.0 node/v20.19.0 linux x64', ...env};
    const {runBroker, result} = run(argv, {env: npm});
    await expect(result).rejects.toMatchObject({
      code: 'forgotten-separator',
      message: `npm kept ${flag} for itself.`,
      hint: expect.stringContaining(`${argv.slice(0, argv[0] === 'add' ? 2 : 1).join(' ')} -- --`),
    });
    expect(runBroker).not.toHaveBeenCalled();
    // Other package managers pass everything on, and so does npm after the --.
    const pnpm = {npm_config_user_agent: 'pnpm/12.0.0 npm/? node/v20.19.0 linux x64', ...env};
    expect(await run(argv, {env: pnpm}).result).toBe(1);
    expect(await run([...argv, `${flag}=x`], {env: npm}).result).toBe(1);
  });

  it('says so if there is no project', async () => {
    await expect(run(['doctor'], {isInstalled: () => false}).result).rejects.toMatchObject({
      code: 'not-installed',
      hint: expect.stringContaining('npm install'),
    });
  });
});
