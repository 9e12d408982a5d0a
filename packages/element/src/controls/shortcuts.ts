import type {Control} from './control.js';

export const shortcuts: Control = {
  name: 'shortcuts',
  shortcut: '?',
  opens: 'shortcuts',
  icon: () => 'keyboard',
  label: ({strings}) => strings.shortcuts,
  // Phones have no keys to list.
  isShown: ({options}) => options.features.has('shortcuts') && !matchMedia('(pointer: coarse)').matches,
  run: ({commands}) => commands.toggleMenu('shortcuts'),
};
