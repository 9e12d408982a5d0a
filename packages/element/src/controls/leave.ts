import type {Control} from './control.js';

export const leave: Control = {
  name: 'leave',
  tone: 'danger',
  icon: () => 'hangUp',
  label: ({options, strings}) => (options.room ? strings.leave : strings.hangUp),
  run: context => {
    if (!context.doorUi?.askToLeave(context)) context.commands.end();
  },
};
