import type {Control} from './control.js';

/** Phones have no keys to list. */
const phone = matchMedia('(pointer: coarse)');

export const shortcuts: Control = {
  name: 'shortcuts',
  shortcut: '?',
  opens: 'shortcuts',
  icon: () => 'keyboard',
  label: ({strings}) => strings.shortcuts,
  isShown: ({options}) => options.features.has('shortcuts') && !phone.matches,
  run: ({commands}) => commands.toggleMenu('shortcuts'),
};
