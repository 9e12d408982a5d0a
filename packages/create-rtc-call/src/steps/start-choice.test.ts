import {describe, expect, it, vi} from 'vitest';
import type {Prompt} from '../context.js';
import {testContext} from '../testing/context.js';
import {chooseStart} from './start-choice.js';

describe('chooseStart', () => {
  it.each([
    [{}, 'local'],
    [{start: true}, 'local'],
    [{start: false}, 'no'],
    [{lan: true}, 'lan'],
    [{start: true, lan: true}, 'lan'],
    [{start: true, install: false}, 'local'],
  ])('with %j starts: %s', async (flags, start) => {
    expect(await chooseStart(testContext({flags}))).toEqual({start});
  });

  it('prompts, and offers the phone only if there is a network', async () => {
    const offered: string[][] = [];
    const select: Prompt['select'] = async (_message, options) => {
      offered.push(options.map(({value}) => value));
      return options[0]!.value;
    };
    const prompt = {select};
    expect(await chooseStart(testContext({prompt}))).toEqual({start: 'lan'});
    expect(await chooseStart(testContext({prompt, hasNetwork: false}))).toEqual({start: 'local'});
    expect(offered).toEqual([
      ['lan', 'local', 'no'],
      ['local', 'no'],
    ]);
  });

  it.each([{start: true}, {start: false}, {lan: true}])('doesn’t prompt with %j', async flags => {
    const select = vi.fn();
    await chooseStart(testContext({flags, prompt: {select} as unknown as Prompt}));
    expect(select).not.toHaveBeenCalled();
  });

  it('doesn’t start what --no-install leaves without a server', async () => {
    const nothing = {isInstalled: () => false};
    expect(await chooseStart(testContext({...nothing, flags: {install: false}}))).toEqual({start: 'no'});
    for (const flags of [{start: true}, {lan: true}])
      await expect(
        chooseStart(testContext({...nothing, flags: {install: false, ...flags}})),
      ).rejects.toMatchObject({code: 'contradicting-flags'});
  });
});
