import type {Control} from './control.js';

/** Overrides the `layout` attribute for this visitor. */
export const layout: Control = {
  name: 'layout',
  shortcut: 'l',
  icon: ({isSpeakerView}) => (isSpeakerView ? 'gridView' : 'speakerView'),
  label: ({strings}) => strings.speakerView,
  tip: ({isSpeakerView, strings}) => (isSpeakerView ? strings.gridView : strings.speakerView),
  // A pinned tile is large in every layout.
  isShown: ({isAlone, ui}) => !isAlone && ui.pinnedId === null,
  isPressed: ({isSpeakerView}) => isSpeakerView,
  run: ({isSpeakerView, commands}) => commands.setLayout(isSpeakerView ? 'grid' : 'speaker'),
};
