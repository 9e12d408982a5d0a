import type {Choice, Context, Decisions, Start} from '../context.js';
import {CreateError} from '../errors.js';

const LAN: Choice<Start> = {
  value: 'lan',
  label: 'Yes, for my phone too',
  hint: '--lan',
};
const OTHERS: readonly Choice<Start>[] = [
  {value: 'local', label: 'Yes, on this computer only', hint: '--start'},
  {value: 'no', label: 'No', hint: '--no-start'},
];

type Needs = 'dir' | 'flags' | 'hasNetwork' | 'isInstalled' | 'prompt';

/** Decides whether to start the server, and for whom. */
export async function chooseStart({
  dir,
  flags,
  hasNetwork,
  isInstalled,
  prompt,
}: Pick<Context, Needs>): Promise<Pick<Decisions, 'start'>> {
  if (flags.start === false) return {start: 'no'};
  const isAsked = flags.start === true || flags.lan;
  if (!flags.install && !isInstalled(dir)) {
    if (!isAsked) return {start: 'no'};
    const flag = flags.lan ? '--lan' : '--start';
    throw new CreateError('contradicting-flags', `With --no-install, ${flag} has no server to start.`, {
      hint: 'Leave out one of them.',
    });
  }
  if (flags.lan) return {start: 'lan'};
  if (isAsked || flags.dryRun || !prompt) return {start: 'local'};
  return {start: await prompt.select('Start it now?', hasNetwork ? [LAN, ...OTHERS] : OTHERS)};
}
