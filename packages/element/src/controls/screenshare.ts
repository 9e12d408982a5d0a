import type {Control} from './control.js';

export const screenshare: Control = {
  name: 'screenshare',
  shortcut: 's',
  icon: ({local}) => (local.screen ? 'screenOff' : 'screen'),
  label: ({strings}) => strings.screenshareStart,
  tip: ({local, strings}) => (local.screen ? strings.screenshareStop : strings.screenshareStart),
  // Phones have no screen capture: hide the button instead of showing one that fails.
  isShown: ({options}) =>
    options.features.has('screenshare') && 'getDisplayMedia' in (navigator.mediaDevices ?? {}),
  isPressed: ({local}) => local.screen !== null,
  run: ({commands}) => commands.toggleScreenshare(),
};
