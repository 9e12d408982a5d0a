import {Command} from 'commander';
import {checkBroker, type Finding} from '../check/index.js';
import {canonicalOrigin} from '../origin.js';
import type {Terminal} from './terminal.js';

const MARKS = {ok: '✓', warning: '!', failed: '✗'} as const;

const format = ({level, name, detail, hint}: Finding): string =>
  `${MARKS[level]} ${name}: ${detail}\n${hint === undefined ? '' : `    ${hint}\n`}`;

export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('Connects to a broker as a browser would, and says what is wrong and how to fix it.')
    .argument('<url>', 'URL of the broker, for example https://calls.example.com/rtc')
    .option('--token <jwt>', 'an access token, if the broker requires one')
    .option('--origin <url>', "the origin of the page that will use the broker; the broker's own by default")
    .action(async (url: string, {token, origin: page}: {token?: string; origin?: string}) => {
      const origin = page !== undefined && URL.canParse(page) ? new URL(page).origin : undefined;
      if (page !== undefined && canonicalOrigin(origin ?? '') === undefined) {
        terminal.stderr.write(`--origin: expected an origin such as https://example.com, got ${page}\n`);
        terminal.exitCode = 1;
        return;
      }
      let failures = 0;
      const target = {url, token, origin};
      for await (const finding of checkBroker(target)) {
        terminal.stdout.write(format(finding));
        if (finding.level === 'failed') failures += 1;
      }
      terminal.stdout.write(failures === 0 ? 'No problems found.\n' : `${failures} failed.\n`);
      terminal.exitCode = failures === 0 ? 0 : 1;
    });
}
