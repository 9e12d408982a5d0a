import type {Control} from './control.js';

export const people: Control = {
  name: 'people',
  shortcut: 'p',
  opens: 'people',
  icon: ({door, doorUi}) => (door?.isLocked && doorUi ? 'userLock' : 'users'),
  label: context => context.doorUi?.peopleLabel(context) ?? context.strings.people,
  tip: ({strings}) => strings.people,
  badge: ({door}) => door?.knockCount ?? 0,
  run: ({commands}) => commands.togglePanel('people'),
};
