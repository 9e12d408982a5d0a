import {describe, expect, it} from 'vitest';
import {parseFlags} from './flags.js';
import {FLAGS} from './testing/context.js';

const parse = (...argv: string[]) => parseFlags(argv, () => {});

describe('parseFlags', () => {
  it('has defaults: prompt, install, a git repository, overwrite nothing', () => {
    expect(parse()).toEqual({...FLAGS, dir: undefined});
  });

  it('reads every flag', () => {
    const argv =
      'demo --template page -y --no-install --start --lan --no-git --force --dry-run --port 8080 --host 0.0.0.0';
    expect(parse(...argv.split(' '))).toEqual({
      dir: 'demo',
      template: 'page',
      yes: true,
      install: false,
      start: true,
      lan: true,
      git: false,
      force: true,
      dryRun: true,
      port: 8080,
      host: '0.0.0.0',
    });
    expect(parse('--no-start')).toMatchObject({start: false});
  });

  it.each([
    [['--port', 'abc'], /port.*0 to 65535/i],
    [['--port', '65536'], /0 to 65535/],
    [['--port', '-1'], /0 to 65535/],
    [['--port', '80.5'], /0 to 65535/],
    [['--port'], /argument missing/],
    [['--nonsense'], /unknown option '--nonsense'/i],
    [['--host', ''], /address or a name/],
    [['--host', 'not a host'], /address or a name/],
    [['--host', 'a\nSECRET=b'], /address or a name/],
  ])('rejects %j with a reason', (argv, message) => {
    expect(() => parse(...argv)).toThrow(
      expect.objectContaining({code: 'bad-option', exitCode: 2, message: expect.stringMatching(message)}),
    );
  });

  it('puts a name of several words in quotes', () => {
    expect(() => parse('my', 'cool', 'call', '--yes')).toThrow(
      expect.objectContaining({
        code: 'bad-option',
        message: 'Too many arguments: my, cool, call.',
        hint: 'A name of several words needs quotes: "my cool call"',
      }),
    );
  });

  it.each(['0.0.0.0', '::1', 'fe80::1%eth0', 'my-host.local'])('takes the host %s', host => {
    expect(parse('--host', host)).toMatchObject({host});
  });

  it.each([
    [['--start', '--no-start'], '--start and --no-start'],
    [['--lan', '--no-start'], '--lan and --no-start'],
    [['--lan', '--host', 'localhost'], '--lan and --host localhost'],
    [['--lan', '--host', '127.0.0.1'], '--lan and --host 127.0.0.1'],
  ])('rejects %j, which contradict each other', (argv, which) => {
    expect(() => parse(...argv)).toThrow(
      expect.objectContaining({
        code: 'contradicting-flags',
        message: `${which} contradict each other.`,
      }),
    );
  });

  it.each([
    [['demo', 'vue'], {npm_config_template: 'true'}, '--template'],
    [['demo'], {npm_config_template: 'vue'}, '--template'],
    [['demo', '8080'], {npm_config_port: 'true'}, '--port'],
    [['demo'], {npm_config_start: ''}, '--start'],
    [['demo'], {npm_config_install: ''}, '--no-install'],
    [['demo'], {npm_config_git: 'false'}, '--no-git'],
    [['demo'], {npm_config_dry_run: 'true'}, '--dry-run'],
    // It reads this one as letters, like ls -lan.
    [['demo'], {npm_config_long: 'true', npm_config_all: 'true', npm_config_yes: ''}, '--lan'],
  ])('notices a forgotten -- in %j with %j', (argv, env, flag) => {
    const npm = {npm_config_user_agent: 'npm/11.0.0 node/v20.19.0 linux x64', ...env};
    expect(() => parseFlags(argv, () => {}, npm)).toThrow(
      expect.objectContaining({
        code: 'forgotten-separator',
        message: `npm kept ${flag} for itself.`,
        hint: expect.stringContaining(' -- '),
      }),
    );
    // Other package managers pass everything on, and a flag after the -- arrives.
    const pnpm = {npm_config_user_agent: 'pnpm/12.0.0 npm/? node/v20.19.0 linux x64', ...env};
    expect(() => parseFlags(['demo'], () => {}, pnpm)).not.toThrow();
  });

  it('accepts what npm may be configured with anyway', () => {
    const env = {npm_config_user_agent: 'npm/11.0.0', npm_config_git: '/usr/bin/git', npm_config_yes: 'true'};
    expect(parseFlags(['demo'], () => {}, env)).toMatchObject({dir: 'demo', yes: false});
    expect(parseFlags(['demo', '--dry-run'], () => {}, {...env, npm_config_dry_run: 'true'})).toMatchObject({
      dryRun: true,
    });
  });

  it.each(['--help', '--version'])('only prints for %s', flag => {
    const printed: string[] = [];
    expect(parseFlags([flag], text => printed.push(text))).toBeUndefined();
    expect(printed.join('')).toMatch(flag === '--help' ? /Usage: create-rtc-call/ : /^\d+\.\d+\.\d+/);
  });
});
