/** Commands in the docs use only subcommands, flags and variables that the programs' own help lists. */
import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {describe, expect, it} from 'vitest';
import {read, root, tokensOf} from './pages.js';
import {inLanguages, pages} from './snippets.js';

const BROKER = 'packages/broker/dist/bin.js';
const SCAFFOLDER = 'bin/create-rtc-call.js';

/** How each command of ours is typed, and what shows its help. The first that matches counts. */
const COMMANDS: readonly {readonly typed: RegExp; readonly help: readonly string[]}[] = [
  {typed: /create[ -]rtc-call(?:@latest)? doctor\b/, help: [BROKER, 'check']},
  {typed: /create[ -]rtc-call(?:@latest)? add deploy\b/, help: [BROKER, 'init']},
  {typed: /(?:create-rtc-call|\b(?:npm|pnpm|yarn|bun) create rtc-call(?:@latest)?)\b/, help: [SCAFFOLDER]},
  ...['serve', 'token', 'check', 'init'].map(name => ({
    typed: new RegExp(`(?:rtc-broker|@rtc-call/broker) ${name}\\b`),
    help: [BROKER, name],
  })),
];

/** Flags that npm or npx understands. */
const FOREIGN = new Set(['--omit', '--yes']);

/** Lines of shell snippets and of plain ones, and inline code. */
const lines = [
  ...inLanguages('sh', '').flatMap(({place, code}) => code.split('\n').map(line => [place, line] as const)),
  ...pages.flatMap(page =>
    tokensOf(read(page)).flatMap(token => (token.type === 'codespan' ? [[page, token.text] as const] : [])),
  ),
];
const commands = lines.flatMap(([place, line]) => {
  // What follows two spaces or a hash is a remark.
  const text = line.split(/ {2}|#/)[0]!.trim();
  const found = COMMANDS.find(({typed}) => typed.test(text));
  return found ? [{place, text, ...found}] : [];
});

const helps = new Map<string, Promise<string>>();
function helpOf([file, ...args]: readonly string[]): Promise<string> {
  const key = [file, ...args].join(' ');
  const help =
    helps.get(key) ??
    promisify(execFile)(process.execPath, [join(root, file!), ...args, '--help'], {cwd: root}).then(
      ({stdout}) => stdout,
    );
  helps.set(key, help);
  return help;
}

describe('a command in the docs', () => {
  it.each(commands.map(command => [`${command.place}: ${command.text}`, command] as const))(
    '%s',
    async (_name, {text, help}) => {
      const flags = text.match(/(?<= )--?[a-z][\w-]*/g) ?? [];
      expect(await unknownIn(help, flags)).toEqual([]);
    },
  );

  it('is recognized, and its mistakes are found', async () => {
    expect(commands.length).toBeGreaterThan(20);
    expect(await unknownIn([BROKER, 'serve'], ['--trust-proxy', '--trusted-proxy'])).toEqual([
      '--trusted-proxy',
    ]);
    expect(await unknownIn([SCAFFOLDER], ['--dry-run', '--docker'])).toEqual(['--docker']);
  });
});

it('a subcommand of the broker in the docs exists', () => {
  const known = new Set(COMMANDS.map(({help}) => help[1]));
  const subcommands = lines.flatMap(([place, line]) =>
    [...line.matchAll(/(?:^| )(?:npx )?(?:rtc-broker|@rtc-call\/broker) ([a-z]+)/g)].map(([, name]) => ({
      place,
      name,
    })),
  );
  expect(subcommands.filter(({name}) => !known.has(name))).toEqual([]);
});

it('a variable of the broker in the docs exists', async () => {
  const help = await helpOf([BROKER, 'serve']);
  const variables = lines.flatMap(([place, line]) =>
    [...line.matchAll(/\bRTC_BROKER_[A-Z_]*[A-Z]\b/g)].map(([name]) => ({place, name})),
  );
  // Kubernetes sets these.
  const known = (name: string) => help.includes(name) || /^RTC_BROKER_(?:SERVICE_HOST|PORT)$/.test(name);
  expect(variables.filter(({name}) => !known(name))).toEqual([]);
});

async function unknownIn(help: readonly string[], flags: readonly string[]): Promise<string[]> {
  const text = await helpOf(help);
  return flags.filter(flag => !FOREIGN.has(flag) && !new RegExp(`${flag}(?![\\w-])`).test(text));
}
