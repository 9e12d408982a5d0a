import type {Context} from '../context.js';
import {isOnStage} from '../context.js';
import type {View, ViewName, Views} from './view.js';

/** The view for the current state. */
export function viewNameOf({state, options, ui}: Pick<Context, 'state' | 'options' | 'ui'>): ViewName {
  const before = options.room && options.features.has('prejoin') ? 'lobby' : 'start';
  if (isOnStage(state)) return 'stage';
  if (state === 'dialing') return 'dialing';
  if (state === 'ringing') return ui.isRingSuppressed ? before : 'ringing';
  if (state === 'ended') return ui.isEndDismissed ? before : 'ended';
  return before;
}

let views: Views | undefined;

export const loadedView = (name: ViewName): View | undefined => views?.[name];

/** Loads the views. */
export async function loadViews() {
  ({views} = await import('./all-views.js'));
}
