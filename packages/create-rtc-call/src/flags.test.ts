import {describe, expect, it} from 'vitest';
import {parseFlags} from './flags.js';

const parse = (...argv: string[]) => parseFlags(argv, () => {});

describe('parseFlags', () => {
  it('has defaults: prompt, install, start, overwrite nothing', () => {
    expect(parse()).toEqual({dir: undefined, yes: false, install: true, start: true, force: false});
  });

  it('reads every flag', () => {
    const argv = 'demo --template page -y --no-install --no-start --force --port 8080 --host 0.0.0.0'.split(
      ' ',
    );
    expect(parse(...argv)).toEqual({
      dir: 'demo',
      template: 'page',
      yes: true,
      install: false,
      start: false,
      force: true,
      port: 8080,
      host: '0.0.0.0',
    });
  });

  it.each([
    [['--port', 'abc'], /port.*0 to 65535/i],
    [['--port', '65536'], /0 to 65535/],
    [['--port', '-1'], /0 to 65535/],
    [['--port', '80.5'], /0 to 65535/],
    [['--port'], /argument missing/],
    [['--nonsense'], /unknown option '--nonsense'/i],
    [['one', 'two'], /too many arguments/i],
  ])('rejects %j with a reason', (argv, message) => {
    expect(() => parse(...argv)).toThrow(
      expect.objectContaining({code: 'bad-option', exitCode: 2, message: expect.stringMatching(message)}),
    );
  });

  it.each(['--help', '--version'])('only prints for %s', flag => {
    const printed: string[] = [];
    expect(parseFlags([flag], text => printed.push(text))).toBeUndefined();
    expect(printed.join('')).toMatch(flag === '--help' ? /Usage: create-rtc-call/ : /^\d+\.\d+\.\d+/);
  });
});
