import type {Control} from './control.js';

export const hand: Control = {
  name: 'hand',
  shortcut: 'h',
  icon: () => 'hand',
  label: ({strings}) => strings.handRaise,
  tip: ({local, strings}) => (local.isHandRaised ? strings.handLower : strings.handRaise),
  isPressed: ({local}) => local.isHandRaised,
  // Before that, nobody has let me in yet.
  isDisabled: ({state}) => state === 'connecting',
  run: ({commands}) => commands.raiseHand(),
};
