import type {Control} from './control.js';

export const flow: Control = {
  name: 'flow',
  opens: 'flow',
  icon: () => 'flow',
  label: ({strings}) => strings.flow,
  isShown: ({options}) => options.flow !== 'off',
  run: ({commands}) => commands.togglePanel('flow'),
};
