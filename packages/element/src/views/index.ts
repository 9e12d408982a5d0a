import type {Context} from '../context.js';
import {isOnStage} from '../context.js';
import type {View, ViewName, Views} from './view.js';

/** Which view shows the call as it stands. */
export function viewNameOf({state, options, ui}: Pick<Context, 'state' | 'options' | 'ui'>): ViewName {
  const before = options.room && options.features.has('prejoin') ? 'lobby' : 'start';
  if (isOnStage(state)) return 'stage';
  if (state === 'dialing') return 'dialing';
  if (state === 'ringing') return ui.isRingSuppressed ? before : 'ringing';
  if (state === 'ended') return ui.isEndDismissed ? before : 'ended';
  return before;
}

export type ViewGroup = 'call' | 'room' | 'ring';

const LOADERS: Readonly<Record<ViewGroup, () => Promise<{views: Views}>>> = {
  call: () => import('./call-views.js'),
  room: () => import('./room-views.js'),
  ring: () => import('./ring-views.js'),
};

const loaded: {[name in ViewName]?: View} = {};

export const loadedView = (name: ViewName): View | undefined => loaded[name];

/** Resolves when the views of this group are there. */
export async function loadViews(group: ViewGroup) {
  Object.assign(loaded, (await LOADERS[group]()).views);
}

/** The group of views that a name belongs to. */
export const groupOf = (name: ViewName): ViewGroup =>
  name === 'lobby' ? 'room' : name === 'stage' || name === 'ended' ? 'call' : 'ring';
