import type {Control} from './control.js';

export const people: Control = {
  name: 'people',
  shortcut: 'p',
  opens: 'people',
  icon: () => 'users',
  label: ({strings}) => strings.people,
  run: ({commands}) => commands.togglePanel('people'),
};
