import type {Control} from './control.js';

export const settings: Control = {
  name: 'settings',
  opens: 'settings',
  icon: () => 'settings',
  label: ({strings}) => strings.settings,
  isShown: ({options}) => options.features.has('settings'),
  run: ({commands}) => commands.togglePanel('settings'),
};
