import {CreateError} from './errors.js';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * npm keeps options for itself that stand before a `--`, and passes their values on as if they were arguments. It tells
 * its child processes the options that it kept.
 *
 * @param options what may have been kept: `--port`
 * @param example how to write it
 * @throws CreateError `forgotten-separator`
 */
export function checkSeparator(
  options: readonly string[],
  argv: readonly string[],
  {npm_config_user_agent: agent = '', ...env}: Env,
  example: string,
): void {
  if (!agent.startsWith('npm/')) return;
  const lost = options.find(option => {
    const name = bare(option);
    const kept = env[`npm_config_${name.replaceAll('-', '_')}`];
    // npm has an option of its own called git, which is the name of a program.
    const isMeant = name === 'git' ? kept === '' || kept === 'false' : kept !== undefined;
    return (isMeant || (name === 'lan' && isReadAsLetters(env))) && !argv.some(arg => bare(arg) === name);
  });
  if (lost === undefined) return;
  throw new CreateError(
    'forgotten-separator',
    `npm kept ${lost.replace('--no-start', '--start')} for itself.`,
    {
      hint: `Put -- before the options: ${example}`,
    },
  );
}

/** npm reads `--lan` as `-l -a -n`: long, all, and not yes. */
const isReadAsLetters = ({npm_config_long: long, npm_config_all: all}: Env): boolean =>
  long === 'true' && all === 'true';

/** The name of an option, without its dashes and value. */
const bare = (option: string): string => option.replace(/^--(no-)?/, '').replace(/=.*/, '');
