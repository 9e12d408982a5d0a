/** A context for tests of one step: what a new user has who types no flags, at no terminal. */
import type {Context, Prompt} from '../context.js';
import type {Flags} from '../flags.js';
import {plainOutput} from '../output.js';

export const FLAGS: Flags = {
  yes: false,
  install: true,
  lan: false,
  git: true,
  force: false,
  dryRun: false,
};

/** What a test wants to be different. `prompt` needs only the kinds of prompts that the test answers. */
export type Changes = Partial<Omit<Context, 'flags' | 'prompt'>> & {
  readonly flags?: Partial<Flags>;
  readonly prompt?: Partial<Prompt>;
};

export function testContext({flags, prompt, ...changes}: Changes = {}): Context & {
  readonly printed: string[];
} {
  const printed: string[] = [];
  return {
    printed,
    cwd: '/somewhere',
    templates: new URL('../../../../templates/', import.meta.url),
    version: '1.2.3',
    packageManager: 'npm',
    env: {},
    prompt: prompt as Prompt | undefined,
    output: plainOutput(line => printed.push(line)),
    hasNetwork: true,
    isInstalled: () => true,
    run: async () => ({code: 0, output: ''}),
    runBroker: async () => 0,
    initGit: () => true,
    serve: async () => {},
    dir: '/somewhere/demo',
    name: 'demo',
    template: '',
    mode: 'create',
    start: 'local',
    settings: {},
    isWritten: false,
    isInstalledNow: false,
    ...changes,
    flags: {...FLAGS, ...flags},
  };
}
