import {startCommands} from '../commands.js';
import type {Context, Decisions} from '../context.js';
import {CreateError, type CreateErrorCode} from '../errors.js';
import {shownPath} from '../project.js';

/** Why an installation fails through no fault of the project's, by what package managers print then. */
const CAUSES: readonly {
  readonly printed: RegExp;
  readonly code: CreateErrorCode;
  readonly sentence: (packageManager: string) => string;
}[] = [
  {
    printed: /\bENOSPC\b|\bEDQUOT\b|No\s+space\s+left\s+on\s+device/i,
    code: 'disk-full',
    sentence: () => 'The disk is full, so the dependencies could not be installed.',
  },
  {
    printed:
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ConnectionRefused|FailedToOpenSocket|\w+_NETWORK_ERROR)\b|\berror\s+sending\s+request\b/,
    code: 'no-network',
    sentence: packageManager => `${packageManager} could not reach its registry.`,
  },
];

type Needs = 'cwd' | 'dir' | 'flags' | 'output' | 'packageManager' | 'run';

/** Installs the project's dependencies with the package manager that started us. */
export async function installDependencies(
  context: Pick<Context, Needs>,
): Promise<Pick<Decisions, 'isInstalledNow'>> {
  const {cwd, dir, flags, output, packageManager, run} = context;
  if (!flags.install) return {isInstalledNow: false};
  const end = output.progress(`Installing with ${packageManager}`);
  const {code, output: printed} = await run(packageManager, ['install'], {cwd: dir});
  end(
    code === 0 ? `Installed with ${packageManager}.` : 'The dependencies could not be installed.',
    code === 0,
  );
  if (code === 0) return {isInstalledNow: true};

  const shown = shownPath(cwd, dir);
  const later = `${shown} is complete. To go on later:\n${startCommands(context, false)
    .map(command => `  ${command}`)
    .join('\n')}`;
  if (code === 127)
    throw new CreateError('install-failed', `${packageManager} was not found.`, {hint: later});
  const cause = CAUSES.find(one => one.printed.test(printed));
  if (cause) throw new CreateError(cause.code, cause.sentence(packageManager), {hint: later});
  if (code === 126)
    throw new CreateError('install-failed', `${packageManager} could not be run: ${printed}.`, {hint: later});
  throw new CreateError('install-failed', `${packageManager} install failed with exit code ${code}.`, {
    hint: printed.trim() === '' ? later : `${later}\n\nIt printed:\n${printed.trim()}`,
  });
}
