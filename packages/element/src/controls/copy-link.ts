import type {Control} from './control.js';

export const copyLink: Control = {
  name: 'copy-link',
  icon: ({ui}) => (ui.isLinkCopied ? 'check' : 'userPlus'),
  label: ({strings}) => strings.copyLink,
  tip: ({strings, ui}) => (ui.isLinkCopied ? strings.linkCopied : strings.copyLink),
  // While one is alone, the invitation on the stage does it.
  isShown: ({options, state}) =>
    options.features.has('invite') && options.room !== undefined && state !== 'waiting',
  run: ({commands}) => commands.copyLink(),
};
