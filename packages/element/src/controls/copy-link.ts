import type {Control} from './control.js';

export const copyLink: Control = {
  name: 'copy-link',
  icon: ({ui}) => (ui.isLinkCopied ? 'check' : 'userPlus'),
  label: ({strings}) => strings.copyLink,
  tip: ({strings, ui}) => (ui.isLinkCopied ? strings.linkCopied : strings.copyLink),
  // While nobody else is in the room, the invitation on the stage shows the link.
  isShown: ({options, state, link}) =>
    options.features.has('invite') &&
    options.room !== undefined &&
    link() !== undefined &&
    state !== 'waiting',
  run: ({commands}) => commands.copyLink(),
};
