import {OnDemand} from '@rtc-call/engine/on-demand';
import type {Context} from '../context.js';

/** What only a call of three or more, or a shared screen, needs on the stage. */
export const stageTools = new OnDemand('stage-tools', async () => (await import('./stage-tools.js')).tools);

export const needsTools = ({
  participants,
  local,
  options,
}: Pick<Context, 'participants' | 'local' | 'options'>) =>
  participants.length > (options.layout === 'grid' ? 0 : 1) ||
  local.screen !== null ||
  participants.some(({screen}) => screen !== null);
