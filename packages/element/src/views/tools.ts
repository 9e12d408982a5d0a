import {OnDemand} from '@rtc-call/engine/on-demand';
import type {Context} from '../context.js';

/** What only a call of three or more, or a shared screen, needs on the stage. Loaded beside the tiles, which don't wait. */
export const stageTools = new OnDemand('stage-tools', async () => (await import('./stage-tools.js')).tools);

export const needsTools = ({participants, local}: Pick<Context, 'participants' | 'local'>) =>
  participants.length > 1 || local.screen !== null || participants.some(({screen}) => screen !== null);
