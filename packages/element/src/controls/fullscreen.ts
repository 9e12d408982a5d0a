import type {Control} from './control.js';

export const fullscreen: Control = {
  name: 'fullscreen',
  shortcut: 'f',
  icon: ({ui}) => (ui.isFullscreen ? 'fullscreenOff' : 'fullscreen'),
  label: ({strings}) => strings.fullscreenStart,
  tip: ({strings, ui}) => (ui.isFullscreen ? strings.fullscreenStop : strings.fullscreenStart),
  // iPhones support full screen only for videos, and an iframe may not be allowed to use it.
  isShown: ({isFullscreenPossible}) => isFullscreenPossible,
  isPressed: ({ui}) => ui.isFullscreen,
  run: ({commands}) => commands.toggleFullscreen(),
};
