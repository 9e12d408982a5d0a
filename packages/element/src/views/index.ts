import type {Context} from '../context.js';
import {isOnStage} from '../context.js';
import {lobby} from './lobby.js';
import {start} from './start.js';
import type {View, ViewName} from './view.js';

/** Which view shows the call as it stands. */
export function viewNameOf({state, options, ui}: Pick<Context, 'state' | 'options' | 'ui'>): ViewName {
  const before = options.room && options.features.has('prejoin') ? 'lobby' : 'start';
  if (isOnStage(state)) return 'stage';
  if (state === 'dialing') return 'dialing';
  if (state === 'ringing') return ui.isRingSuppressed ? before : 'ringing';
  if (state === 'ended') return ui.isEndDismissed ? before : 'ended';
  return before;
}

/** The views that a page shows first are here; those of a running call come in one chunk of their own. */
const loaded = new Map<ViewName, View>([
  ['start', start],
  ['lobby', lobby],
]);

export const loadedView = (name: ViewName): View | undefined => loaded.get(name);

/** Resolves when every view is there. */
export async function loadViews() {
  const {callViews} = await import('./call-views.js');
  for (const [name, view] of callViews) loaded.set(name, view);
}
