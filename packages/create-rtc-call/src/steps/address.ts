import type {Context, Decisions} from '../context.js';
import {CreateError} from '../errors.js';
import {findFreePort, probePort} from '../port.js';
import {readProjectAddress} from '../project.js';

/** Checks that the server's port is free, before anything is written. */
export async function chooseAddress({
  dir,
  env,
  flags,
  prompt,
  start,
}: Pick<Context, 'dir' | 'env' | 'flags' | 'prompt' | 'start'>): Promise<Pick<Decisions, 'settings'>> {
  const settings: Record<string, string> = {};
  if (flags.port !== undefined) settings.PORT = String(flags.port);
  if (flags.host !== undefined) settings.HOST = flags.host;
  if (start === 'no') return {settings};

  const wanted = await readProjectAddress(dir, {...env, ...settings});
  const {port} = wanted;
  const host = start === 'lan' ? EVERYWHERE : wanted.host;
  const found = await probePort(port, host);
  if (found === 'free') return {settings};

  const free = await findFreePort(port + 1, host);
  if (
    free !== undefined &&
    (await prompt?.confirm(`${REASONS[found].problem(port)} Use ${free} instead?`, true))
  )
    return {settings: {...settings, PORT: String(free)}};
  throw new CreateError(REASONS[found].code, REASONS[found].problem(port), {
    hint: free === undefined ? 'Choose another port with --port.' : `${free} is free: add --port ${free}`,
  });
}

/** Where the server listens for phones. */
const EVERYWHERE = '0.0.0.0';

const REASONS = {
  'in-use': {code: 'port-in-use', problem: (port: number) => `Port ${port} is in use.`},
  forbidden: {code: 'port-forbidden', problem: (port: number) => `You are not allowed to use port ${port}.`},
} as const;
