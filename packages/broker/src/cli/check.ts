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
    .argument(
      '[url]',
      'URL of the broker, for example https://calls.example.com/rtc; by default the one on this machine',
    )
    .option('--token <jwt>', 'an access token, if the broker requires one')
    .option('--origin <url>', "the origin of the page that will use the broker; the broker's own by default")
    .option(
      '--page <url>',
      "a page that uses the broker, whose headers are checked; the origin's root by default",
    )
    .option('--json', 'print one JSON object with all findings')
    .addHelpText('after', '\nThe exit code is 0 if nothing failed, also with warnings, and 1 otherwise.')
    .action(async (asked: string | undefined, {token, origin: given, page, json = false}: Flags) => {
      const {PORT, RTC_BROKER_PORT = PORT} = terminal.env;
      const url = asked ?? `http://localhost:${RTC_BROKER_PORT || 9_000}`;
      const origin = given !== undefined && URL.canParse(given) ? new URL(given).origin : undefined;
      if (given !== undefined && canonicalOrigin(origin ?? '') === undefined) {
        terminal.stderr.write(`--origin: expected an origin such as https://example.com, got ${given}\n`);
        terminal.exitCode = 1;
        return;
      }
      const findings: Finding[] = [];
      for await (const finding of checkBroker({url, token, origin, page})) {
        findings.push(finding);
        if (!json) terminal.stdout.write(format(finding));
      }
      const count = (level: Finding['level']) => findings.filter(one => one.level === level).length;
      const [failed, warnings] = [count('failed'), count('warning')];
      terminal.stdout.write(
        json
          ? `${JSON.stringify({url, ok: failed === 0, failed, warnings, findings}, null, 2)}\n`
          : summary(failed, warnings),
      );
      terminal.exitCode = failed === 0 ? 0 : 1;
    });
}

interface Flags {
  readonly token?: string;
  readonly origin?: string;
  readonly page?: string;
  readonly json?: boolean;
}

function summary(failed: number, warnings: number): string {
  if (failed + warnings === 0) return 'No problems found.\n';
  const parts = [
    failed > 0 && `${failed} failed`,
    warnings > 0 && `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
  ];
  return `${parts.filter(Boolean).join(', ')}.\n`;
}
