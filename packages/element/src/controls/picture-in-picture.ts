import type {Control} from './control.js';

export const pictureInPicture: Control = {
  name: 'picture-in-picture',
  icon: () => 'pictureInPicture',
  label: ({strings}) => strings.pictureInPicture,
  tip: ({ui, strings}) => (ui.isInPictureInPicture ? strings.pictureInPictureStop : strings.pictureInPicture),
  isShown: ({hasPictureInPictureWindow, isAlone}) =>
    hasPictureInPictureWindow || (document.pictureInPictureEnabled && !isAlone),
  isPressed: ({ui}) => ui.isInPictureInPicture,
  run: ({commands}) => commands.togglePictureInPicture(),
};

/** Whether the call pops out by itself when the visitor switches to another tab. Chromium also asks for permission. */
export const autoPictureInPicture: Control = {
  name: 'auto-picture-in-picture',
  icon: ({ui}) => (ui.isAutoPictureInPicture ? 'check' : 'pictureInPicture'),
  label: ({strings}) => strings.pictureInPictureAuto,
  isShown: ({hasPictureInPictureWindow}) => hasPictureInPictureWindow,
  isPressed: ({ui}) => ui.isAutoPictureInPicture,
  run: ({ui, commands}) => commands.setAutoPictureInPicture(!ui.isAutoPictureInPicture),
};
