import type {Control} from './control.js';

export const reactions: Control = {
  name: 'reactions',
  shortcut: 'r',
  opens: 'reactions',
  icon: () => 'reactions',
  label: ({strings}) => strings.reactions,
  isDisabled: ({isAlone}) => isAlone,
  run: ({commands}) => commands.toggleMenu('reactions'),
};
