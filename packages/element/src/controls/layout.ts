import {isSpeakerView, type Context} from '../context.js';
import {tilesOf} from '../views/tiles.js';
import type {Control} from './control.js';

const isPressed = (context: Context) => isSpeakerView(tilesOf(context), context.options.layout);

/** Overrides the `layout` attribute for this visitor. */
export const layout: Control = {
  name: 'layout',
  shortcut: 'l',
  icon: context => (isPressed(context) ? 'gridView' : 'speakerView'),
  label: ({strings}) => strings.speakerView,
  tip: context => (isPressed(context) ? context.strings.gridView : context.strings.speakerView),
  // A pinned tile is large in every layout.
  isShown: ({participants, ui}) => participants.length > 0 && ui.pinnedId === null,
  isPressed,
  run: context => context.commands.setLayout(isPressed(context) ? 'grid' : 'speaker'),
};
