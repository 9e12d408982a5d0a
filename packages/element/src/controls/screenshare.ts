import type {Control} from './control.js';

export const screenshare: Control = {
  name: 'screenshare',
  shortcut: 's',
  icon: ({local}) => (local.screen ? 'screenOff' : 'screen'),
  label: ({strings}) => strings.screenshareStart,
  tip: ({local, strings}) => (local.screen ? strings.screenshareStop : strings.screenshareStart),
  // Where it can't work, there is no button.
  isShown: ({options, isScreenSharingPossible}) =>
    options.features.has('screenshare') && isScreenSharingPossible,
  isPressed: ({local}) => local.screen !== null,
  run: ({commands}) => commands.toggleScreenshare(),
};
