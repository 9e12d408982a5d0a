import type {Control} from './control.js';

export const hangUp: Control = {
  name: 'hang-up',
  tone: 'danger',
  icon: () => 'hangUp',
  label: ({options, strings}) => (options.room ? strings.leave : strings.hangUp),
  run: ({commands}) => commands.end(),
};
