import {OnDemand} from '@rtc-call/engine/on-demand';
import type {Context} from '../context.js';
import {isOnStage} from '../context.js';
import type {ViewName} from './view.js';

/** The view for the current state. */
export function viewNameOf({state, options, ui}: Pick<Context, 'state' | 'options' | 'ui'>): ViewName {
  const before = options.room && options.features.has('prejoin') ? 'lobby' : 'start';
  if (isOnStage(state)) return 'stage';
  if (state === 'dialing') return 'dialing';
  if (state === 'ringing') return ui.isRingSuppressed ? before : 'ringing';
  if (state === 'ended') return ui.isEndDismissed ? before : 'ended';
  return before;
}

export const views = new OnDemand('all-views', () => import('./all-views.js'));
